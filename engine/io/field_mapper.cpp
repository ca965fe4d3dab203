#include "engine/io/event_mapper.h"
#include "engine/value/json.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr std::array envelopeFields{Field::Stream,
    Field::Category,
    Field::Type,
    Field::Time,
    Field::Id,
    Field::Correlation,
    Field::Causation};

bool isIdentifier(std::string_view text, std::string_view more)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [more](char c) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || static_cast<unsigned char>(c) >= 0x80;
        return word || more.find(c) != std::string_view::npos;
    });
}

/// The class's own name in an assembly-qualified .NET type, "Shop.Orders.OrderPlaced, Shop" -> "OrderPlaced".
/// Empty for any other text.
std::string_view shortTypeName(std::string_view type)
{
    const std::size_t comma = type.find(", ");
    if (comma == std::string_view::npos) {
        return {};
    }
    std::string_view name = type.substr(0, comma);
    const std::string_view assembly = type.substr(comma + 2, type.find(',', comma + 2) - comma - 2);
    if (!isIdentifier(name, ".+") || !isIdentifier(assembly, ".-")
        || name.find('.') == std::string_view::npos) {
        return {};
    }
    name.remove_prefix(name.find_last_of(".+") + 1);
    return name;
}

class FieldMapper final : public EventMapper {
public:
    FieldMapper(FieldSources sources, DateOrder order)
        : m_sources(std::move(sources))
        , m_order(order)
    {
    }

    std::optional<Error> map(const Record& record, Mapped& mapped) override
    {
        mapped = {};
        NewEvent& event = mapped.event;
        event.stream = part(Field::Stream, record);
        event.category = part(Field::Category, record);
        event.type = part(Field::Type, record);
        event.id = part(Field::Id, record);
        event.correlation = part(Field::Correlation, record);
        event.causation = part(Field::Causation, record);
        if (const std::string_view time = part(Field::Time, record); !time.empty()) {
            setTime(mapped, time, m_order);
        }
        if (event.stream.empty()) {
            event.stream = defaultStream;
            event.category = event.category.empty() ? defaultStream : event.category;
        }
        m_fullType = {};
        if (const std::string_view name = shortTypeName(event.type); !name.empty()) {
            m_fullType = event.type;
            event.type = name;
        }
        if (event.type.empty()) {
            event.type = defaultType;
        }
        setPayload(record, event);
        return {};
    }

private:
    std::string_view part(Field field, const Record& record)
    {
        const FieldSource& source = m_sources.of(field);
        return source.isEmpty() ? std::string_view() : m_texts.text(source, field, record);
    }

    void setPayload(const Record& record, NewEvent& event)
    {
        std::string& data = m_texts.fresh(Field::Data);
        std::string& meta = m_texts.fresh(Field::Meta);
        JsonSlice found;
        JsonSlice foundMeta;
        const JsonSlice* payload = m_sources.of(Field::Data).findValue(record, found);
        const JsonSlice* about = m_sources.of(Field::Meta).findValue(record, foundMeta);
        const bool hasPayload = !m_sources.of(Field::Data).isEmpty();
        if (record.value.kind != JsonKind::Object) {
            appendMinified(data, record.value);
        } else {
            std::string& rest = hasPayload ? meta : data;
            for (const JsonMember& member : record.members.list) {
                if (&member.value != payload && &member.value != about && !isTaken(member)) {
                    appendMember(rest, member.name, member.value);
                }
            }
            if (hasPayload && payload != nullptr) {
                appendMinified(data, *payload);
            } else if (hasPayload) {
                data = "null";
            } else {
                wrap(data);
            }
        }
        if (about != nullptr) {
            addMeta(meta, *about);
        }
        if (!m_fullType.empty()) {
            // The short name reads better everywhere; the full one is kept so that nothing is lost.
            appendMember(meta, "$type", quoted(m_fullType));
        }
        if (!meta.empty()) {
            wrap(meta);
        }
        event.data = data;
        event.meta = meta;
    }

    /// Whether the member has become a part of the envelope, whole.
    bool isTaken(const JsonMember& member) const
    {
        const bool scalar = member.value.kind != JsonKind::Object && member.value.kind != JsonKind::Array
            && member.value.kind != JsonKind::Null;
        return scalar && std::any_of(envelopeFields.begin(), envelopeFields.end(), [&](Field field) {
            return m_sources.of(field).takes(member.name);
        });
    }

    void addMeta(std::string& meta, const JsonSlice& about)
    {
        if (about.kind == JsonKind::Null) {
            return;
        }
        if (about.kind != JsonKind::Object) {
            appendMember(meta, "meta", about);
            return;
        }
        m_inner.clear();
        appendMinified(m_inner, about);
        if (m_inner.size() > 2) {
            meta += meta.empty() ? "" : ",";
            meta.append(m_inner, 1, m_inner.size() - 2);
        }
    }

    JsonSlice quoted(std::string_view text)
    {
        m_inner.clear();
        quoteJsonTo(m_inner, text);
        return {m_inner, JsonKind::Text, false, false};
    }

    static void wrap(std::string& members)
    {
        members.insert(members.begin(), '{');
        members += '}';
    }

    FieldSources m_sources;
    DateOrder m_order;
    EventTexts m_texts;
    std::string_view m_fullType;
    std::string m_inner;
};

} // namespace

Result<std::unique_ptr<EventMapper>> makeFieldMapper(const FieldMapping& mapping, DateOrder order)
{
    Result<FieldSources> sources = FieldSources::compile(mapping);
    if (!sources) {
        return sources.error();
    }
    return std::unique_ptr<EventMapper>(std::make_unique<FieldMapper>(std::move(*sources), order));
}

} // namespace hindcast
