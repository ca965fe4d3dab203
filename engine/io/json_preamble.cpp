#include "engine/io/json_preamble.h"

#include "engine/io/json_scan.h"

#include <algorithm>
#include <array>

namespace hindcast {

namespace {

constexpr std::size_t none = std::string_view::npos;

/// Names that mean records wherever they stand, and those that mean them in what is no record itself: an
/// order's event may well have "items".
constexpr auto surely = std::to_array<std::string_view>({"events", "Events", "Records", "traceEvents"});
constexpr auto likely =
    std::to_array<std::string_view>({"records", "items", "entries", "messages", "logs", "results"});
constexpr auto ofRecords =
    std::to_array<std::string_view>({"type", "Type", "eventType", "event_type", "specversion", "action"});

template <class Names>
bool isIn(const Names& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Behind a line or block of comment at `at`; `at` itself where there is none.
std::size_t behindComment(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("/*")) {
        const std::size_t end = text.find("*/", at + 2);
        return end == none ? text.size() : end + 2;
    }
    if (rest.starts_with('#') || rest.starts_with("//") || rest.starts_with("% ")) {
        const std::size_t end = text.find('\n', at);
        return end == none ? text.size() : end + 1;
    }
    return at;
}

bool opensObjects(std::string_view text, std::size_t at)
{
    if (at >= text.size() || text[at] != '[') {
        return false;
    }
    const std::size_t first = skipJsonBlanks(text, at + 1);
    return first < text.size() && text[first] == '{';
}

} // namespace

std::size_t jsonPreamble(std::string_view text)
{
    const std::size_t blanks = skipJsonBlanks(text, 0);
    std::size_t at = blanks;
    for (;;) {
        const std::size_t next = skipJsonBlanks(text, behindComment(text, at));
        if (next == at) {
            break;
        }
        at = next;
    }
    const bool json = at < text.size() && (text[at] == '{' || text[at] == '[' || text[at] == recordSeparator);
    return json ? at : blanks;
}

std::optional<std::string> recordsMember(std::string_view text)
{
    std::size_t at = skipJsonBlanks(text, 0);
    if (at >= text.size() || text[at] != '{') {
        return {};
    }
    std::optional<std::string> found;
    bool isRecord = false;
    JsonSlice slice;
    do {
        at = skipJsonBlanks(text, at + 1);
        const JsonScan name = scanJson(text, at, false, slice);
        if (name.outcome != JsonScan::Outcome::Whole || slice.kind != JsonKind::Text) {
            break;
        }
        std::string plain;
        decodeJsonText(slice.text, plain);
        at = skipJsonBlanks(text, name.end);
        if (at >= text.size() || text[at] != ':') {
            break;
        }
        at = skipJsonBlanks(text, at + 1);
        if (opensObjects(text, at)) {
            if (isIn(surely, plain)) {
                return plain;
            }
            if (isIn(likely, plain) && !found) {
                found = plain;
            }
        }
        const JsonScan value = scanJson(text, at, false, slice);
        if (value.outcome != JsonScan::Outcome::Whole) {
            break;
        }
        isRecord |= isIn(ofRecords, plain) && slice.kind == JsonKind::Text;
        at = skipJsonBlanks(text, value.end);
    } while (at < text.size() && text[at] == ',');
    return isRecord ? std::nullopt : found;
}

} // namespace hindcast
