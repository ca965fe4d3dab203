#include "engine/io/event_mapper.h"

#include "engine/value/json.h"

#include <charconv>

namespace hindcast {

namespace {

/// "1700000000.123": whole units and a fraction, as some tools write seconds.
std::optional<Timestamp> timeOfNumber(std::string_view text)
{
    std::int64_t whole = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, whole);
    if (error != std::errc()) {
        return {};
    }
    std::optional<Timestamp> time = timestampFromEpoch(whole);
    if (stop == end || !time) {
        return time;
    }
    constexpr std::int64_t secondsBound = 100'000'000'000;
    const std::string_view digits(stop + 1, static_cast<std::size_t>(end - stop - 1));
    const bool plain =
        *stop == '.' && !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!plain || whole >= secondsBound || text.front() == '-') {
        // Exponents are no notation for a time; finer units have no use for a fraction of theirs.
        return plain && text.front() != '-' ? time : std::nullopt;
    }
    std::int64_t weight = 100'000;
    for (const char digit : digits.substr(0, 6)) {
        time->us += weight * (digit - '0');
        weight /= 10;
    }
    return time;
}

} // namespace

Result<FieldSources> FieldSources::compile(const FieldMapping& mapping)
{
    FieldSources compiled;
    for (const Field field : allFields) {
        Result<FieldSource> source = FieldSource::parse(mapping.of(field));
        if (!source) {
            return source.error();
        }
        compiled.sources[static_cast<std::size_t>(field)] = std::move(*source);
    }
    return compiled;
}

std::string_view EventTexts::text(const FieldSource& source, Field field, const Record& record)
{
    JsonSlice found;
    if (const JsonSlice* value = source.findValue(record, found)) {
        return text(*value, field);
    }
    std::string& own = fresh(field);
    source.appendText(record, own);
    return own;
}

std::string_view EventTexts::text(const JsonSlice& value, Field field)
{
    if (value.kind == JsonKind::Text && !value.escapes) {
        return value.text.substr(1, value.text.size() - 2);
    }
    std::string& own = fresh(field);
    appendScalar(value, own);
    return own;
}

void setTime(EventMapper::Mapped& mapped, std::string_view text, DateOrder order)
{
    mapped.event.timeText = text;
    mapped.event.recordedUs.reset();
    mapped.zoneAssumed = false;
    std::optional<Timestamp> time = readTime(text, order);
    if (!time) {
        time = timeOfNumber(text);
    }
    if (time) {
        mapped.event.recordedUs = time->us;
        mapped.zoneAssumed = time->zoneAssumed;
    }
}

void applyGiven(const FieldSources& given,
    const Record& record,
    EventTexts& texts,
    EventMapper::Mapped& mapped)
{
    NewEvent& event = mapped.event;
    const auto replace = [&](Field field, std::string_view& part) {
        const FieldSource& source = given.of(field);
        if (source.isEmpty()) {
            return;
        }
        if (const std::string_view text = texts.text(source, field, record); !text.empty()) {
            part = text;
        }
    };
    replace(Field::Stream, event.stream);
    replace(Field::Category, event.category);
    replace(Field::Type, event.type);
    replace(Field::Id, event.id);
    replace(Field::Correlation, event.correlation);
    replace(Field::Causation, event.causation);
    if (!given.of(Field::Time).isEmpty()) {
        if (const std::string_view text = texts.text(given.of(Field::Time), Field::Time, record);
            !text.empty()) {
            setTime(mapped, text);
        }
    }
    for (const Field field : {Field::Data, Field::Meta}) {
        JsonSlice found;
        const JsonSlice* value = given.of(field).findValue(record, found);
        if (value == nullptr || (field == Field::Meta && value->kind != JsonKind::Object)) {
            continue;
        }
        std::string& text = texts.fresh(field);
        appendMinified(text, *value);
        (field == Field::Data ? event.data : event.meta) = text;
    }
}

void appendMember(std::string& members, std::string_view name, const JsonSlice& value)
{
    if (!members.empty()) {
        members += ',';
    }
    quoteJsonTo(members, name);
    members += ':';
    appendMinified(members, value);
}

} // namespace hindcast
