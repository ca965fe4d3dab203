#include "engine/io/output_file.h"

#include "engine/io/project_file.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace hindcast {

namespace {

constexpr std::size_t bufferSize = 256UL * 1024;

} // namespace

bool OutputFile::isStandardOutput(std::string_view path)
{
    return path == "-" || path == "/dev/stdout" || path == "/dev/fd/1" || path == "/proc/self/fd/1";
}

bool OutputFile::isDevice(std::string_view path)
{
    return path.starts_with("/dev/") || path.starts_with("/proc/");
}

Result<void> OutputFile::mayMake(const std::string& path)
{
    if (isStandardOutput(path) || isDevice(path)) {
        return {};
    }
    if (Result<void> replaceable = mayReplaceByText(path); !replaceable) {
        return replaceable;
    }
    std::error_code absent;
    return std::filesystem::is_regular_file(path, absent)
        ? Result<void>(Error{ErrorCode::FileExists, {}, {path, 0, 0}})
        : Result<void>();
}

OutputFile::OutputFile(std::string path, std::string temporary, std::FILE* file)
    : m_path(std::move(path))
    , m_temporary(std::move(temporary))
    , m_file(file)
{
}

OutputFile::~OutputFile()
{
    if (m_file != nullptr && m_file != stdout) {
        std::fclose(m_file);
    }
    if (!m_temporary.empty()) {
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
    }
}

Result<std::unique_ptr<OutputFile>> OutputFile::open(const std::string& path)
{
    if (isStandardOutput(path)) {
        return std::unique_ptr<OutputFile>(new OutputFile(path, {}, stdout));
    }
    if (Result<void> replaceable = mayReplaceByText(path); !replaceable) {
        return replaceable.error();
    }
    std::error_code ignored;
    const std::filesystem::file_status status = std::filesystem::status(path, ignored);
    const bool special =
        isDevice(path) || (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status));
    const std::string temporary = special ? std::string() : path + ".part-" + std::to_string(getpid());
    std::FILE* const file = std::fopen(special ? path.c_str() : temporary.c_str(), "wbe");
    if (file == nullptr) {
        return Error{ErrorCode::FileUnwritable, {std::generic_category().message(errno)}, {path, 0, 0}};
    }
    std::setvbuf(file, nullptr, _IOFBF, bufferSize);
    return std::unique_ptr<OutputFile>(new OutputFile(path, temporary, file));
}

Error OutputFile::failure() const
{
    const int reason = errno;
    const bool full = reason == ENOSPC || reason == EDQUOT;
    return {full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
        {std::generic_category().message(reason)},
        {m_path, 0, 0}};
}

Result<void> OutputFile::write(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), m_file) != text.size()) {
        return failure();
    }
    return {};
}

Result<void> OutputFile::commit()
{
    if (m_file == stdout) {
        return std::fflush(stdout) == 0 ? Result<void>() : failure();
    }
    // On the disk before it has its name: otherwise a crash could leave the name without the bytes.
    if (!m_temporary.empty() && (std::fflush(m_file) != 0 || ::fsync(fileno(m_file)) != 0)) {
        return failure();
    }
    const bool closed = std::fclose(std::exchange(m_file, nullptr)) == 0;
    if (!closed) {
        return failure();
    }
    if (m_temporary.empty()) {
        return {};
    }
    if (std::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        return failure();
    }
    m_temporary.clear();
    return {};
}

} // namespace hindcast
