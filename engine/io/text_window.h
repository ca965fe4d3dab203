#pragma once

#include "engine/io/byte_source.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hindcast {

/// The stretch of a source that a reader is looking at: it grows at its end when a record is not whole yet
/// and gives up what was consumed, so it holds one block and at most one record. Knows line and column of
/// every byte it shows.
class TextWindow {
public:
    explicit TextWindow(ByteSource& source)
        : m_source(source)
    {
    }

    /// What is there from the cursor on. Borrowed until grow().
    std::string_view text() const { return std::string_view(m_buffer).substr(m_cursor); }

    /// Reads more behind text(); false when there is nothing more. Doubles with what is kept, so that a long
    /// record is not looked at again and again. Errors: those of the source; LimitExceeded for a record that
    /// is longer than any store would take.
    Result<bool> grow();

    /// Moves the cursor over `count` bytes of text().
    void advance(std::size_t count);

    /// The place of the byte at `offset` of text().
    Place placeAt(std::size_t offset) const;
    /// The cursor's own place.
    std::int64_t line() const { return m_line; }
    std::int64_t column() const { return m_column; }
    bool ended() const { return m_ended; }

private:
    struct LineAndColumn {
        std::int64_t line;
        std::int64_t column;
    };
    LineAndColumn locate(std::size_t offset) const;

    ByteSource& m_source;
    std::string m_buffer;
    std::size_t m_cursor = 0;
    std::int64_t m_line = 1;
    std::int64_t m_column = 1;
    bool m_ended = false;
};

} // namespace hindcast
