#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hindcast {

enum class Utf16 : unsigned char { LittleEndian, BigEndian };

/// Tells UTF-16 by its byte order mark, or by the zero byte beside a first `<`, `{` or `[`, since exports
/// forget the mark. Nothing for any other text.
std::optional<Utf16> utf16Of(std::string_view start);

/// Turns UTF-16 into UTF-8, in pieces of any size; a byte order mark at the start is left out. What is no
/// UTF-16 (half a surrogate pair, half a unit at the end) becomes bytes that are no UTF-8 either, so the
/// readers find it at its place and lose one record, not the log.
class Utf16Decoder {
public:
    explicit Utf16Decoder(Utf16 order)
        : m_order(order)
    {
    }

    void decode(std::string_view bytes, std::string& into);
    /// What is left over when no more will come.
    void finish(std::string& into);

private:
    void take(char32_t unit, std::string& into);

    Utf16 m_order;
    bool m_begun = false;
    std::optional<unsigned char> m_half; ///< the first byte of a unit
    char32_t m_high = 0; ///< a high surrogate waiting for its low one
};

} // namespace hindcast
