#pragma once

#include "engine/fold/fold.h"
#include "engine/fold/type_names.h"
#include "engine/log/log_reader.h"

#include <atomic>
#include <cstdint>
#include <functional>

namespace hindcast {

/// Folds stretches of single streams, one event after the other, and tells of each. Thread-safe as long as
/// every thread brings its own reader.
class StreamFolder {
public:
    explicit StreamFolder(const Fold& fold)
        : m_fold(fold)
    {
    }

    /// Called after each event with the states around it.
    using Observer =
        std::function<void(const EntityState& before, const EntityState& after, const EventView& event)>;

    /// The state at `to`: `from` and the versions behind it, up to `to`.
    /// Errors: FoldFault; ProjectDamaged when an event is missing; those of LogReader::visitStream.
    Result<EntityState> run(LogReader& reader,
        BranchId branch,
        StreamId stream,
        const EntityState& from,
        Version to,
        const Observer& observer);

    /// Events folded so far.
    std::int64_t foldsRun() const { return m_foldsRun; }
    void clear() { m_types.clear(); }

private:
    const Fold& m_fold;
    TypeNames m_types;
    std::atomic<std::int64_t> m_foldsRun = 0;
};

} // namespace hindcast
