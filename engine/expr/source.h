#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// A stretch of a source, in bytes.
struct Span {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;

    std::uint32_t end() const { return offset + length; }
    friend bool operator==(const Span&, const Span&) = default;
};

/// Where a person looks: both 1-based, the column in code points.
struct LineColumn {
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

/// A text that expressions stand in: one expression, or a rule file of which each expression is a stretch.
/// Knows its lines, so that every message can show one. LF, CR LF and CR end a line.
class Source {
public:
    /// `name` is what messages put before the position, such as a file's; empty for a lone expression.
    explicit Source(std::string text, std::string name = {});

    std::string_view text() const { return m_text; }
    std::string_view text(Span span) const;
    const std::string& name() const { return m_name; }
    Span whole() const { return {0, static_cast<std::uint32_t>(m_text.size())}; }

    /// O(log lines + length of the line).
    LineColumn at(std::uint32_t offset) const;
    /// The text of a line without its end; `line` is 1-based.
    std::string_view line(std::uint32_t line) const;

private:
    std::string m_text;
    std::string m_name;
    std::vector<std::uint32_t> m_lineStarts;
};

} // namespace hindcast::expr
