#include "engine/base/utf8.h"
#include "engine/io/csv_rows.h"
#include "engine/io/json_preamble.h"
#include "engine/io/log_shape.h"
#include "engine/io/readers.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr std::size_t none = std::string_view::npos;

Place placeOf(std::string_view sample, std::size_t offset)
{
    const std::string_view passed = sample.substr(0, offset);
    const std::size_t lineStart = passed.rfind('\n') + 1;
    return {{},
        std::count(passed.begin(), passed.end(), '\n') + 1,
        static_cast<std::int64_t>(offset - lineStart) + 1};
}

Error notALog(std::string_view sample, std::size_t offset, std::string reason)
{
    return {ErrorCode::NotALog, {std::move(reason)}, placeOf(sample, offset)};
}

/// Whether the text from `at` on is values one behind the other: after record separators, on one line, or the
/// first of them over several lines.
bool isSequence(std::string_view sample, std::size_t at)
{
    if (sample[at] == recordSeparator) {
        return true;
    }
    JsonSlice value;
    const JsonScan scan = scanJson(sample, at, false, value);
    if (scan.outcome != JsonScan::Outcome::Whole) {
        return false;
    }
    const std::size_t next = skipJsonBlanks(sample, scan.end);
    const bool onOneLine = next < sample.size() && sample[at] == '{' && sample[next] == '{'
        && sample.substr(scan.end, next - scan.end).find('\n') == none;
    if (onOneLine) {
        return true;
    }
    return value.text.find('\n') != none && next < sample.size()
        && sample.substr(scan.end, next - scan.end).find('\n') != none;
}

/// Whether the first line, or at least half of all lines, are a JSON object or array each.
bool isLines(std::string_view sample, bool whole)
{
    std::size_t lines = 0;
    std::size_t values = 0;
    bool firstIsOne = false;
    while (!sample.empty()) {
        const std::size_t end = sample.find('\n');
        if (end == none && !whole) {
            break;
        }
        const std::string_view line = sample.substr(0, end);
        sample.remove_prefix(end == none ? sample.size() : end + 1);
        const std::size_t begin = skipJsonBlanks(line, 0);
        if (begin == line.size()) {
            continue;
        }
        ++lines;
        JsonSlice value;
        const JsonScan scan = scanJson(line, begin, true, value);
        const bool container = value.kind == JsonKind::Object || value.kind == JsonKind::Array;
        if (container && scan.outcome == JsonScan::Outcome::Whole
            && skipJsonBlanks(line, scan.end) == line.size()) {
            ++values;
            firstIsOne |= lines == 1;
        }
    }
    return lines >= (whole ? 2U : 1U) && (firstIsOne || values * 2 >= lines);
}

Container jsonContainer(std::string_view sample, std::size_t at, bool whole)
{
    if (isSequence(sample, at)) {
        return Container::Sequence;
    }
    return isLines(sample.substr(at), whole) ? Container::Lines : Container::Document;
}

/// Whether a header's cells could be names of columns: short, each its own, no sentences.
bool areNames(const std::vector<std::string_view>& cells)
{
    constexpr std::size_t longestName = 60;
    std::size_t unnamed = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view cell = cells[i];
        const bool hasLetter = std::any_of(cell.begin(), cell.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        });
        const bool sentence = !cell.empty()
            && (std::string_view(".!?{}").find(cell.back()) != none
                || std::count(cell.begin(), cell.end(), ' ') > 4);
        const bool repeated = std::find(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(i), cell)
            != cells.begin() + static_cast<std::ptrdiff_t>(i);
        if (cell.empty()) {
            ++unnamed;
        } else if (!hasLetter || sentence || repeated || cell.size() > longestName) {
            return false;
        }
    }
    return unnamed <= 1;
}

/// What the rows under a header are like.
struct RowCounts {
    std::size_t rows = 0;
    std::size_t fitting = 0; ///< as many cells as the header
    std::size_t separated = 0; ///< several cells
};

/// Nearly all rows have as many cells as a header of several. A header that reads like one vouches for a
/// table with more rows that do not fit: they are problems to be told, not a reason to refuse the log.
bool isTable(std::string_view sample, bool whole)
{
    if (sample.find('\0') != none) {
        return false;
    }
    const CsvShape shape = csvShapeOf(sample);
    sample.remove_prefix(shape.header);
    std::size_t columns = 0;
    std::size_t least = 0; ///< without the header's empty cells at its end
    bool named = false;
    RowCounts counts;
    CsvRow row;
    while (!sample.empty()) {
        std::size_t faultAt = 0;
        const std::optional<std::size_t> length = cutCsvRow(sample, shape, whole, row, faultAt);
        if (!length) {
            break;
        }
        sample.remove_prefix(*length);
        if (isBlankRow(row)) {
            continue;
        }
        if (columns == 0) {
            columns = row.cells.size();
            while (row.cells.size() > 1 && row.cells.back().empty()) {
                row.cells.pop_back();
            }
            least = row.cells.size();
            named = areNames(row.cells);
            if (least < 2 || row.fault || std::count(row.cells.begin(), row.cells.end(), "") > 1) {
                return false;
            }
            continue;
        }
        ++counts.rows;
        counts.fitting += !row.fault && fitsHeader(row, least, columns) ? 1U : 0U;
        counts.separated += row.fault || row.cells.size() > 1 ? 1U : 0U;
    }
    if (counts.rows == 0) {
        return whole && named; // a table without rows is told as one, not as an unknown text
    }
    const bool regular = counts.fitting * 5 >= counts.rows * 4;
    const bool ragged = named && counts.fitting > 0 && counts.separated * 2 >= counts.rows;
    return regular || ragged;
}

/// Whether the text could be a table of one column: its first row is a name, and no other has more cells.
bool isColumn(std::string_view sample, bool whole)
{
    if (sample.find('\0') != none) {
        return false;
    }
    const CsvShape shape = csvShapeOf(sample);
    sample.remove_prefix(shape.header);
    std::size_t rows = 0;
    CsvRow row;
    while (!sample.empty()) {
        std::size_t faultAt = 0;
        const std::optional<std::size_t> length = cutCsvRow(sample, shape, whole, row, faultAt);
        if (!length) {
            break;
        }
        sample.remove_prefix(*length);
        if (isBlankRow(row)) {
            continue;
        }
        const bool isName = rows > 0 || (areNames(row.cells) && row.cells.front().find(' ') == none);
        if (row.fault || row.cells.size() != 1 || !isName) {
            return false;
        }
        ++rows;
    }
    return rows > 1 || (rows == 1 && whole);
}

/// The name of the root element behind declaration, comments and document type, and where it stands; empty
/// when there is none.
std::string_view rootElement(std::string_view text, std::size_t& at)
{
    for (;;) {
        at = skipJsonBlanks(text, at);
        if (at >= text.size() || text[at] != '<') {
            return {};
        }
        const std::string_view rest = text.substr(at);
        const std::string_view close = rest.starts_with("<!--") ? "-->" : rest.starts_with("<?") ? "?>" : ">";
        if (close == ">" && !rest.starts_with("<!")) {
            const std::string_view name = rest.substr(1, rest.find_first_of(" \t\r\n/>", 1) - 1);
            return name.substr(name.rfind(':') + 1);
        }
        const std::size_t end = text.find(close, at);
        if (end == none) {
            return {};
        }
        at = end + close.size();
    }
}

bool startsAsXml(std::string_view rest)
{
    const char next = rest.size() > 1 ? rest[1] : '\0';
    return rest.front() == '<'
        && (next == '?' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
}

/// A JSON text can begin with many characters; only these begin nothing else.
bool startsAsJson(char first)
{
    return first == '{' || first == '[' || first == recordSeparator;
}

bool isWholeDocument(std::string_view sample, std::size_t at)
{
    JsonSlice value;
    const JsonScan scan = scanJson(sample, at, true, value);
    return scan.outcome == JsonScan::Outcome::Whole && skipJsonBlanks(sample, scan.end) == sample.size();
}

} // namespace

Result<Container>
sniffContainer(std::string_view sample, bool whole, std::optional<LogFormat> given, bool calledTable)
{
    const std::size_t first = jsonPreamble(sample);
    if (first == sample.size()) {
        return Error{ErrorCode::FileEmpty, {}, {{}, 1, 1}};
    }
    if (given) {
        switch (*given) {
        case LogFormat::Json:
            return Container::Document;
        case LogFormat::NdJson:
            return isSequence(sample, first) ? Container::Sequence : Container::Lines;
        case LogFormat::CloudEvents:
            return jsonContainer(sample, first, whole);
        case LogFormat::Csv:
            return Container::Rows;
        case LogFormat::Xes:
            return Container::Xml;
        }
    }
    const std::string_view rest = sample.substr(first);
    if (startsAsJson(rest.front())) {
        return jsonContainer(sample, first, whole);
    }
    if (startsAsXml(rest)) {
        std::size_t at = first;
        const std::string_view root = rootElement(sample, at);
        if (root == "log" || root.empty()) {
            return Container::Xml;
        }
        Error error =
            notALog(sample, at, "it is XML but not XES: its root element is <" + std::string(root) + ">");
        error.args.emplace_back(otherXmlAdvice);
        return error;
    }
    if (whole && isWholeDocument(sample, first)) {
        return Container::Document;
    }
    if (isTable(sample, whole) || (calledTable && isColumn(sample, whole))) {
        return Container::Rows;
    }
    const char c = rest.front();
    if (c == '"' || c == '-' || (c >= '0' && c <= '9')) {
        return jsonContainer(sample, first, whole);
    }
    return notALog(sample,
        first,
        sample.find('\0') != none ? "it is binary data" : "it is neither JSON nor CSV nor XES");
}

} // namespace hindcast
