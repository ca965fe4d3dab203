#include "engine/time/density.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hindcast {

namespace {

constexpr std::size_t block = 256;
constexpr std::size_t mostLanes = 64;

/// How many of fewer than 256 bytes are `value`.
std::uint32_t countBytes(const std::uint8_t* bytes, std::size_t size, std::uint8_t value)
{
    std::uint32_t count = 0;
    std::size_t i = 0;
#if defined(__SSE2__)
    // Every match subtracts -1 from a byte's sum; sixteen rounds at most, so no sum overflows.
    const __m128i wanted = _mm_set1_epi8(static_cast<char>(value));
    __m128i sums = _mm_setzero_si128();
    for (; i + 16 <= size; i += 16) {
        const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
        sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(part, wanted));
    }
    const __m128i halves = _mm_sad_epu8(sums, _mm_setzero_si128());
    count = static_cast<std::uint32_t>(_mm_cvtsi128_si32(halves))
        + static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm_srli_si128(halves, 8)));
#endif
    for (; i < size; ++i) {
        count += bytes[i] == value ? 1U : 0U;
    }
    return count;
}

/// The key of every event, one after the other.
template <class Take>
void forEachKey(const TimeColumns& columns, LaneKind kind, const Take& take)
{
    const LogNames& names = columns.names();
    for (const auto& chunk : columns.chunks()) {
        for (std::size_t i = 0; i < chunk->size(); ++i) {
            take(kind == LaneKind::Type
                    ? std::size_t{chunk->types[i]}
                    : static_cast<std::size_t>(names.streams[chunk->streams[i]].category.value));
        }
    }
}

} // namespace

std::shared_ptr<const LaneIndex> LaneIndex::build(const std::shared_ptr<const TimeColumns>& columns,
    LaneKind kind)
{
    auto index = std::make_shared<LaneIndex>();
    index->m_kind = kind;
    const LogNames& names = columns->names();
    const std::size_t keys = kind == LaneKind::Type ? names.types.size() : names.categories.size();

    std::vector<std::int64_t> counts(keys, 0);
    std::vector<std::size_t> met; // in order of first appearance
    forEachKey(*columns, kind, [&](std::size_t key) {
        if (counts[key]++ == 0) {
            met.push_back(key);
        }
    });

    // The busiest have a lane each; of equally busy ones the earlier.
    std::vector<std::size_t> busiest = met;
    std::stable_sort(
        busiest.begin(), busiest.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    busiest.resize(std::min(busiest.size(), mostLanes - 1));
    std::vector<bool> hasLane(keys, false);
    for (const std::size_t key : busiest) {
        hasLane[key] = true;
    }
    std::vector<std::uint8_t> laneOfKey(keys, static_cast<std::uint8_t>(busiest.size()));
    for (const std::size_t key : met) {
        if (hasLane[key]) {
            laneOfKey[key] = static_cast<std::uint8_t>(index->m_lanes.size());
            index->m_lanes.push_back({kind == LaneKind::Type ? names.types[key] : names.categories[key],
                counts[key],
                static_cast<std::int64_t>(key)});
        }
    }
    if (met.size() > busiest.size()) {
        Lane& rest = index->m_lanes.emplace_back();
        rest.name = "other";
        for (const std::size_t key : met) {
            rest.events += hasLane[key] ? 0 : counts[key];
        }
    }

    index->m_lane.reserve(static_cast<std::size_t>(columns->last().value));
    forEachKey(*columns, kind, [&](std::size_t key) { index->m_lane.push_back(laneOfKey[key]); });

    const std::size_t lanes = index->m_lanes.size();
    std::vector<std::uint32_t> sums(lanes, 0);
    index->m_prefix.reserve((index->m_lane.size() / block + 1) * lanes);
    for (std::size_t i = 0; i <= index->m_lane.size(); ++i) {
        if (i % block == 0) {
            index->m_prefix.insert(index->m_prefix.end(), sums.begin(), sums.end());
        }
        if (i < index->m_lane.size()) {
            ++sums[index->m_lane[i]];
        }
    }
    return index;
}

std::int64_t LaneIndex::countUpTo(int lane, std::int64_t position) const
{
    const auto size = static_cast<std::size_t>(position);
    if (lane < 0) {
        return position;
    }
    const std::size_t whole = size / block;
    return std::int64_t{m_prefix[whole * m_lanes.size() + static_cast<std::size_t>(lane)]}
    + countBytes(m_lane.data() + whole * block, size % block, static_cast<std::uint8_t>(lane));
}

std::int64_t LaneIndex::count(int lane, PositionRange range) const
{
    const auto last = static_cast<std::int64_t>(m_lane.size());
    const std::int64_t before = std::clamp<std::int64_t>(range.first.value - 1, 0, last);
    const std::int64_t upTo = std::clamp<std::int64_t>(range.last.value, 0, last);
    if (upTo <= before || lane >= static_cast<int>(m_lanes.size())) {
        return 0;
    }
    return countUpTo(lane, upTo) - countUpTo(lane, before);
}

std::vector<std::uint32_t> LaneIndex::density(int lane, double first, double span, int width) const
{
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(std::max(width, 0)), 0);
    const bool sensible = width > 0 && std::isfinite(first) && std::isfinite(span) && span > 0;
    if (!sensible || m_lane.empty() || lane >= static_cast<int>(m_lanes.size())) {
        return counts;
    }
    const auto last = static_cast<std::int64_t>(m_lane.size());
    // The definition, in the very arithmetic that a plain count uses; it never falls as p grows.
    const auto columnOf = [&](std::int64_t p) {
        return std::floor((static_cast<double>(p) - first) * width / span);
    };
    const auto isBegin = [&](std::int64_t p, int c) {
        return (p == 1 || columnOf(p - 1) < c) && (p > last || columnOf(p) >= c);
    };
    // The first position of column c or a later one: a guess, or a search where rounding has missed it.
    const auto beginOf = [&](int c) {
        const double guess = std::ceil(first + c * span / width);
        const auto near = static_cast<std::int64_t>(std::clamp(guess, 1.0, static_cast<double>(last + 1)));
        for (const std::int64_t p :
            {near, std::max<std::int64_t>(near - 1, 1), std::min(near + 1, last + 1)}) {
            if (isBegin(p, c)) {
                return p;
            }
        }
        std::int64_t low = 1;
        std::int64_t high = last + 1;
        while (low < high) {
            const std::int64_t middle = low + (high - low) / 2;
            if (columnOf(middle) < c) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    };
    std::int64_t begin = beginOf(0);
    std::int64_t before = countUpTo(lane, begin - 1);
    for (int c = 0; c < width; ++c) {
        const std::int64_t end = beginOf(c + 1);
        if (end > begin) {
            const std::int64_t upTo = countUpTo(lane, end - 1);
            counts[static_cast<std::size_t>(c)] = static_cast<std::uint32_t>(upTo - before);
            before = upTo;
            begin = end;
        }
    }
    return counts;
}

} // namespace hindcast
