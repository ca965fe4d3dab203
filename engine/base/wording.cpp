#include "engine/base/wording.h"

#include <cstddef>

namespace hindcast {

std::string fillWording(std::string_view text, const std::vector<std::string>& args)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isPlace =
            text[i] == '{' && i + 2 < text.size() && (text[i + 2] == '}' || text[i + 2] == '|');
        if (!isPlace) {
            out += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[i + 1] - '0');
        const std::size_t end = text.find('}', i);
        if (index < args.size()) {
            out += args[index];
        } else if (text[i + 2] == '|') {
            out += text.substr(i + 3, end - i - 3);
        }
        i = end;
    }
    return out;
}

} // namespace hindcast
