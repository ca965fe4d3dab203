#pragma once

#include "engine/fold/fold.h"
#include "engine/log/log_reader.h"
#include "engine/value/diff.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hindcast {

/// One event that wrote a field, with the field's value before and after.
struct FieldWrite {
    Position position;
    Version version;
    TypeId type;
    Value before; ///< null when `existedBefore` is false
    Value after;
    bool existedBefore = false;
    bool existsAfter = false;
};

/// States of entities at positions, folded from the nearest state that it remembers: keyframes every
/// maxRefold versions, and the 64 states before the last one asked for, so that a step back costs no fold.
/// Over the cap it forgets the entities that weren't asked for longest, then thins the present one's
/// keyframes, far ones first. Everything in it can be dropped and comes again. One cache serves one file.
/// Thread-safe, and no lock is held while it reads or folds; the reader passed in is used by the calling
/// thread only.
class StateCache {
public:
    /// `maxRefold`: events folded at most between keyframes; `capBytes`: what the keyframes may weigh
    /// together, near enough (nodes that two states share inside one keyframe count twice).
    explicit StateCache(const Fold& fold, std::int64_t maxRefold = 1024, std::int64_t capBytes = 256 << 20);
    ~StateCache();

    /// Folds only the entity's own stream up to `at`. Version 0 and null when it does not exist there.
    /// Cost: one index lookup and at most maxRefold events once its keyframes exist.
    /// Errors: UnknownStream, FoldFault, StoreFailed, Cancelled.
    Result<EntityState> stateAt(LogReader& reader, BranchId branch, StreamId stream, Position at);

    /// What changed between two positions. Same errors.
    Result<std::vector<Change>>
    difference(LogReader& reader, BranchId branch, StreamId stream, Position from, Position to);

    /// Every event of the stream up to `at` that wrote the field (changed it, made it or removed it), in
    /// order. Cost: the stream's events up to `at`.
    Result<std::vector<FieldWrite>>
    writesOf(LogReader& reader, BranchId branch, StreamId stream, const ValuePath& field, Position at);

    /// Forgets everything, also what other threads are folding just now.
    void clear();
    /// Events folded so far: what tests count instead of time.
    std::int64_t foldsRun() const;
    /// What it remembers weighs now, as compared with capBytes.
    std::int64_t bytes() const;

private:
    struct Content;
    std::unique_ptr<Content> m_content;
};

} // namespace hindcast
