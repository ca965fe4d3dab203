#pragma once

#include "engine/io/text_window.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// One row of a table. Cells are borrowed until the next row.
struct CsvRow {
    std::vector<std::string_view> cells;
    std::deque<std::string> unquoted; ///< cells that had doubled quotes
    Place place;
    std::optional<Error> fault; ///< the row can't be told; the cells mean nothing
};

/// The character that separates the cells of a header line: of comma, semicolon, tab and bar the one that is
/// there most often outside quotes; comma when there is none.
char separatorOf(std::string_view text);

/// Cuts a row off the start of `text`. Returns its length with the line break, or nothing while it is not
/// known where it ends and more text may come.
std::optional<std::size_t>
cutCsvRow(std::string_view text, char separator, bool final, CsvRow& row, std::size_t& faultAt);

/// The rows of a source, RFC 4180 with LF or CRLF. Blank lines are skipped.
class CsvRows {
public:
    explicit CsvRows(ByteSource& source)
        : m_window(source)
    {
    }

    /// False at the end. Errors: those of the source.
    Result<bool> next(CsvRow& row);

private:
    TextWindow m_window;
    char m_separator = '\0';
};

} // namespace hindcast
