#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hindcast::expr {

/// Memory for what one evaluation makes and nobody keeps: allocating moves a pointer, freeing is one reset.
/// What lies in it is trivially destructible. For one thread.
class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    /// 16-byte aligned.
    void* allocate(std::size_t bytes)
    {
        bytes = (bytes + 15) & ~std::size_t{15};
        if (bytes > static_cast<std::size_t>(m_end - m_next)) {
            nextChunk(bytes);
        }
        std::byte* const memory = m_next;
        m_next += bytes;
        return memory;
    }

    template <class T>
    T* make(const T& value)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T))) T(value);
    }

    /// Default-constructed.
    template <class T>
    std::span<T> array(std::size_t count)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        T* const first = static_cast<T*>(allocate(count * sizeof(T)));
        for (std::size_t i = 0; i < count; ++i) {
            new (first + i) T();
        }
        return {first, count};
    }

    std::string_view copy(std::string_view text)
    {
        char* const memory = static_cast<char*>(allocate(text.size()));
        if (!text.empty()) {
            std::memcpy(memory, text.data(), text.size());
        }
        return {memory, text.size()};
    }

    /// Everything that was allocated is gone. Keeps some memory for the next evaluation.
    void reset()
    {
        if (m_chunks.size() > 1) {
            shrink();
        }
        m_next = m_first;
    }

private:
    struct Chunk {
        std::unique_ptr<std::byte[]> memory;
        std::size_t size = 0;
    };
    void nextChunk(std::size_t bytes);
    void use(std::size_t chunk);
    void shrink();

    std::vector<Chunk> m_chunks;
    std::size_t m_current = 0; ///< the chunk that m_next lies in
    std::byte* m_first = nullptr; ///< of the first chunk
    std::byte* m_next = nullptr;
    std::byte* m_end = nullptr;
};

} // namespace hindcast::expr
