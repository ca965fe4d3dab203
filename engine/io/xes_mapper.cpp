#include "engine/io/event_mapper.h"

namespace hindcast {

namespace {

constexpr std::string_view caseCategory = "case";

/// Which part of an event an XES attribute is. The extensions Concept, Time, Identity and Organizational say
/// what their keys mean; everything else an event has is its data, what its trace and log have its meta.
enum class Role : unsigned char { Stream, Type, Time, Id, Data, Meta };

Role roleOf(std::string_view key)
{
    if (key == "concept:name") {
        return Role::Type;
    }
    if (key == "time:timestamp") {
        return Role::Time;
    }
    if (key == "identity:id") {
        return Role::Id;
    }
    if (key == "case:concept:name") {
        return Role::Stream;
    }
    const bool about = key.starts_with("case:") || key.starts_with("log:") || key == "org:resource"
        || key == "org:role" || key == "org:group";
    return about ? Role::Meta : Role::Data;
}

class XesMapper final : public EventMapper {
public:
    explicit XesMapper(FieldSources given)
        : m_given(std::move(given))
    {
    }

    std::optional<Error> map(const Record& record, Mapped& mapped) override
    {
        mapped = {};
        NewEvent& event = mapped.event;
        std::string& data = m_texts.fresh(Field::Data);
        std::string& meta = m_texts.fresh(Field::Meta);
        for (const JsonMember& member : record.members.list) {
            const Role role = roleOf(member.name);
            const bool nested = !nameIn(member.value, m_name);
            if (role != Role::Data && role != Role::Meta) {
                fill(role, m_name, mapped);
            }
            // An attribute with attributes of its own is more than the name that was taken from it.
            if (role == Role::Data || role == Role::Meta || nested) {
                appendMember(
                    role == Role::Meta || role == Role::Stream ? meta : data, member.name, member.value);
            }
        }
        if (event.stream.empty()) {
            event.stream = event.category = defaultStream;
        } else if (categoryOf(event.stream) == "entity") {
            event.category = caseCategory;
        }
        if (event.type.empty()) {
            event.type = defaultType;
        }
        data.insert(data.begin(), '{');
        data += '}';
        if (!meta.empty()) {
            meta.insert(meta.begin(), '{');
            meta += '}';
        }
        event.data = data;
        event.meta = meta;
        applyGiven(m_given, record, m_givenTexts, mapped);
        return {};
    }

private:
    /// The attribute's own value as text; false when it is not all there is to it.
    static bool nameIn(const JsonSlice& value, std::string& name)
    {
        name.clear();
        if (value.kind != JsonKind::Object) {
            return appendScalar(value, name);
        }
        JsonSlice whole;
        JsonMembers members;
        scanJsonObject(value.text, 0, true, whole, members);
        if (const JsonSlice* own = members.find("value")) {
            appendScalar(*own, name);
        }
        return false;
    }

    void fill(Role role, const std::string& name, Mapped& mapped)
    {
        const auto keep = [&](Field field) -> std::string_view { return m_texts.fresh(field) = name; };
        switch (role) {
        case Role::Stream:
            mapped.event.stream = keep(Field::Stream);
            break;
        case Role::Type:
            mapped.event.type = keep(Field::Type);
            break;
        case Role::Id:
            mapped.event.id = keep(Field::Id);
            break;
        case Role::Time:
            setTime(mapped, keep(Field::Time));
            break;
        case Role::Data:
        case Role::Meta:
            break;
        }
    }

    FieldSources m_given;
    EventTexts m_texts;
    EventTexts m_givenTexts;
    std::string m_name;
};

} // namespace

Result<std::unique_ptr<EventMapper>> makeXesMapper(const FieldMapping& given)
{
    Result<FieldSources> sources = FieldSources::compile(given);
    if (!sources) {
        return sources.error();
    }
    return std::unique_ptr<EventMapper>(std::make_unique<XesMapper>(std::move(*sources)));
}

} // namespace hindcast
