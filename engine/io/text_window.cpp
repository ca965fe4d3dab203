#include "engine/io/text_window.h"

#include <algorithm>

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
    const Place place = placeAt(count);
    m_line = place.line;
    m_column = place.column;
    m_cursor += count;
}

Place TextWindow::placeAt(std::size_t offset) const
{
    const std::string_view passed = text().substr(0, offset);
    const std::size_t lastBreak = passed.rfind('\n');
    if (lastBreak == std::string_view::npos) {
        return {m_source.name(), m_line, m_column + static_cast<std::int64_t>(passed.size())};
    }
    return {m_source.name(),
        m_line + std::count(passed.begin(), passed.end(), '\n'),
        static_cast<std::int64_t>(passed.size() - lastBreak)};
}

} // namespace hindcast
