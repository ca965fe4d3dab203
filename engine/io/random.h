#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace hindcast {

/// xoshiro256** (Blackman and Vigna, 2018), seeded by splitmix64 as its authors advise. Integers only, so the
/// same seed gives the same numbers on every machine, which the standard's distributions don't promise.
class Random {
public:
    explicit Random(std::uint64_t seed)
    {
        for (std::uint64_t& word : m_state) {
            seed += 0x9E3779B97F4A7C15;
            std::uint64_t mixed = seed;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            word = mixed ^ (mixed >> 31);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
        const std::uint64_t shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = std::rotl(m_state[3], 45);
        return result;
    }

    /// 0 to bound - 1, by Lemire's multiplication; bound is at least 1.
    std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
    }

    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return least + below(static_cast<std::uint32_t>(most - least + 1));
    }

    bool chance(std::uint32_t percent) { return below(100) < percent; }

private:
    std::array<std::uint64_t, 4> m_state{};
};

} // namespace hindcast
