#include "engine/io/csv_rows.h"

#include "engine/io/utf8.h"

#include <algorithm>
#include <array>

namespace hindcast {

namespace {

constexpr std::size_t none = std::string_view::npos;

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

} // namespace

char separatorOf(std::string_view text)
{
    constexpr std::string_view candidates = ",;\t|";
    std::array<int, candidates.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        if (!quoted && (c == '\n' || c == '\r')) {
            break;
        }
        const std::size_t index = candidates.find(c);
        if (!quoted && index != none) {
            ++counts[index];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return candidates[static_cast<std::size_t>(most - counts.begin())];
}

std::optional<std::size_t>
cutCsvRow(std::string_view text, char separator, bool final, CsvRow& row, std::size_t& faultAt)
{
    const std::string stops{separator, '\r', '\n'};
    row.cells.clear();
    row.unquoted.clear();
    row.fault.reset();
    for (std::size_t at = 0;;) {
        std::size_t end = 0;
        if (at < text.size() && text[at] == '"') {
            bool doubled = false;
            const std::size_t close = closingQuote(text, at, doubled);
            if (close == none || (close + 1 == text.size() && !final)) {
                if (!final) {
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
                row.fault = fault("something follows the closing quote of a cell");
                faultAt = end;
                return giveUp(text, end, final);
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
            continue;
        }
        if (text[end] == '\r' && end + 1 == text.size() && !final) {
            return {};
        }
        return behindBreak(text, end);
    }
}

Result<bool> CsvRows::next(CsvRow& row)
{
    for (;;) {
        const std::string_view text = m_window.text();
        std::optional<std::size_t> length;
        std::size_t faultAt = 0;
        const bool final = m_window.ended();
        if (!text.empty()) {
            if (m_separator == '\0') {
                m_separator = separatorOf(text);
            }
            length = cutCsvRow(text, m_separator, final, row, faultAt);
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
            row.fault = fault("this is not UTF-8");
            faultAt = *bad;
        }
        row.place = m_window.placeAt(0);
        if (row.fault) {
            row.fault->place = m_window.placeAt(faultAt);
        }
        // Cells point into the window, which keeps its bytes until it grows.
        m_window.advance(*length);
        if (row.cells.size() == 1 && row.cells.front().empty() && !row.fault) {
            continue;
        }
        return true;
    }
}

} // namespace hindcast
