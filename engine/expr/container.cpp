#include "engine/expr/container.h"

#include "engine/expr/datum_text.h"
#include "engine/expr/list_order.h"
#include "engine/value/list_node.h"
#include "engine/value/map_node.h"

#include <algorithm>
#include <cmath>

namespace hindcast::expr {

namespace {

std::uint32_t itemReading(const Run& run, const Datum& stored)
{
    return stored.reading() == Readings::undeclared ? Readings::undeclared
                                                    : run.readings[stored.reading()].item;
}

const Readings::Record& recordOf(const Run& run, const Datum& stored)
{
    return run.readings.record(run.readings[stored.reading()].record);
}

int sign(bool less, bool greater)
{
    return less ? -1 : greater ? 1 : 0;
}

/// The integer that the double is, as a key that can be looked up.
std::optional<Datum> integralKey(double number)
{
    if (std::trunc(number) != number || number < -9223372036854775808.0 || number >= 18446744073709551616.0) {
        return std::nullopt;
    }
    return number < 9223372036854775808.0 ? Datum::integer(static_cast<std::int64_t>(number))
                                          : Datum::natural(static_cast<std::uint64_t>(number));
}

} // namespace

std::string_view typeNameOf(const Datum& value, const Readings& readings)
{
    if (!value.is(Kind::Record)) {
        return nameOf(value.kind());
    }
    return value.isStored() ? std::string_view(readings.record(readings[value.reading()].record).name)
                            : value.recordBody().typeName;
}

std::size_t sizeOf(const Datum& container)
{
    if (container.isStored()) {
        return container.storedValue().size();
    }
    return container.is(Kind::List) ? container.listBody().items.size() : container.mapBody().entries.size();
}

Datum itemAt(Run& run, const Datum& list, std::size_t index)
{
    if (!list.isStored()) {
        return list.listBody().items[index];
    }
    return readValue(run, detail::itemAt(list.storedValue(), index), itemReading(run, list));
}

std::span<const MapBody::Entry> entriesOf(Run& run, const Datum& map)
{
    if (!map.isStored()) {
        return map.mapBody().entries;
    }
    const Value& value = map.storedValue();
    const std::uint32_t reading = itemReading(run, map);
    if (!run.charge(value.size()) || !run.chargeBytes(value.size() * sizeof(MapBody::Entry))) {
        return {};
    }
    const std::span<MapBody::Entry> entries = run.arena.array<MapBody::Entry>(value.size());
    std::size_t next = 0;
    detail::everyMember(value, [&](const Value& key, const Value& member) {
        entries[next++] = {Datum::string(key.text()), readValue(run, member, reading)};
        return true;
    });
    if (!chargeOrder(run, entries, &MapBody::Entry::key)) {
        return {};
    }
    std::sort(entries.begin(), entries.end(), [](const MapBody::Entry& a, const MapBody::Entry& b) {
        return a.key.text() < b.key.text();
    });
    return entries;
}

std::optional<Datum> findKey(Run& run, const Datum& map, const Datum& key)
{
    if (map.isStored()) {
        return key.is(Kind::String) ? findMember(run, map, key.text()) : std::nullopt;
    }
    Datum wanted = key;
    if (key.is(Kind::Double)) {
        const auto integral = integralKey(key.asDouble());
        if (!integral) {
            return std::nullopt;
        }
        wanted = *integral;
    }
    if (!isKey(wanted) || (wanted.is(Kind::String) && !run.chargeBytes(wanted.text().size()))) {
        return std::nullopt;
    }
    const auto entries = map.mapBody().entries;
    const auto at = std::lower_bound(
        entries.begin(), entries.end(), wanted, [](const MapBody::Entry& entry, const Datum& sought) {
            return compareKeys(entry.key, sought) < 0;
        });
    return at != entries.end() && compareKeys(at->key, wanted) == 0 ? std::optional(at->value) : std::nullopt;
}

std::optional<Datum> findMember(Run& run, const Datum& holder, std::string_view name)
{
    if (holder.isStored()) {
        const Value* member = detail::findMember(holder.storedValue(), KeyProbe(name));
        if (member == nullptr) {
            return std::nullopt;
        }
        if (holder.is(Kind::Map)) {
            return readValue(run, *member, itemReading(run, holder));
        }
        const std::uint32_t record = run.readings[holder.reading()].record;
        return readValue(run, *member, run.readings.ofField(record, name));
    }
    if (holder.is(Kind::Map)) {
        return findKey(run, holder, Datum::string(name));
    }
    for (const RecordBody::Field& field : holder.recordBody().fields) {
        if (field.name == name) {
            return field.value;
        }
    }
    return std::nullopt;
}

std::span<const RecordBody::Field> fieldsOf(Run& run, const Datum& record)
{
    if (!record.isStored()) {
        return record.recordBody().fields;
    }
    const auto& declared = recordOf(run, record).fields;
    const std::span<RecordBody::Field> fields = run.arena.array<RecordBody::Field>(declared.size());
    std::size_t count = 0;
    for (const Readings::Field& field : declared) {
        if (const Value* member = detail::findMember(record.storedValue(), KeyProbe(field.name))) {
            fields[count++] = {field.name, readValue(run, *member, field.reading)};
        }
    }
    return fields.first(count);
}

bool isKey(const Datum& value)
{
    return value.is(Kind::Bool) || value.is(Kind::Int) || value.is(Kind::Uint) || value.is(Kind::String);
}

int compareKeys(const Datum& a, const Datum& b)
{
    const auto rank = [](const Datum& key) { return key.is(Kind::Bool) ? 0 : key.is(Kind::String) ? 2 : 1; };
    if (rank(a) != rank(b)) {
        return rank(a) - rank(b);
    }
    if (a.is(Kind::String)) {
        return a.text().compare(b.text());
    }
    if (a.is(Kind::Bool)) {
        return sign(a.isFalse() && b.isTrue(), a.isTrue() && b.isFalse());
    }
    const bool aNegative = a.is(Kind::Int) && a.asInt() < 0;
    const bool bNegative = b.is(Kind::Int) && b.asInt() < 0;
    if (aNegative || bNegative) {
        return aNegative && bNegative ? sign(a.asInt() < b.asInt(), a.asInt() > b.asInt())
                                      : sign(aNegative, bNegative);
    }
    return sign(a.asUint() < b.asUint(), a.asUint() > b.asUint());
}

std::span<Datum> ListBuilder::room(std::size_t items)
{
    const bool affordable = m_run.chargeBytes(items * sizeof(Datum));
    return m_run.arena.array<Datum>(affordable ? items : 4);
}

void ListBuilder::grow()
{
    const std::size_t wanted = std::max<std::size_t>(m_size * 2, 4);
    // Who adds beyond the budget stops soon, but not before this one has its place.
    const std::span<Datum> larger = m_run.chargeBytes(wanted * sizeof(Datum))
        ? m_run.arena.array<Datum>(wanted)
        : m_run.arena.array<Datum>(m_size + 4);
    std::copy(m_room.begin(), m_room.end(), larger.begin());
    m_room = larger;
}

Datum ListBuilder::finish()
{
    return m_run.isExhausted() ? Run::exhausted() : Datum::list(m_run.arena.make(ListBody{items()}));
}

Datum makeMap(Run& run, std::span<MapBody::Entry> entries)
{
    for (const MapBody::Entry& entry : entries) {
        if (!isKey(entry.key)) {
            return run.fail(FaultCode::BadKey, typeNameOf(entry.key, run.readings));
        }
    }
    if (!run.charge(entries.size() / 2) || !chargeOrder(run, entries, &MapBody::Entry::key)) {
        return Run::exhausted();
    }
    std::sort(entries.begin(), entries.end(), [](const MapBody::Entry& a, const MapBody::Entry& b) {
        return compareKeys(a.key, b.key) < 0;
    });
    const auto twice = std::adjacent_find(entries.begin(),
        entries.end(),
        [](const MapBody::Entry& a, const MapBody::Entry& b) { return compareKeys(a.key, b.key) == 0; });
    if (twice != entries.end()) {
        return run.fail(FaultCode::RepeatedKey, shortText(run, twice->key));
    }
    return Datum::map(run.arena.make(MapBody{entries}));
}

Datum makeList(Run& run, std::span<const Datum> items)
{
    ListBuilder list(run, items.size());
    for (const Datum& item : items) {
        list.add(item);
    }
    return list.finish();
}

} // namespace hindcast::expr
