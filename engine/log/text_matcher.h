#pragma once

#include <string>
#include <string_view>

namespace hindcast {

/// Finds a text in other texts, byte by byte, ASCII letters in either case. Compares sixteen places at once
/// by the first and the last byte of what is sought (after W. Mula, "SIMD-friendly algorithms for substring
/// searching"), so that a text that does not contain it costs little more than reading it.
class TextMatcher {
public:
    explicit TextMatcher(std::string_view sought);

    /// An empty text is found everywhere.
    bool isIn(std::string_view text) const;

private:
    bool matchesAt(const char* place) const;

    std::string m_sought; ///< lower case
    char m_firstMask = 0; ///< 0x20 for a letter: makes either case lower
    char m_lastMask = 0;
};

} // namespace hindcast
