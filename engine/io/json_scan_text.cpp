#include "engine/base/utf8.h"
#include "engine/io/json_scan.h"
#include "engine/value/json.h"

#include <fmt/format.h>

namespace hindcast {

std::string describeScan(const JsonScan& scan, std::string_view text)
{
    switch (scan.outcome) {
    case JsonScan::Outcome::Whole:
        return {};
    case JsonScan::Outcome::Unfinished:
        return fmt::format("the text ends inside {}", scan.inside);
    case JsonScan::Outcome::TooDeep:
        return fmt::format("nested deeper than {} levels", maxJsonDepth);
    case JsonScan::Outcome::TooMany:
        return fmt::format("more than {} members", mostMembers);
    case JsonScan::Outcome::Broken:
        break;
    }
    const std::string_view rest = text.substr(scan.end);
    const std::size_t length = scan.wrong > 0 ? scan.wrong : utf8Length(rest);
    const auto byte = static_cast<unsigned char>(rest.empty() ? '\0' : rest.front());
    const std::string found = length == 0 || byte < 0x20 || byte == 0x7F
        ? fmt::format("byte 0x{:02X}", byte)
        : fmt::format("'{}'", rest.substr(0, length));
    return scan.fault.empty() ? fmt::format("expected {}, found {}", scan.expected, found)
                              : fmt::format("{} ({})", scan.fault, found);
}

} // namespace hindcast
