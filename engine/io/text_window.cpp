#include "engine/io/text_window.h"

namespace hindcast {

namespace {

/// SQLite's own limit for one value is a billion bytes; nothing sensible comes near this.
constexpr std::size_t largestRecord = 256UL * 1024 * 1024;

} // namespace

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
    Result<bool> more = m_source.read(m_buffer, m_buffer.size());
    m_ended = more.ok() && !*more;
    return more;
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
