#include "engine/io/project_file.h"

#include "engine/log/schema.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

namespace hindcast {

bool isProject(const std::string& path)
{
    // https://www.sqlite.org/fileformat.html: a magic text, and the application's number as four bytes at 68.
    constexpr std::string_view magic("SQLite format 3\0", 16);
    constexpr std::size_t markAt = 68;
    std::array<char, markAt + 4> head{};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(head.data(), head.size()) || std::string_view(head.data(), magic.size()) != magic) {
        return false;
    }
    std::int64_t mark = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        mark = (mark << 8) | static_cast<unsigned char>(head[markAt + i]);
    }
    return mark == projectApplicationId;
}

Result<void> mayReplaceByProject(const std::string& path)
{
    std::error_code absent;
    if (!std::filesystem::is_regular_file(path, absent)) {
        return {};
    }
    const auto size = std::filesystem::file_size(path, absent);
    if (absent || size == 0 || isProject(path)) {
        return {};
    }
    return Error{ErrorCode::NotReplaceable, {}, {path, 0, 0}};
}

Result<void> mayReplaceByText(const std::string& path)
{
    std::error_code absent;
    return std::filesystem::is_regular_file(path, absent) && isProject(path)
        ? Result<void>(Error{ErrorCode::WouldLoseProject, {}, {path, 0, 0}})
        : Result<void>();
}

} // namespace hindcast
