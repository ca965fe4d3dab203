#include "engine/time/time_order.h"

#include <algorithm>
#include <numeric>

namespace hindcast {

namespace {

constexpr auto full = static_cast<std::size_t>(ColumnChunk::events);

std::int64_t timeAt(const ColumnChunks& chunks, std::uint32_t position)
{
    return chunks[(position - 1) / full]->times[(position - 1) % full];
}

/// Sorts runs of a chunk's length and merges neighbours: adjacent runs that are in order already, which is
/// what most logs consist of, are not touched again.
template <class Earlier>
void sortByRuns(std::vector<std::uint32_t>& positions, std::size_t begin, const Earlier& earlier)
{
    const auto at = [&](std::size_t i) { return positions.begin() + static_cast<std::ptrdiff_t>(i); };
    const std::size_t end = positions.size();
    for (std::size_t run = begin; run < end; run += full) {
        const auto last = at(std::min(run + full, end));
        if (!std::is_sorted(at(run), last, earlier)) {
            std::stable_sort(at(run), last, earlier);
        }
    }
    for (std::size_t width = full; width < end - begin; width *= 2) {
        for (std::size_t run = begin; run + width < end; run += 2 * width) {
            const auto middle = at(run + width);
            if (earlier(*middle, *(middle - 1))) {
                std::inplace_merge(at(run), middle, at(std::min(run + 2 * width, end)), earlier);
            }
        }
    }
}

} // namespace

TimeOrder TimeOrder::extended(const ColumnChunks& chunks, std::int64_t newLast) const
{
    TimeOrder order = *this;
    order.last = newLast;
    bool inOrder = positions == nullptr;
    for (std::int64_t p = last + 1; p <= newLast; ++p) {
        const std::int64_t time = timeAt(chunks, static_cast<std::uint32_t>(p));
        if (time == noTime) {
            inOrder = false;
            continue;
        }
        inOrder = inOrder && (order.lastTime == noTime || time >= order.lastTime);
        order.firstTime = order.firstTime == noTime ? time : std::min(order.firstTime, time);
        order.lastTime = std::max(order.lastTime, time); // noTime is less than any
    }
    if (inOrder) {
        return order;
    }

    std::vector<std::uint32_t> sorted;
    sorted.reserve(static_cast<std::size_t>(newLast));
    if (positions != nullptr) {
        sorted = *positions;
    } else {
        sorted.resize(static_cast<std::size_t>(last));
        std::iota(sorted.begin(), sorted.end(), 1U);
    }
    const std::size_t known = sorted.size();
    for (std::int64_t p = last + 1; p <= newLast; ++p) {
        if (timeAt(chunks, static_cast<std::uint32_t>(p)) != noTime) {
            sorted.push_back(static_cast<std::uint32_t>(p));
        }
    }
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
        return timeAt(chunks, a) < timeAt(chunks, b);
    };
    sortByRuns(sorted, known, earlier);
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(known);
    std::inplace_merge(sorted.begin(), middle, sorted.end(), earlier);
    order.positions = std::make_shared<const std::vector<std::uint32_t>>(std::move(sorted));
    return order;
}

} // namespace hindcast
