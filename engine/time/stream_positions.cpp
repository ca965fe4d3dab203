#include "engine/time/stream_positions.h"

#include <algorithm>
#include <utility>

namespace hindcast {

namespace {

/// Calls `take(position, stream)` for every position behind `known`.
template <class Take>
void forEachStream(const ColumnChunks& chunks, std::int64_t known, const Take& take)
{
    const auto from = static_cast<std::size_t>(known);
    constexpr auto full = static_cast<std::size_t>(ColumnChunk::events);
    for (std::size_t chunk = from / full; chunk < chunks.size(); ++chunk) {
        const auto& streams = chunks[chunk]->streams;
        const std::size_t base = chunk * full;
        for (std::size_t i = std::max(from, base) - base; i < streams.size(); ++i) {
            take(static_cast<std::uint32_t>(base + i + 1), streams[i]);
        }
    }
}

} // namespace

StreamPositions StreamPositions::build(const ColumnChunks& chunks, std::int64_t last, std::size_t streams)
{
    auto sorted = std::make_shared<Sorted>();
    // offsets[s + 1] is in turn how many events s has, where s begins, and where s ends.
    sorted->offsets.assign(streams + 2, 0);
    forEachStream(chunks, 0, [&](std::uint32_t, std::uint32_t stream) { ++sorted->offsets[stream + 1]; });
    std::uint32_t sum = 0;
    for (std::uint32_t& offset : sorted->offsets) {
        sum += std::exchange(offset, sum);
    }
    sorted->positions.resize(static_cast<std::size_t>(last));
    forEachStream(chunks, 0, [&](std::uint32_t position, std::uint32_t stream) {
        sorted->positions[sorted->offsets[stream + 1]++] = position;
    });
    StreamPositions made;
    made.m_sorted = std::move(sorted);
    made.m_last = last;
    return made;
}

StreamPositions
StreamPositions::extended(const ColumnChunks& chunks, std::int64_t last, std::size_t streams) const
{
    const auto sorted = static_cast<std::int64_t>(m_sorted->positions.size());
    if (last - sorted > std::max(ColumnChunk::events, sorted / 4)) {
        return build(chunks, last, streams);
    }
    StreamPositions made = *this;
    made.m_last = last;
    forEachStream(chunks, m_last, [&](std::uint32_t position, std::uint32_t stream) {
        auto [list, isNew] = made.m_grown.try_emplace(stream);
        if (isNew) {
            const auto known = of(StreamId{stream});
            list->second.assign(known.begin(), known.end());
        }
        list->second.push_back(position);
    });
    return made;
}

std::span<const std::uint32_t> StreamPositions::of(StreamId stream) const
{
    if (!m_grown.empty()) {
        const auto grown = m_grown.find(static_cast<std::uint32_t>(stream.value));
        if (grown != m_grown.end()) {
            return grown->second;
        }
    }
    if (stream.value < 1 || static_cast<std::size_t>(stream.value) + 1 >= m_sorted->offsets.size()) {
        return {};
    }
    const auto id = static_cast<std::size_t>(stream.value);
    const std::uint32_t begin = m_sorted->offsets[id];
    return std::span(m_sorted->positions).subspan(begin, m_sorted->offsets[id + 1] - begin);
}

StreamBirths StreamBirths::of(const StreamPositions& positions, std::size_t streams)
{
    StreamBirths births;
    for (std::size_t id = 1; id < streams; ++id) {
        const StreamId stream{static_cast<std::int64_t>(id)};
        if (!positions.of(stream).empty()) {
            births.streams.push_back(stream);
        }
    }
    const auto bornAt = [&](StreamId stream) { return positions.of(stream).front(); };
    const auto earlier = [&](StreamId a, StreamId b) { return bornAt(a) < bornAt(b); };
    // On a main branch ids are given in that order already.
    if (!std::is_sorted(births.streams.begin(), births.streams.end(), earlier)) {
        std::sort(births.streams.begin(), births.streams.end(), earlier);
    }
    births.positions.reserve(births.streams.size());
    for (const StreamId stream : births.streams) {
        births.positions.push_back(bornAt(stream));
    }
    return births;
}

StreamBirths
StreamBirths::extended(const ColumnChunks& chunks, std::int64_t known, const StreamPositions& now) const
{
    StreamBirths births = *this;
    forEachStream(chunks, known, [&](std::uint32_t position, std::uint32_t stream) {
        if (now.of(StreamId{stream}).front() == position) {
            births.streams.emplace_back(stream);
            births.positions.push_back(position);
        }
    });
    return births;
}

} // namespace hindcast
