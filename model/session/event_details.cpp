#include "model/session/event_details.h"

#include "engine/value/json.h"
#include "model/session/words.h"

namespace hindcast {

namespace {

/// About how many bytes the text would take with its indentation, which deep nesting makes many of.
std::size_t laidOutSize(std::string_view json)
{
    std::size_t size = json.size();
    std::size_t depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inText && c == '\\') {
            ++i;
        } else if (c == '"') {
            inText = !inText;
        } else if (!inText && (c == '{' || c == '[')) {
            size += 1 + 2 * ++depth;
        } else if (!inText && (c == '}' || c == ']')) {
            depth -= depth > 0 ? 1 : 0;
            size += 1 + 2 * depth;
        } else if (!inText && c == ',') {
            size += 1 + 2 * depth;
        }
    }
    return size;
}

QString laidOut(const std::string& text, bool& cut)
{
    constexpr std::size_t limit = EventDetails::shownBytes;
    cut = text.size() > limit;
    if (cut) {
        return fromUtf8(clipped(text, limit));
    }
    if (laidOutSize(text) > 8 * limit) {
        return fromUtf8(text);
    }
    const auto value = readJson(text);
    return value ? fromUtf8(writeJsonPretty(*value)) : fromUtf8(text);
}

} // namespace

Result<EventDetails> readEventDetails(LogReader& reader, BranchId branch, Position position)
{
    auto event = reader.event(branch, position);
    if (!event) {
        return event.error();
    }
    EventDetails details;
    details.event = std::move(*event);
    bool metaCut = false;
    details.data = laidOut(details.event.data, details.dataCut);
    details.meta = details.event.meta.empty() ? QString() : laidOut(details.event.meta, metaCut);
    if (details.event.isRedacted) {
        auto redaction = reader.redactionOf(branch, position);
        if (!redaction) {
            return redaction.error();
        }
        details.redaction = *redaction;
    }
    if (!details.event.causation.empty()) {
        auto cause = reader.findId(branch, details.event.causation);
        if (!cause) {
            return cause.error();
        }
        details.cause = *cause;
    }
    if (!details.event.id.empty()) {
        auto consequence = reader.firstCausedBy(branch, details.event.id);
        if (!consequence) {
            return consequence.error();
        }
        details.firstConsequence = *consequence;
    }
    return details;
}

} // namespace hindcast
