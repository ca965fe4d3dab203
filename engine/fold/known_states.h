#pragma once

#include "engine/fold/fold.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace hindcast {

/// States of one entity by version that are remembered: keyframes at multiples of a spacing, and a ladder of
/// the states just before the last one asked for, so that stepping back needs no fold. Plain data without
/// locks.
class KnownStates {
public:
    /// How many states before the last one asked for are kept.
    static constexpr std::size_t ladderLength = 64;

    /// The state of the highest remembered version that is not above `version`.
    std::optional<EntityState> nearest(Version version) const;

    void addKeyframe(const EntityState& state);
    /// Takes the states of consecutive versions, oldest first. They join the ladder when they touch it, else
    /// they take its place. It keeps `ladderLength` states, the newest ones.
    void addSteps(const std::deque<EntityState>& steps);

    /// Drops keyframes until the whole weighs at most `most` bytes: every second, then every fourth, with
    /// those near `around` kept longest; in the end all, and the ladder too.
    void thin(std::size_t most, Version around, std::int64_t spacing);

    std::size_t bytes() const { return m_keyframeBytes + m_stepBytes + m_newestBytes; }
    std::size_t keyframes() const { return m_keyframes.size(); }

private:
    struct Kept {
        EntityState state;
        std::size_t bytes = 0;
    };
    void clearLadder();

    std::map<std::int64_t, Kept> m_keyframes;
    /// Consecutive versions, ascending. `bytes` is what a state adds to its successor, whose whole weight
    /// comes last; so neither a step forward nor a dropped step needs the others weighed again.
    std::deque<Kept> m_ladder;
    std::size_t m_keyframeBytes = 0;
    std::size_t m_stepBytes = 0;
    std::size_t m_newestBytes = 0;
};

} // namespace hindcast
