#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace hindcast {

/// A list that only grows at its end. A copy shares all full chunks with its original, so that the next
/// snapshot of a long list costs what is new and a pointer for every chunk; neither sees what the other
/// appends. Elements never move once their chunk is full. Access is O(1).
template <class T>
class GrowingList {
public:
    static constexpr std::size_t chunkSize = 1024;

    GrowingList() = default;
    GrowingList(std::initializer_list<T> elements)
    {
        for (const T& element : elements) {
            push_back(element);
        }
    }

    std::size_t size() const { return m_full.size() * chunkSize + m_end.size(); }
    bool empty() const { return size() == 0; }

    /// i < size()
    const T& operator[](std::size_t i) const
    {
        const std::size_t chunk = i / chunkSize;
        return chunk < m_full.size() ? (*m_full[chunk])[i % chunkSize] : m_end[i % chunkSize];
    }

    void push_back(T element)
    {
        m_end.push_back(std::move(element));
        if (m_end.size() == chunkSize) {
            m_full.push_back(std::make_shared<const std::vector<T>>(std::move(m_end)));
            m_end = {};
        }
    }

    /// Whether the element is one object in both lists, not two equal ones.
    bool sharesElement(const GrowingList& other, std::size_t i) const { return &(*this)[i] == &other[i]; }

private:
    std::vector<std::shared_ptr<const std::vector<T>>> m_full;
    std::vector<T> m_end; ///< fewer than chunkSize
};

} // namespace hindcast
