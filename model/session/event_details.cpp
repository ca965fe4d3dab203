#include "model/session/event_details.h"

#include "engine/value/json.h"
#include "model/session/words.h"

namespace hindcast {

namespace {

QString laidOut(const std::string& text, bool& cut)
{
    constexpr std::size_t limit = EventDetails::shownBytes;
    cut = text.size() > limit;
    if (cut) {
        std::size_t end = limit;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        return fromUtf8(std::string_view(text).substr(0, end));
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
