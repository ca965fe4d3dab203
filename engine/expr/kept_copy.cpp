#include "engine/expr/kept_copy.h"

namespace hindcast::expr {

namespace {

class Copier {
public:
    Copier(Arena& arena, std::size_t most)
        : m_arena(arena)
        , m_left(most)
    {
    }

    bool isFull() const { return m_isFull; }

    Datum copy(const Datum& value)
    {
        if (m_left == 0) {
            m_isFull = true;
            return {};
        }
        --m_left;
        if (value.isStored()) {
            return value;
        }
        switch (value.kind()) {
        case Kind::String:
            return Datum::string(m_arena.copy(value.text()));
        case Kind::Bytes:
            return Datum::bytes(m_arena.copy(value.text()));
        case Kind::Type:
            return Datum::type(m_arena.copy(value.text()));
        case Kind::Optional:
            return value.optionalValue() == nullptr
                ? value
                : Datum::optional(m_arena.make(copy(*value.optionalValue())));
        case Kind::List: {
            const auto from = value.listBody().items;
            const auto items = m_arena.array<Datum>(from.size());
            for (std::size_t i = 0; i < from.size() && !m_isFull; ++i) {
                items[i] = copy(from[i]);
            }
            return Datum::list(m_arena.make(ListBody{items}));
        }
        case Kind::Map: {
            const auto from = value.mapBody().entries;
            const auto entries = m_arena.array<MapBody::Entry>(from.size());
            for (std::size_t i = 0; i < from.size() && !m_isFull; ++i) {
                entries[i] = {copy(from[i].key), copy(from[i].value)};
            }
            return Datum::map(m_arena.make(MapBody{entries}));
        }
        case Kind::Record: {
            const auto from = value.recordBody().fields;
            const auto fields = m_arena.array<RecordBody::Field>(from.size());
            for (std::size_t i = 0; i < from.size() && !m_isFull; ++i) {
                fields[i] = {m_arena.copy(from[i].name), copy(from[i].value)};
            }
            return Datum::record(m_arena.make(RecordBody{m_arena.copy(value.recordBody().typeName), fields}));
        }
        default:
            return value;
        }
    }

private:
    Arena& m_arena;
    std::size_t m_left;
    bool m_isFull = false;
};

} // namespace

std::optional<Datum> keptCopy(Arena& arena, const Datum& value, std::size_t most)
{
    Copier copier(arena, most);
    const Datum kept = copier.copy(value);
    return copier.isFull() ? std::nullopt : std::optional(kept);
}

} // namespace hindcast::expr
