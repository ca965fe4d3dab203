#pragma once

#include "engine/base/date_notation.h"
#include "engine/io/field_path.h"
#include "engine/io/mapping.h"
#include "engine/log/event.h"

#include <array>
#include <memory>
#include <optional>

namespace hindcast {

/// Makes an event of a record. What it gives is borrowed from the record and from the mapper, until the next
/// call.
class EventMapper {
public:
    EventMapper() = default;
    virtual ~EventMapper() = default;
    EventMapper(const EventMapper&) = delete;
    EventMapper& operator=(const EventMapper&) = delete;

    struct Mapped {
        NewEvent event;
        bool zoneAssumed = false;
    };
    /// Gives the problem when the record is no event.
    virtual std::optional<Error> map(const Record& record, Mapped& mapped) = 0;
};

/// The names of a stream and a type where the record tells none.
constexpr std::string_view defaultStream = "log";
constexpr std::string_view defaultType = "event";

/// A mapping's sources, ready to be looked up; the given ones stand over what a format itself says.
struct FieldSources {
    std::array<FieldSource, fieldCount> sources;

    /// Errors: BadPath.
    static Result<FieldSources> compile(const FieldMapping& mapping);
    const FieldSource& of(Field field) const { return sources[static_cast<std::size_t>(field)]; }
};

/// Texts that an event under way borrows, one for each field, reused from record to record.
class EventTexts {
public:
    std::string& fresh(Field field)
    {
        std::string& text = m_texts[static_cast<std::size_t>(field)];
        text.clear();
        return text;
    }
    /// The text of a source; empty when the record has none.
    std::string_view text(const FieldSource& source, Field field, const Record& record);
    /// A scalar without a copy where it stands in the record as it is.
    std::string_view text(const JsonSlice& value, Field field);

private:
    std::array<std::string, fieldCount> m_texts;
};

/// Reads the time a record gives, as date-time or epoch number, into `mapped`.
void setTime(EventMapper::Mapped& mapped, std::string_view text, DateOrder order = DateOrder::Unknown);

/// Replaces the parts that `given` has sources for.
void applyGiven(const FieldSources& given,
    const Record& record,
    EventTexts& texts,
    EventMapper::Mapped& mapped);

/// Appends `"name":value` to an object under way (without its braces).
void appendMember(std::string& members, std::string_view name, const JsonSlice& value);

/// JSON and NDJSON records and CSV rows, by the mapping; `order` is that of the times' dates. Errors:
/// BadPath.
Result<std::unique_ptr<EventMapper>> makeFieldMapper(const FieldMapping& mapping,
    DateOrder order = DateOrder::Unknown);
/// CloudEvents 1.0; the mapping holds only what was given by hand.
Result<std::unique_ptr<EventMapper>> makeCloudEventMapper(const FieldMapping& given);
/// XES events; likewise.
Result<std::unique_ptr<EventMapper>> makeXesMapper(const FieldMapping& given);

} // namespace hindcast
