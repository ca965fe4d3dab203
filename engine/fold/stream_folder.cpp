#include "engine/fold/stream_folder.h"

#include <optional>
#include <utility>

namespace hindcast {

namespace {

/// The types' names during one run: looked up without a lock, read again when a newer type turns up.
class RunTypes {
public:
    RunTypes(TypeNames& names, LogReader& reader)
        : m_names(names)
        , m_reader(reader)
        , m_table(names.known())
    {
    }

    Result<std::string_view> nameOf(TypeId type)
    {
        const auto index = static_cast<std::size_t>(type.value);
        if (index >= m_table->size()) {
            auto fresh = m_names.read(m_reader);
            if (!fresh) {
                return fresh.error();
            }
            m_table = std::move(fresh).value();
        }
        if (index >= m_table->size()) {
            return Error{ErrorCode::ProjectDamaged, {"an event's type has no name"}, {m_reader.path(), 0, 0}};
        }
        return std::string_view((*m_table)[index]);
    }

private:
    TypeNames& m_names;
    LogReader& m_reader;
    TypeNames::Table m_table;
};

} // namespace

Result<EntityState> StreamFolder::run(LogReader& reader,
    BranchId branch,
    StreamId stream,
    const EntityState& from,
    Version to,
    const Observer& observer)
{
    RunTypes types(m_types, reader);
    std::optional<Error> fault;
    EntityState state = from;
    const auto step = [&](const EventView& event) {
        const auto type = types.nameOf(event.type);
        if (!type) {
            fault = type.error();
            return false;
        }
        ++m_foldsRun;
        auto next = m_fold.apply(state, {*type, event.position, event.version, event.data});
        if (!next) {
            fault = next.error();
            return false;
        }
        observer(state, *next, event);
        state = std::move(next).value();
        return true;
    };
    if (state.version < to) {
        if (auto done = reader.visitStream(branch, stream, state.version + 1, to, step); !done) {
            return done.error();
        }
    }
    if (fault) {
        return *fault;
    }
    if (state.version != to) {
        return Error{ErrorCode::ProjectDamaged, {"a stream's versions have a gap"}, {reader.path(), 0, 0}};
    }
    return state;
}

} // namespace hindcast
