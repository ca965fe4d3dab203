#include "engine/base/uuid.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string_view>

namespace hindcast {

namespace {

/// What an id needs of the process: drawn under one lock.
struct Draw {
    /// Milliseconds and a 12-bit counter in one number that only grows: when an id's millisecond is used up,
    /// or the clock was set back, the number runs ahead of the clock (RFC 9562, 6.2 method 1).
    std::uint64_t tick = 0;
    std::array<unsigned char, 8> random{};
};

Draw draw()
{
    static std::mutex mutex;
    static std::uint64_t last = 0;
    static std::array<unsigned char, 2048> pool; // the system is asked once for many ids
    static std::size_t used = sizeof(pool);
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    const std::lock_guard lock(mutex);
    const std::uint64_t fresh = static_cast<std::uint64_t>(now.count()) << 12U;
    last = fresh > last ? fresh : last + 1;
    if (used == sizeof(pool)) {
        randombytes_buf(pool.data(), pool.size());
        used = 0;
    }
    Draw drawn{last, {}};
    std::memcpy(drawn.random.data(), pool.data() + used, drawn.random.size());
    used += drawn.random.size();
    return drawn;
}

} // namespace

std::string makeEventId()
{
    const auto [tick, random] = draw();
    std::array<unsigned char, 16> bytes{};
    std::copy(random.begin(), random.end(), bytes.begin() + 8);
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[i] = static_cast<unsigned char>((tick >> (12 + 8 * (5 - i))) & 0xffU);
    }
    bytes[6] = static_cast<unsigned char>(0x70U | ((tick >> 8U) & 0x0fU));
    bytes[7] = static_cast<unsigned char>(tick & 0xffU);
    bytes[8] = static_cast<unsigned char>(0x80U | (bytes[8] & 0x3fU));

    constexpr std::string_view hex = "0123456789abcdef";
    std::string id;
    id.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            id += '-';
        }
        id += hex[bytes[i] >> 4U];
        id += hex[bytes[i] & 15U];
    }
    return id;
}

} // namespace hindcast
