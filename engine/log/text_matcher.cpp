#include "engine/log/text_matcher.h"

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hindcast {

namespace {

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c | 0x20) : c;
}
char maskFor(char c)
{
    return c >= 'a' && c <= 'z' ? char{0x20} : char{0};
}

} // namespace

TextMatcher::TextMatcher(std::string_view sought)
{
    m_sought.reserve(sought.size());
    for (const char c : sought) {
        m_sought += lower(c);
    }
    if (!m_sought.empty()) {
        m_firstMask = maskFor(m_sought.front());
        m_lastMask = maskFor(m_sought.back());
    }
}

bool TextMatcher::matchesAt(const char* place) const
{
    for (std::size_t i = 0; i < m_sought.size(); ++i) {
        if (lower(place[i]) != m_sought[i]) {
            return false;
        }
    }
    return true;
}

bool TextMatcher::isIn(std::string_view text) const
{
    const std::size_t length = m_sought.size();
    if (length == 0) {
        return true;
    }
    if (text.size() < length) {
        return false;
    }
    const std::size_t places = text.size() - length + 1;
    std::size_t place = 0;
#if defined(__SSE2__)
    const __m128i first = _mm_set1_epi8(m_sought.front());
    const __m128i last = _mm_set1_epi8(m_sought.back());
    const __m128i firstMask = _mm_set1_epi8(m_firstMask);
    const __m128i lastMask = _mm_set1_epi8(m_lastMask);
    for (; place + 16 <= places; place += 16) {
        const char* at = text.data() + place;
        const __m128i heads = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i tails = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + length - 1));
        const __m128i same = _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(heads, firstMask), first),
            _mm_cmpeq_epi8(_mm_or_si128(tails, lastMask), last));
        auto candidates = static_cast<std::uint32_t>(_mm_movemask_epi8(same));
        while (candidates != 0) {
            const auto offset = static_cast<std::size_t>(__builtin_ctz(candidates));
            if (matchesAt(at + offset)) {
                return true;
            }
            candidates &= candidates - 1;
        }
    }
#endif
    for (; place < places; ++place) {
        if (lower(text[place]) == m_sought.front() && matchesAt(text.data() + place)) {
            return true;
        }
    }
    return false;
}

} // namespace hindcast
