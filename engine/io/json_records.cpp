#include "engine/io/json_records.h"

#include "engine/io/json_preamble.h"

#include <fmt/format.h>

namespace hindcast {

void scanRecord(std::string_view text, bool final, ScannedRecord& record)
{
    record.members.clear();
    record.scan = text.starts_with('{') ? scanJsonObject(text, 0, final, record.value, record.members)
                                        : scanJson(text, 0, final, record.value);
}

Result<void> scanRecord(TextWindow& window, ScannedRecord& record)
{
    for (;;) {
        scanRecord(window.text(), window.ended(), record);
        if (record.scan.outcome != JsonScan::Outcome::Unfinished || window.ended()) {
            return {};
        }
        if (Result<bool> more = window.grow(); !more) {
            return more.error();
        }
    }
}

Result<bool> skipBlanks(TextWindow& window)
{
    for (;;) {
        const std::string_view text = window.text();
        const std::size_t blanks = skipJsonBlanks(text, 0);
        const bool found = blanks < text.size();
        window.advance(blanks);
        if (found) {
            return true;
        }
        Result<bool> more = window.grow();
        if (!more || !*more) {
            return more;
        }
    }
}

Result<void> skipPreamble(TextWindow& window)
{
    constexpr std::size_t longest = 256UL * 1024; // as much as the recognition sees
    while (window.text().size() < longest) {
        Result<bool> more = window.grow();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
    }
    window.advance(jsonPreamble(window.text()));
    return {};
}

Error scanError(const TextWindow& window, const JsonScan& scan)
{
    const Place place = window.placeAt(scan.end);
    if (scan.outcome == JsonScan::Outcome::TooDeep) {
        return {ErrorCode::LimitExceeded, {"a value is nested too deep", "1000 levels"}, place};
    }
    if (scan.outcome == JsonScan::Outcome::TooMany) {
        return {
            ErrorCode::LimitExceeded, {"a record has too many members", std::to_string(mostMembers)}, place};
    }
    Error error{ErrorCode::BadJson, {describeScan(scan, window.text())}, place};
    if (scan.fault == notUtf8Fault) {
        const auto byte = static_cast<unsigned char>(window.text()[scan.end]);
        error = {ErrorCode::NotUtf8, {fmt::format("byte 0x{:02X}", byte)}, error.place};
    }
    return error;
}

} // namespace hindcast
