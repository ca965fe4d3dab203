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

/// How a table begins: where its header row starts, and which character separates the cells.
struct CsvShape {
    std::size_t header = 0;
    char separator = ',';
    bool padded = false; ///< a blank follows each separator and belongs to no cell
};

/// Looks at the first rows of a text. Lines of comment (`# exported by...`) and a spreadsheet's `sep=;` stand
/// before the header; a `#` right before the first column's name is no part of it. Of comma, semicolon, tab
/// and bar that one separates which gives the most rows as many cells as the header has; comma where none is
/// there. Two callers that see the same text up to shapeSampleSize bytes get the same answer.
CsvShape csvShapeOf(std::string_view text);
constexpr std::size_t shapeSampleSize = 64UL * 1024;

/// Cuts a row off the start of `text`. Returns its length with the line break, or nothing while it is not
/// known where it ends and more text may come.
std::optional<std::size_t>
cutCsvRow(std::string_view text, const CsvShape& shape, bool final, CsvRow& row, std::size_t& faultAt);

/// Whether a row has the header's cells: at least to the last one with a name, and nothing but empty ones
/// beyond its end. `named` and `columns` count the header's cells.
bool fitsHeader(const CsvRow& row, std::size_t named, std::size_t columns);

/// Whether a row holds nothing at all: a blank line, or the row of bare separators that spreadsheets leave.
bool isBlankRow(const CsvRow& row);

/// The rows of a source from its header on, RFC 4180 with LF or CRLF. Blank rows are skipped.
class CsvRows {
public:
    explicit CsvRows(ByteSource& source)
        : m_window(source)
    {
    }

    /// False at the end. Errors: those of the source.
    Result<bool> next(CsvRow& row);

private:
    Result<void> start();

    TextWindow m_window;
    CsvShape m_shape;
    bool m_started = false;
};

} // namespace hindcast
