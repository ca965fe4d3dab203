#pragma once

#include "engine/log/column_chunk.h"

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace hindcast {

using ColumnChunks = std::vector<std::shared_ptr<const ColumnChunk>>;

/// The positions of every stream, ascending: one array in the order of streams (by counting sort), and on top
/// of it whole lists for the few streams that have grown since that array was made. The array is shared
/// between snapshots and made anew once a quarter has been added.
class StreamPositions {
public:
    /// Cost: two passes over the stream column.
    static StreamPositions build(const ColumnChunks& chunks, std::int64_t last, std::size_t streams);
    /// With the positions behind the ones known. Cost: those and the lists of the streams they belong to.
    StreamPositions extended(const ColumnChunks& chunks, std::int64_t last, std::size_t streams) const;

    std::span<const std::uint32_t> of(StreamId stream) const;
    std::int64_t last() const { return m_last; }

private:
    struct Sorted {
        std::vector<std::uint32_t> offsets; ///< of each stream id, and one more
        std::vector<std::uint32_t> positions;
    };

    std::shared_ptr<const Sorted> m_sorted;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_grown;
    std::int64_t m_last = 0;
};

/// Streams in the order of their first events.
struct StreamBirths {
    std::vector<StreamId> streams;
    std::vector<std::uint32_t> positions; ///< of the first event of each

    static StreamBirths of(const StreamPositions& positions, std::size_t streams);
    /// Adds the streams that have their first event behind `known`.
    StreamBirths extended(const ColumnChunks& chunks, std::int64_t known, const StreamPositions& now) const;
};

} // namespace hindcast
