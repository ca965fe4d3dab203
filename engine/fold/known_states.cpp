#include "engine/fold/known_states.h"

#include "engine/value/weight.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iterator>

namespace hindcast {

namespace {

/// How far apart keyframes may lie at that distance from the playhead, in keyframes: 1 within `dense` of it,
/// then twice as far each time the distance doubles.
std::int64_t strideAt(std::int64_t distance, std::int64_t dense)
{
    return static_cast<std::int64_t>(
        std::bit_floor(static_cast<std::uint64_t>(std::max(distance / dense, std::int64_t{1}))));
}

} // namespace

std::optional<EntityState> KnownStates::nearest(Version version) const
{
    const EntityState* best = nullptr;
    const auto above = m_keyframes.upper_bound(version.value);
    if (above != m_keyframes.begin()) {
        best = &std::prev(above)->second.state;
    }
    if (!m_ladder.empty() && m_ladder.front().state.version <= version) {
        const auto last = static_cast<std::int64_t>(m_ladder.size()) - 1;
        const std::int64_t index = std::min(version.value - m_ladder.front().state.version.value, last);
        const EntityState& step = m_ladder[static_cast<std::size_t>(index)].state;
        if (best == nullptr || best->version < step.version) {
            best = &step;
        }
    }
    return best != nullptr ? std::optional(*best) : std::nullopt;
}

void KnownStates::addKeyframe(const EntityState& state)
{
    const std::size_t bytes = sizeof(Kept) + weightOf(state.state);
    if (m_keyframes.emplace(state.version.value, Kept{state, bytes}).second) {
        m_keyframeBytes += bytes;
    }
}

void KnownStates::addSteps(const std::deque<EntityState>& steps)
{
    if (steps.empty()) {
        return;
    }
    const Version first = steps.front().version;
    if (!m_ladder.empty()) {
        const Version low = m_ladder.front().state.version;
        const Version high = m_ladder.back().state.version;
        if (first < low || high + 1 < first) {
            clearLadder();
        }
    }
    for (const EntityState& step : steps) {
        if (!m_ladder.empty() && step.version <= m_ladder.back().state.version) {
            continue;
        }
        if (!m_ladder.empty()) {
            Kept& previous = m_ladder.back();
            previous.bytes = sizeof(Kept) + weightBeyond(step.state, previous.state.state);
            m_stepBytes += previous.bytes;
        }
        m_ladder.push_back({step, 0});
    }
    while (m_ladder.size() > ladderLength) {
        m_stepBytes -= m_ladder.front().bytes;
        m_ladder.pop_front();
    }
    m_newestBytes = sizeof(Kept) + weightOf(m_ladder.back().state.state);
}

void KnownStates::thin(std::size_t most, Version around, std::int64_t spacing)
{
    for (std::int64_t dense = 64; dense > 0 && bytes() > most; dense /= 2) {
        for (auto each = m_keyframes.begin(); each != m_keyframes.end();) {
            const std::int64_t distance = std::abs(each->first - around.value) / spacing;
            const bool kept = (each->first / spacing) % strideAt(distance, dense) == 0;
            m_keyframeBytes -= kept ? 0 : each->second.bytes;
            each = kept ? std::next(each) : m_keyframes.erase(each);
        }
    }
    while (bytes() > most && !m_keyframes.empty()) {
        const auto lowest = m_keyframes.begin();
        const auto highest = std::prev(m_keyframes.end());
        const bool lowIsFarther = around.value - lowest->first > highest->first - around.value;
        const auto farthest = lowIsFarther ? lowest : highest;
        m_keyframeBytes -= farthest->second.bytes;
        m_keyframes.erase(farthest);
    }
    if (bytes() > most) {
        clearLadder();
    }
}

void KnownStates::clearLadder()
{
    m_ladder.clear();
    m_stepBytes = 0;
    m_newestBytes = 0;
}

} // namespace hindcast
