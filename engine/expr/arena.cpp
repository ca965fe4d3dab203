#include "engine/expr/arena.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

constexpr std::size_t firstChunk = 4096;
constexpr std::size_t largestChunk = 1 << 20;

} // namespace

void Arena::use(std::size_t chunk)
{
    m_current = chunk;
    m_first = m_chunks.front().memory.get();
    m_next = m_chunks[chunk].memory.get();
    m_end = m_next + m_chunks[chunk].size;
}

void Arena::nextChunk(std::size_t bytes)
{
    for (std::size_t next = m_next == nullptr ? 0 : m_current + 1; next < m_chunks.size(); ++next) {
        if (m_chunks[next].size >= bytes) {
            use(next);
            return;
        }
    }
    const std::size_t grown = m_chunks.empty() ? firstChunk : m_chunks.back().size * 2;
    const std::size_t size = std::max(std::min(grown, largestChunk), bytes);
    m_chunks.push_back({std::make_unique<std::byte[]>(size), size});
    use(m_chunks.size() - 1);
}

void Arena::shrink()
{
    // One evaluation that needed much must not hold on to it for ever.
    std::size_t kept = 0;
    std::size_t count = 0;
    while (count < m_chunks.size() && kept + m_chunks[count].size <= largestChunk) {
        kept += m_chunks[count++].size;
    }
    m_chunks.resize(count);
    if (!m_chunks.empty()) {
        use(0);
        return;
    }
    m_first = m_next = m_end = nullptr;
    m_current = 0;
}

} // namespace hindcast::expr
