#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace hindcast {

/// Hands values from one thread to another; who pushes waits while `capacity` values lie unread, so that a
/// fast producer doesn't fill the memory.
template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    void push(T value)
    {
        {
            std::unique_lock lock(m_mutex);
            m_space.wait(lock, [this] { return m_values.size() < m_capacity || m_closed; });
            m_values.push_back(std::move(value));
        }
        // With the lock given back, who wakes doesn't have to wait for it at once.
        m_arrival.notify_one();
    }

    /// Waits for a value; nothing when the queue is closed and empty.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_arrival.wait(lock, [this] { return !m_values.empty() || m_closed; });
        return take();
    }

    /// A value if one is there.
    std::optional<T> tryPop()
    {
        const std::lock_guard lock(m_mutex);
        return take();
    }

    /// No more values will come.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_arrival.notify_all();
        m_space.notify_all();
    }

private:
    std::optional<T> take()
    {
        if (m_values.empty()) {
            return std::nullopt;
        }
        std::optional<T> value(std::move(m_values.front()));
        m_values.pop_front();
        m_space.notify_one();
        return value;
    }

    std::mutex m_mutex;
    std::condition_variable m_arrival;
    std::condition_variable m_space;
    std::deque<T> m_values;
    std::size_t m_capacity;
    bool m_closed = false;
};

} // namespace hindcast
