#include "engine/io/mapping_guess.h"

#include "engine/io/field_path.h"

#include <algorithm>
#include <array>
#include <span>

namespace hindcast {

namespace {

using Names = std::span<const std::string_view>;

// Names are folded (see FieldFacts::name) and stand in the order of how surely they mean it.
constexpr auto typeNames = std::to_array<std::string_view>({"concept:name",
    "ocel:activity",
    "eventtype",
    "activity",
    "type",
    "messagetype",
    "payloadtype",
    "detailtype",
    "eventname",
    "activityname",
    "action",
    "event",
    "kind",
    "operation",
    "name",
    "op"});
constexpr auto timeNames = std::to_array<std::string_view>({"time:timestamp",
    "ocel:timestamp",
    "timestamp",
    "time",
    "eventtime",
    "createdat",
    "occurredat",
    "occurredon",
    "recordedat",
    "datetime",
    "ts",
    "created",
    "timecreated",
    "date",
    "writetimestamp",
    "originserverts",
    "timestampms",
    "tsms",
    "completetime",
    "endtime",
    "starttime",
    "updated",
    "updatedat",
    "at"});
/// The first of them are called so for no other reason.
constexpr auto surelyTimeNames = std::span(timeNames).first<10>();
constexpr auto idNames = std::to_array<std::string_view>({"eventid",
    "ocel:eid",
    "identity:id",
    "eventidentifier",
    "messageid",
    "id",
    "uuid",
    "guid",
    "eventuuid",
    "recordid"});
constexpr auto streamNames = std::to_array<std::string_view>({"streamid",
    "streamname",
    "stream",
    "subject",
    "aggregateid",
    "aggregateidentifier",
    "entityid",
    "persistenceid",
    "case:concept:name",
    "caseid",
    "case",
    "caseconcept:name",
    "orderid",
    "roomid",
    "processinstanceid",
    "instanceid"});
/// Members that say which entity it is by a name or id of their own.
constexpr auto streamParents = std::to_array<std::string_view>(
    {"repo", "repository", "entity", "aggregate", "order", "object", "resource"});
constexpr auto correlationNames = std::to_array<std::string_view>(
    {"correlationid", "correlation", "correlationkey", "traceid", "conversationid"});
constexpr auto causationNames = std::to_array<std::string_view>(
    {"causationid", "causation", "causeid", "causedby", "causationmessageid"});
constexpr auto dataNames = std::to_array<std::string_view>({"data",
    "payload",
    "eventdata",
    "messagedata",
    "eventpayload",
    "body",
    "content",
    "detail",
    "ocel:vmap"});
constexpr auto metaNames =
    std::to_array<std::string_view>({"metadata", "meta", "messagemetadata", "eventmetadata", "headers"});
constexpr auto categoryNames = std::to_array<std::string_view>(
    {"streamtype", "aggregatetype", "entitytype", "streamcategory", "category", "objecttype"});
/// Members whose members speak of the event as a whole.
constexpr auto envelopes = std::to_array<std::string_view>(
    {"metadata", "meta", "headers", "envelope", "event", "header", "messagemetadata"});

bool isOneOf(std::string_view name, Names names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

/// "orderId", "order_id", "OrderNo" -> "order"; empty for a name that does not end so.
std::string entityOf(std::string_view name)
{
    for (const std::string_view suffix :
        {"_id", "_ID", "Id", "ID", "-id", "_no", "No", "_number", "Number", "_key"}) {
        if (name.size() > suffix.size() && name.ends_with(suffix)) {
            return lower(name.substr(0, name.size() - suffix.size()));
        }
    }
    return {};
}

class Guesser {
public:
    Guesser(const FieldStatistics& statistics, const FieldMapping& given)
        : m_statistics(statistics)
        , m_given(given)
        , m_most(statistics.records() * 4 / 5)
    {
    }

    FieldMapping guess(std::vector<std::string>& doubts)
    {
        take(Field::Data, byName(dataNames, [this](const FieldFacts& f) {
            return f.parent.empty() && f.objects * 2 >= f.seen && f.seen * 2 >= m_statistics.records();
        }));
        if (!m_mapping.of(Field::Data).empty()) {
            take(Field::Meta, byName(metaNames, [](const FieldFacts& f) {
                return f.parent.empty() && f.objects * 2 >= f.seen;
            }));
        }
        take(Field::Time, guessTime());
        take(Field::Type, byName(typeNames, [this](const FieldFacts& f) {
            return f.scalars > 0 && f.scalars >= m_most && inEnvelope(f) && f.times < f.scalars;
        }));
        take(Field::Id, byName(idNames, [this](const FieldFacts& f) {
            return f.scalars >= m_most && inEnvelope(f) && isUnique(f);
        }));
        take(Field::Correlation, byName(correlationNames, [](const FieldFacts& f) { return inEnvelope(f); }));
        take(Field::Causation, byName(causationNames, [](const FieldFacts& f) { return inEnvelope(f); }));
        guessStream();
        if (m_mapping.of(Field::Id).empty()) {
            // Logs repeat ids (redelivery, broken producers); what no stream is named by is still the event's
            // id.
            take(Field::Id, byName(idNames, [this](const FieldFacts& f) {
                return f.scalars >= m_most && inEnvelope(f) && isMostlyDistinct(f);
            }));
        }
        tellDoubts(doubts);
        return m_mapping;
    }

private:
    bool isFree(const FieldFacts& facts) const
    {
        const auto& sources = m_mapping.source;
        return std::find(sources.begin(), sources.end(), facts.path) == sources.end();
    }

    static bool inEnvelope(const FieldFacts& facts)
    {
        return facts.parent.empty() || isOneOf(lower(facts.parent), envelopes);
    }

    static bool isUnique(const FieldFacts& facts)
    {
        return static_cast<std::int64_t>(facts.distinct.size()) * 10 >= facts.scalars * 9;
    }

    static bool isMostlyDistinct(const FieldFacts& facts)
    {
        return static_cast<std::int64_t>(facts.distinct.size()) * 2 >= facts.scalars;
    }

    void take(Field field, const FieldFacts* facts)
    {
        if (facts != nullptr) {
            m_mapping.of(field) = facts->path;
        }
    }

    /// The field with the surest name among those that fit; the record's own members before nested ones.
    template <class Fits>
    const FieldFacts* byName(Names names, Fits fits) const
    {
        for (const bool nested : {false, true}) {
            for (const std::string_view name : names) {
                for (const FieldFacts& facts : m_statistics.fields()) {
                    if (facts.parent.empty() != nested && facts.name == name && isFree(facts)
                        && fits(facts)) {
                        return &facts;
                    }
                }
            }
        }
        return nullptr;
    }

    /// A field that mostly holds times before one that partly does, a telling name before none. A column that
    /// is half readable is still the column of times: what can't be read is counted, not hidden.
    const FieldFacts* guessTime() const
    {
        for (const int percent : {80, 20}) {
            const auto isTime = [&](const FieldFacts& f) {
                return f.scalars > 0 && inEnvelope(f) && f.readable() * 100 >= f.scalars * percent;
            };
            if (const FieldFacts* named = byName(timeNames, isTime)) {
                return named;
            }
            const int sure = percent == 80 ? 90 : 50;
            for (const FieldFacts& facts : m_statistics.fields()) {
                if (facts.parent.empty() && facts.scalars > 0 && facts.scalars >= m_most
                    && (facts.readable() - facts.epochs) * 100 >= facts.scalars * sure) {
                    return &facts;
                }
            }
        }
        // A column that is called the time is it even where no value can be read: they are counted then,
        // and kept as texts, where they would disappear among the data otherwise.
        return byName(surelyTimeNames, [](const FieldFacts& f) { return f.scalars > 0 && inEnvelope(f); });
    }

    void guessStream()
    {
        if (!m_given.of(Field::Stream).empty()) {
            followGivenStream();
            return;
        }
        const auto fits = [this](const FieldFacts& f) {
            return f.scalars > 0 && f.scalars >= m_most
                && (inEnvelope(f) || f.parent == m_mapping.of(Field::Data));
        };
        const FieldFacts* stream = byName(streamNames, fits);
        if (stream == nullptr) {
            stream = entityByParent();
        }
        if (stream == nullptr) {
            stream = entityByRepetition();
        }
        if (stream == nullptr) {
            if (m_statistics.grouped()) {
                m_mapping.of(Field::Stream) = "=stream+#";
            }
            return;
        }
        take(Field::Stream, stream);
        guessCategory(*stream);
    }

    /// A category told from another stream's field would be wrong for the one that was chosen.
    void followGivenStream()
    {
        m_mapping.of(Field::Stream) = m_given.of(Field::Stream);
        for (const FieldFacts& facts : m_statistics.fields()) {
            if (facts.path == m_given.of(Field::Stream)) {
                guessCategory(facts);
                return;
            }
        }
    }

    void guessCategory(const FieldFacts& stream)
    {
        take(Field::Category, byName(categoryNames, [this](const FieldFacts& f) {
            return f.scalars >= m_most && inEnvelope(f) && !isUnique(f);
        }));
        if (m_mapping.of(Field::Category).empty()) {
            nameCategory(stream);
        }
    }

    /// "repo": {"id":7,"name":"a/b"}: the member is the entity, its name says which.
    const FieldFacts* entityByParent() const
    {
        for (const std::string_view key : {"name", "fullname", "id"}) {
            for (const FieldFacts& facts : m_statistics.fields()) {
                if (facts.name == key && isOneOf(lower(facts.parent), streamParents)
                    && facts.scalars >= m_most) {
                    return &facts;
                }
            }
        }
        return nullptr;
    }

    /// A field called something-id whose values come again, and not just by chance, is the entity the events
    /// are about.
    const FieldFacts* entityByRepetition() const
    {
        const FieldFacts* best = nullptr;
        for (const FieldFacts& facts : m_statistics.fields()) {
            const auto distinct = static_cast<std::int64_t>(facts.distinct.size());
            const bool reachable = facts.parent.empty() || facts.parent == m_mapping.of(Field::Data);
            const bool isId = !entityOf(facts.plainName).empty() || facts.name == "id";
            if (reachable && isId && isFree(facts) && facts.scalars > 1 && facts.scalars >= m_most
                && distinct > 1 && !isUnique(facts)
                && (best == nullptr || facts.distinct.size() > best->distinct.size())) {
                best = &facts;
            }
        }
        return best;
    }

    /// A fixed category where the stream's names tell none but the field's name does.
    void nameCategory(const FieldFacts& stream)
    {
        std::string category;
        if (isOneOf(lower(stream.parent), streamParents)) {
            category = lower(stream.parent);
        } else if (stream.categorised * 2 <= stream.scalars) {
            category = stream.name.starts_with("case") ? "case" : entityOf(stream.plainName);
        }
        for (const std::string_view general :
            {"stream", "aggregate", "entity", "persistence", "instance", "processinstance", "object"}) {
            if (category == general) {
                category.clear();
            }
        }
        if (!category.empty()) {
            m_mapping.of(Field::Category) = "=" + pathOf(category);
        }
    }

    bool isOpen(Field field) const { return m_mapping.of(field).empty() && m_given.of(field).empty(); }

    void tellDoubts(std::vector<std::string>& doubts) const
    {
        if (isOpen(Field::Time)) {
            doubts.emplace_back("no field looks like a time: the events keep their order, without times");
        }
        if (isOpen(Field::Type)) {
            doubts.emplace_back("no field looks like a type: every event is called 'event'");
        }
        if (isOpen(Field::Stream)) {
            doubts.emplace_back("no field tells which entity an event is about: all go to one stream, 'log'");
        }
    }

    const FieldStatistics& m_statistics;
    const FieldMapping& m_given;
    std::int64_t m_most; ///< how many records are nearly all
    FieldMapping m_mapping;
};

} // namespace

FieldMapping
guessMapping(const FieldStatistics& statistics, std::vector<std::string>& doubts, const FieldMapping& given)
{
    return Guesser(statistics, given).guess(doubts);
}

} // namespace hindcast
