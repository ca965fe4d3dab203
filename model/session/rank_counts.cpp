#include "model/session/rank_counts.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr std::size_t block = 256;

} // namespace

RankCounts::RankCounts(std::vector<std::uint8_t> laneByRank, int lanes)
    : m_lanes(lanes)
    , m_lane(std::move(laneByRank))
{
    const auto laneCount = static_cast<std::size_t>(lanes);
    std::vector<std::uint32_t> running(laneCount, 0);
    m_prefix.reserve((m_lane.size() / block + 1) * laneCount);
    for (std::size_t i = 0; i < m_lane.size(); ++i) {
        if (i % block == 0) {
            m_prefix.insert(m_prefix.end(), running.begin(), running.end());
        }
        ++running[m_lane[i]];
    }
    if (m_lane.size() % block == 0) {
        m_prefix.insert(m_prefix.end(), running.begin(), running.end());
    }
}

std::int64_t RankCounts::before(int lane, std::int64_t rank) const
{
    if (lane < 0) {
        return rank;
    }
    const auto end = static_cast<std::size_t>(rank);
    const std::size_t full = end / block;
    const auto counted = m_prefix[full * static_cast<std::size_t>(m_lanes) + static_cast<std::size_t>(lane)];
    const auto from = m_lane.begin() + static_cast<std::ptrdiff_t>(full * block);
    const auto to = m_lane.begin() + static_cast<std::ptrdiff_t>(end);
    return counted + std::count(from, to, static_cast<std::uint8_t>(lane));
}

} // namespace hindcast
