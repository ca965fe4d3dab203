#include "engine/io/text_window.h"

#include "engine/io/record.h"

#include <algorithm>

namespace hindcast {

Result<bool> TextWindow::grow()
{
    if (m_ended) {
        return false;
    }
    m_buffer.erase(0, m_cursor);
    m_cursor = 0;
    if (m_buffer.size() > largestRecord) {
        return Error{ErrorCode::LimitExceeded,
            {"a record is too long", std::to_string(largestRecord) + " bytes"},
            {m_source.name(), m_line, m_column}};
    }
    // A file gives a block at a time, however much is asked for: whoever looks at a long record again from
    // its start for each of them never ends.
    const std::size_t kept = m_buffer.size();
    const std::size_t wanted = std::min(2 * kept, largestRecord + 1);
    do {
        Result<bool> more = m_source.read(m_buffer, kept);
        if (!more) {
            return more;
        }
        m_ended = !*more;
    } while (!m_ended && m_buffer.size() < wanted);
    return m_buffer.size() > kept;
}

void TextWindow::advance(std::size_t count)
{
    const LineAndColumn place = locate(count);
    m_line = place.line;
    m_column = place.column;
    m_cursor += count;
}

Place TextWindow::placeAt(std::size_t offset) const
{
    const LineAndColumn place = locate(offset);
    return {m_source.name(), place.line, place.column};
}

TextWindow::LineAndColumn TextWindow::locate(std::size_t offset) const
{
    // Every byte of every log passes here, so the breaks are found by memchr and nothing is allocated.
    const std::string_view passed = text().substr(0, offset);
    LineAndColumn place{m_line, m_column};
    std::size_t lineStart = 0;
    for (std::size_t end = passed.find('\n'); end != std::string_view::npos;
         end = passed.find('\n', lineStart)) {
        ++place.line;
        place.column = 1;
        lineStart = end + 1;
    }
    place.column += static_cast<std::int64_t>(passed.size() - lineStart);
    return place;
}

} // namespace hindcast
