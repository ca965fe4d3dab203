#include "engine/io/csv_rows.h"

#include "engine/base/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace hindcast {

namespace {

constexpr std::size_t none = std::string_view::npos;
/// A quote that closes nowhere must not take the rest of a long log for one cell.
constexpr std::size_t longestCell = 16UL * 1024 * 1024;
/// Each cell is kept as it is cut, which takes more memory than the text of a short one.
constexpr std::size_t mostCells = 2'000'000;
constexpr int rowsCompared = 20;

/// Where the quoted cell that begins at `at` closes; `doubled` when quotes inside must be undoubled.
std::size_t closingQuote(std::string_view text, std::size_t at, bool& doubled)
{
    for (std::size_t quote = text.find('"', at + 1); quote != none; quote = text.find('"', quote + 2)) {
        if (quote + 1 >= text.size() || text[quote + 1] != '"') {
            return quote;
        }
        doubled = true;
    }
    return none;
}

std::string undouble(std::string_view quoted)
{
    std::string out;
    for (std::size_t at = 0; at < quoted.size(); ++at) {
        out += quoted[at];
        at += quoted[at] == '"' ? 1U : 0U;
    }
    return out;
}

/// Behind a line break that may be CRLF, LF or a lone CR.
std::size_t behindBreak(std::string_view text, std::size_t at)
{
    const bool crlf = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    return at + (crlf ? 2 : 1);
}

Error fault(std::string reason)
{
    return {ErrorCode::BadCsv, {std::move(reason)}, {}};
}

Error notUtf8(char byte)
{
    return {ErrorCode::NotUtf8, {fmt::format("byte 0x{:02X}", static_cast<unsigned char>(byte))}, {}};
}

/// The row is lost; the next one is looked for behind the end of the line.
std::optional<std::size_t> giveUp(std::string_view text, std::size_t at, bool final)
{
    const std::size_t end = text.find('\n', at);
    if (end != none) {
        return end + 1;
    }
    return final ? std::optional(text.size()) : std::nullopt;
}

std::optional<std::size_t> firstBadByte(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text.substr(at));
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return {};
}

/// The line that begins at `at`, without its break.
std::string_view lineAt(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    return rest.substr(0, rest.find_first_of("\r\n"));
}

/// What a separator makes of the first rows.
struct Fit {
    int rows = 0; ///< with as many cells as the header
    std::size_t columns = 0;
    bool firstRow = false; ///< ... the first one among them
};

Fit fitOf(std::string_view text, char separator)
{
    Fit fit;
    CsvRow row;
    for (int seen = 0; seen <= rowsCompared && !text.empty();) {
        std::size_t faultAt = 0;
        const std::optional<std::size_t> length = cutCsvRow(text, {0, separator, false}, true, row, faultAt);
        text.remove_prefix(*length);
        if (isBlankRow(row)) {
            continue;
        }
        const bool fits = !row.fault && row.cells.size() == fit.columns;
        if (seen == 0) {
            fit.columns = row.cells.size();
        } else if (fits) {
            ++fit.rows;
            fit.firstRow |= seen == 1;
        }
        ++seen;
    }
    return fit;
}

/// Finds the separator of a text that begins with its header. Whether the header and the row under it agree
/// about it, too.
bool separates(std::string_view text, char& separator)
{
    Fit best;
    for (const char candidate : {',', ';', '\t', '|'}) {
        const Fit fit = fitOf(text, candidate);
        const bool better = fit.rows > best.rows || (fit.rows == best.rows && fit.columns > best.columns);
        if (fit.columns > 1 && better) {
            best = fit;
            separator = candidate;
        }
    }
    return best.firstRow;
}

/// Whether a blank stands behind each of the header's separators, as some people write lists.
bool isPadded(std::string_view text, char separator)
{
    const std::string_view header = lineAt(text, 0);
    std::size_t at = header.find(separator);
    bool padded = at != none && separator != '\t';
    for (; at != none && padded; at = header.find(separator, at + 1)) {
        padded = at + 1 < header.size() && header[at + 1] == ' ';
    }
    return padded;
}

} // namespace

bool fitsHeader(const CsvRow& row, std::size_t named, std::size_t columns)
{
    const std::size_t cells = row.cells.size();
    return cells >= std::max<std::size_t>(named, 1)
        && std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns, cells)),
            row.cells.end(),
            [](std::string_view cell) { return cell.empty(); });
}

bool isBlankRow(const CsvRow& row)
{
    return !row.fault && std::all_of(row.cells.begin(), row.cells.end(), [](std::string_view cell) {
        return cell.find_first_not_of(" \t") == none;
    });
}

CsvShape csvShapeOf(std::string_view text)
{
    text = text.substr(0, shapeSampleSize);
    CsvShape shape;
    std::size_t comment = none;
    while (shape.header < text.size()) {
        const std::string_view line = lineAt(text, shape.header);
        const bool hint = line.size() == 5 && line.starts_with("sep=");
        if (hint || line.starts_with('#')) {
            comment = hint ? none : shape.header;
        } else if (line.find_first_not_of(" \t") != none) {
            break;
        }
        shape.header += std::min(line.size(), text.size() - shape.header);
        shape.header = shape.header < text.size() ? behindBreak(text, shape.header) : shape.header;
    }
    const bool headerIsComment = comment != none && comment + 1 < text.size() && text[comment + 1] != ' '
        && text[comment + 1] != '#' && separates(text.substr(comment + 1), shape.separator);
    if (headerIsComment) {
        shape.header = comment + 1;
    } else {
        separates(text.substr(shape.header), shape.separator);
    }
    shape.padded = isPadded(text.substr(shape.header), shape.separator);
    return shape;
}

std::optional<std::size_t>
cutCsvRow(std::string_view text, const CsvShape& shape, bool final, CsvRow& row, std::size_t& faultAt)
{
    const char separator = shape.separator;
    const std::string stops{separator, '\r', '\n'};
    row.cells.clear();
    row.unquoted.clear();
    row.fault.reset();
    for (std::size_t at = 0;;) {
        std::size_t end = 0;
        while (shape.padded && at < text.size() && text[at] == ' ') {
            ++at;
        }
        if (at < text.size() && text[at] == '"') {
            bool doubled = false;
            const std::size_t close = closingQuote(text, at, doubled);
            if (close == none || (close + 1 == text.size() && !final)) {
                if (!final && text.size() - at < longestCell) {
                    return {};
                }
                row.fault = fault("the quoted cell is never closed");
                faultAt = at;
                return giveUp(text, at, final);
            }
            const std::string_view inside = text.substr(at + 1, close - at - 1);
            row.cells.push_back(doubled ? row.unquoted.emplace_back(undouble(inside)) : inside);
            end = close + 1;
            if (end < text.size() && text[end] != separator && text[end] != '\n' && text[end] != '\r') {
                // A quote over several lines was likely none: each of them has its chance to be a row.
                const bool runsOn = inside.find('\n') != none;
                row.fault = fault(runsOn ? "the quoted cell is not closed in its line"
                                         : "something follows the closing quote of a cell");
                faultAt = runsOn ? at : end;
                return giveUp(text, at, final);
            }
        } else {
            end = std::min(text.find_first_of(stops, at), text.size());
            row.cells.push_back(text.substr(at, end - at));
        }
        if (end == text.size()) {
            return final ? std::optional(end) : std::nullopt;
        }
        if (text[end] == separator) {
            at = end + 1;
            if (row.cells.size() == mostCells) {
                row.fault = fault(fmt::format("the row has more than {} cells", mostCells));
                faultAt = at;
                return giveUp(text, at, final);
            }
            continue;
        }
        if (text[end] == '\r' && end + 1 == text.size() && !final) {
            return {};
        }
        return behindBreak(text, end);
    }
}

/// Goes to the header. A source may give its text in small pieces, so enough is gathered first to tell its
/// shape.
Result<void> CsvRows::start()
{
    while (m_window.text().size() < shapeSampleSize) {
        Result<bool> more = m_window.grow();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
    }
    m_shape = csvShapeOf(m_window.text());
    m_window.advance(m_shape.header);
    m_started = true;
    return {};
}

Result<bool> CsvRows::next(CsvRow& row)
{
    if (!m_started) {
        if (Result<void> started = start(); !started) {
            return started.error();
        }
    }
    for (;;) {
        const std::string_view text = m_window.text();
        std::optional<std::size_t> length;
        std::size_t faultAt = 0;
        const bool final = m_window.ended();
        if (!text.empty()) {
            length = cutCsvRow(text, m_shape, final, row, faultAt);
        }
        if (!length) {
            Result<bool> more = m_window.grow();
            if (!more) {
                return more;
            }
            if (!*more && m_window.text().empty()) {
                return false;
            }
            continue;
        }
        if (const auto bad = firstBadByte(text.substr(0, *length)); bad && !row.fault) {
            row.fault = notUtf8(text[*bad]);
            faultAt = *bad;
        }
        row.place = m_window.placeAt(0);
        if (row.fault) {
            row.fault->place = m_window.placeAt(faultAt);
        }
        // Cells point into the window, which keeps its bytes until it grows.
        m_window.advance(*length);
        if (isBlankRow(row)) {
            continue;
        }
        return true;
    }
}

} // namespace hindcast
