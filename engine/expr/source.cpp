#include "engine/expr/source.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

bool startsCodePoint(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

} // namespace

Source::Source(std::string text, std::string name)
    : m_text(std::move(text))
    , m_name(std::move(name))
    , m_lineStarts{0}
{
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        const bool isPair = m_text[i] == '\r' && i + 1 < m_text.size() && m_text[i + 1] == '\n';
        if ((m_text[i] == '\n' || m_text[i] == '\r') && !isPair) {
            m_lineStarts.push_back(static_cast<std::uint32_t>(i + 1));
        }
    }
}

std::string_view Source::text(Span span) const
{
    return text().substr(std::min<std::size_t>(span.offset, m_text.size()), span.length);
}

LineColumn Source::at(std::uint32_t offset) const
{
    const auto after = std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), offset);
    const std::uint32_t start = *(after - 1);
    const std::string_view before = text(Span{start, offset - start});
    return {static_cast<std::uint32_t>(after - m_lineStarts.begin()),
        1 + static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(), startsCodePoint))};
}

std::string_view Source::line(std::uint32_t line) const
{
    const std::uint32_t start = m_lineStarts[line - 1];
    const std::string_view rest = text().substr(start);
    return rest.substr(0, rest.find_first_of("\r\n"));
}

} // namespace hindcast::expr
