#include "engine/io/cloud_event_attributes.h"
#include "engine/io/event_mapper.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hindcast {

namespace {

/// The last segment of a source such as "/orders/eu": "eu"; the source itself where that is empty.
std::string_view lastSegment(std::string_view source)
{
    const std::size_t slash = source.find_last_of('/');
    const bool useful = slash != std::string_view::npos && slash + 1 < source.size();
    return useful ? source.substr(slash + 1) : source;
}

/// One event's attributes while its members are gone through.
struct Attributes {
    const JsonSlice* id = nullptr;
    const JsonSlice* source = nullptr;
    const JsonSlice* specversion = nullptr;
    const JsonSlice* type = nullptr;
    const JsonSlice* subject = nullptr;
    const JsonSlice* time = nullptr;
    const JsonSlice* correlation = nullptr;
    const JsonSlice* causation = nullptr;
    const JsonSlice* data = nullptr;
    const JsonSlice* base64 = nullptr;
    const JsonSlice* category = nullptr;
    const JsonSlice* timeText = nullptr;
    const JsonSlice* absent = nullptr;
    const JsonSlice* moreMeta = nullptr;
    const JsonSlice* exact = nullptr;
};

/// Where an attribute's value goes; null for those that are kept in the meta.
const JsonSlice** placeOf(std::string_view name, Attributes& attributes)
{
    struct Known {
        std::string_view name;
        const JsonSlice* Attributes::*place;
    };
    static constexpr std::array known{Known{"id", &Attributes::id},
        Known{"type", &Attributes::type},
        Known{"time", &Attributes::time},
        Known{"data", &Attributes::data},
        Known{"source", &Attributes::source},
        Known{"subject", &Attributes::subject},
        Known{"specversion", &Attributes::specversion},
        Known{"correlationid", &Attributes::correlation},
        Known{"causationid", &Attributes::causation},
        Known{"data_base64", &Attributes::base64},
        Known{extensionCategory, &Attributes::category},
        Known{extensionTime, &Attributes::timeText},
        Known{extensionAbsent, &Attributes::absent},
        Known{extensionMeta, &Attributes::moreMeta},
        Known{extensionExact, &Attributes::exact}};
    for (const Known& candidate : known) {
        if (candidate.name == name) {
            return &(attributes.*candidate.place);
        }
    }
    return nullptr;
}

bool isText(const JsonSlice* value)
{
    return value != nullptr && value->kind == JsonKind::Text && value->text.size() > 2;
}

Error notACloudEvent(const Record& record, std::string reason)
{
    return {ErrorCode::BadCloudEvent, {std::move(reason)}, {{}, record.line, record.column}};
}

/// What the specification demands and the record lacks.
std::optional<Error> lacking(const Record& record, const Attributes& attributes)
{
    if (record.value.kind != JsonKind::Object) {
        return notACloudEvent(record, "the record is no object");
    }
    std::vector<std::string_view> missing;
    std::vector<std::string_view> wrong;
    const auto demand = [&](std::string_view name, const JsonSlice* value) {
        if (value == nullptr || value->kind == JsonKind::Null) {
            missing.push_back(name);
        } else if (!isText(value)) {
            wrong.push_back(name);
        }
    };
    demand("specversion", attributes.specversion);
    demand("id", attributes.id);
    demand("source", attributes.source);
    demand("type", attributes.type);
    if (!missing.empty()) {
        return notACloudEvent(record,
            fmt::format("the attribute{} {} {} missing",
                missing.size() > 1 ? "s" : "",
                fmt::join(missing, ", "),
                missing.size() > 1 ? "are" : "is"));
    }
    if (!wrong.empty()) {
        return notACloudEvent(record,
            fmt::format("{} must be {} with at least one character",
                fmt::join(wrong, ", "),
                wrong.size() > 1 ? "texts" : "a text"));
    }
    const auto isThere = [](const JsonSlice* value) {
        return value != nullptr && value->kind != JsonKind::Null;
    };
    if (isThere(attributes.data) && isThere(attributes.base64)) {
        return notACloudEvent(record, "it has both data and data_base64, which exclude each other");
    }
    const auto version =
        attributes.specversion != nullptr ? attributes.specversion->text : std::string_view();
    if (!version.starts_with("\"1.") && version != "\"1\"") {
        return notACloudEvent(record, fmt::format("its specversion is {}, what is read is 1.0", version));
    }
    return {};
}

class CloudEventMapper final : public EventMapper {
public:
    explicit CloudEventMapper(FieldSources given)
        : m_given(std::move(given))
    {
    }

    std::optional<Error> map(const Record& record, Mapped& mapped) override
    {
        Attributes attributes;
        std::string& meta = m_texts.fresh(Field::Meta);
        m_absent.clear();
        if (const JsonSlice* absent = record.members.find(extensionAbsent)) {
            appendScalar(*absent, m_absent);
        }
        for (const JsonMember& member : record.members.list) {
            place(member, attributes, meta);
        }
        if (std::optional<Error> problem = lacking(record, attributes)) {
            return problem;
        }
        mapped = {};
        NewEvent& event = mapped.event;
        event.type = m_texts.text(*attributes.type, Field::Type);
        setStream(attributes, event);
        event.correlation = text(attributes.correlation, Field::Correlation);
        event.causation = text(attributes.causation, Field::Causation);
        event.category = text(attributes.category, Field::Category);
        if (!isAbsent("id")) {
            event.id = m_texts.text(*attributes.id, Field::Id);
        }
        setTimes(attributes, mapped);
        setData(attributes.base64 != nullptr ? attributes.base64 : attributes.data, event);
        if (attributes.moreMeta != nullptr) {
            addMoreMeta(*attributes.moreMeta, meta);
        }
        restoreExact(attributes.exact, event, meta);
        if (!meta.empty()) {
            meta.insert(meta.begin(), '{');
            meta += '}';
            event.meta = meta;
        }
        applyGiven(m_given, record, m_givenTexts, mapped);
        return {};
    }

private:
    /// Known attributes are remembered; the source and what is not known join the meta.
    void place(const JsonMember& member, Attributes& attributes, std::string& meta) const
    {
        const JsonSlice** known = placeOf(member.name, attributes);
        const bool isNull = member.value.kind == JsonKind::Null;
        if (known != nullptr && !(isNull && *known != nullptr)) {
            *known = &member.value;
        }
        if (isNull) {
            return; // the JSON format has null mean "not there"
        }
        const bool base64 = member.name == "data_base64";
        const bool otherVersion = member.name == "specversion" && member.value.text != "\"1.0\"";
        const bool source = member.name == "source" && !isAbsent("source");
        if (known != nullptr && !source && !base64 && !otherVersion) {
            return;
        }
        const JsonSlice yes{"true", JsonKind::True, false, false};
        appendMember(meta, member.name, base64 ? yes : member.value);
    }

    std::string_view text(const JsonSlice* value, Field field)
    {
        return value == nullptr ? std::string_view() : m_texts.text(*value, field);
    }

    void setStream(const Attributes& attributes, NewEvent& event)
    {
        event.stream = text(attributes.subject, Field::Stream);
        if (event.stream.empty()) {
            event.stream = lastSegment(m_texts.text(*attributes.source, Field::Stream));
        }
    }

    bool isAbsent(std::string_view name) const
    {
        return !m_absent.empty()
            && (' ' + m_absent + ' ').find(fmt::format(" {} ", name)) != std::string::npos;
    }

    /// The time attribute tells the moment; how its source wrote it may stand beside it.
    void setTimes(const Attributes& attributes, Mapped& mapped)
    {
        if (const std::string_view time = text(attributes.time, Field::Time); !time.empty()) {
            setTime(mapped, time);
        }
        if (isAbsent("time")) {
            mapped.event.timeText = {};
        }
        if (attributes.timeText != nullptr) {
            m_timeText.clear();
            appendScalar(*attributes.timeText, m_timeText);
            if (mapped.event.timeText.empty()) {
                setTime(mapped, m_timeText);
            }
            mapped.event.timeText = m_timeText;
        }
    }

    void setData(const JsonSlice* data, NewEvent& event)
    {
        if (data == nullptr) {
            event.data = "null";
        } else if (!data->blanks) {
            event.data = data->text;
        } else {
            std::string& minified = m_texts.fresh(Field::Data);
            appendMinified(minified, *data);
            event.data = minified;
        }
    }

    /// The object that an extension's text holds; false when it holds none.
    static bool openObject(const JsonSlice& value, std::string& text, JsonMembers& members)
    {
        text.clear();
        if (value.kind != JsonKind::Text) {
            return false;
        }
        decodeJsonText(value.text, text);
        JsonSlice whole;
        return text.starts_with('{')
            && scanJsonObject(text, 0, true, whole, members).outcome == JsonScan::Outcome::Whole
            && whole.text.size() == text.size();
    }

    /// Adds the members that could not stand as attributes of their own.
    void addMoreMeta(const JsonSlice& more, std::string& meta)
    {
        if (!openObject(more, m_moreMeta, m_inner)) {
            appendMember(meta, extensionMeta, more);
            return;
        }
        // As written, so that a log comes back byte for byte.
        meta += meta.empty() || m_inner.list.empty() ? "" : ",";
        meta.append(m_moreMeta, 1, m_moreMeta.size() - 2);
    }

    /// Puts back the texts that CloudEvents would not have as they were.
    void restoreExact(const JsonSlice* exact, NewEvent& event, std::string& meta)
    {
        JsonMembers members;
        if (exact == nullptr || !openObject(*exact, m_exact, members)) {
            return;
        }
        for (const JsonMember& member : members.list) {
            const std::optional<ExactPart> part = exactPartOf(member.name);
            if (!part || member.value.kind != JsonKind::Text) {
                continue;
            }
            if (*part == ExactPart::Meta) {
                addMoreMeta(member.value, meta);
                continue;
            }
            std::string& text = m_exactTexts[static_cast<std::size_t>(*part)];
            text.clear();
            decodeJsonText(member.value.text, text);
            partOf(event, *part) = text;
        }
    }

    FieldSources m_given;
    EventTexts m_texts;
    EventTexts m_givenTexts;
    std::string m_absent;
    std::string m_timeText;
    std::string m_moreMeta;
    std::string m_exact;
    std::array<std::string, exactPartCount> m_exactTexts;
    JsonMembers m_inner;
};

} // namespace

Result<std::unique_ptr<EventMapper>> makeCloudEventMapper(const FieldMapping& given)
{
    Result<FieldSources> sources = FieldSources::compile(given);
    if (!sources) {
        return sources.error();
    }
    return std::unique_ptr<EventMapper>(std::make_unique<CloudEventMapper>(std::move(*sources)));
}

} // namespace hindcast
