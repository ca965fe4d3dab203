#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hindcast {

// What the readers of date-times share.

constexpr std::int64_t usPerSecond = 1'000'000;

/// Reads a text from left to right; every take either consumes what it names or consumes nothing.
class TimeScanner {
public:
    explicit TimeScanner(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at == m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool nextIsDigit() const { return peek() >= '0' && peek() <= '9'; }

    std::string_view rest() const { return m_text.substr(m_at); }
    void skip(std::size_t count) { m_at += count; }

    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c) {
            return false;
        }
        ++m_at;
        return true;
    }

    bool take(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word) {
            return false;
        }
        m_at += word.size();
        return true;
    }

    bool takeDigits(int count, int& number)
    {
        if (m_text.size() - m_at < static_cast<std::size_t>(count)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < count; ++i) {
            const char c = m_text[m_at + static_cast<std::size_t>(i)];
            if (c < '0' || c > '9') {
                return false;
            }
            sum = sum * 10 + (c - '0');
        }
        number = sum;
        m_at += static_cast<std::size_t>(count);
        return true;
    }

    /// Any number of digits after a decimal point, as microseconds; the rest is cut.
    bool takeFraction(std::int64_t& us)
    {
        if (!nextIsDigit()) {
            return false;
        }
        std::int64_t weight = usPerSecond;
        us = 0;
        for (; nextIsDigit(); ++m_at) {
            weight /= 10;
            us += weight * (peek() - '0');
        }
        return true;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

/// Days from 1970-01-01 to that day; nothing for one that does not exist.
std::optional<std::int64_t> daysOf(int year, int month, int day);

/// Microseconds since midnight of "10:42", "10:42:09" or "10:42:09.5". 24:00:00 is the end of the day, as
/// xs:dateTime has it.
std::optional<std::int64_t> takeTimeOfDay(TimeScanner& in);

struct ZoneOffset {
    std::int64_t seconds = 0; ///< east of Greenwich
    bool given = true;
};

/// A zone behind a time: nothing, "Z", "UTC", "+01", "+0100" or "+01:00".
std::optional<ZoneOffset> takeZone(TimeScanner& in);

} // namespace hindcast
