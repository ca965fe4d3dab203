#include "engine/io/json_preamble.h"
#include "engine/io/json_records.h"
#include "engine/io/readers.h"

namespace hindcast {

namespace {

/// Makes sure the window shows a whole line; `length` is without its break.
/// False when the source has nothing left.
Result<bool> showLine(TextWindow& window, std::size_t& length)
{
    std::size_t searched = 0;
    for (;;) {
        const std::string_view text = window.text();
        const std::size_t end = text.find('\n', searched);
        if (end != std::string_view::npos) {
            length = end;
            return true;
        }
        searched = text.size();
        Result<bool> more = window.grow();
        if (!more) {
            return more;
        }
        if (!*more) {
            length = window.text().size();
            return length > 0;
        }
    }
}

/// Reads what the line holds; false when the sink wants no more.
bool takeLine(TextWindow& window, std::size_t length, ScannedRecord& record, RecordSink& sink)
{
    const std::string_view line = window.text().substr(0, length);
    const std::size_t begin = skipJsonBlanks(line, 0);
    if (begin == line.size()) {
        return true;
    }
    scanRecord(line.substr(begin), true, record);
    record.scan.end += begin;
    if (record.scan.outcome == JsonScan::Outcome::Whole) {
        record.scan.end = skipJsonBlanks(line, record.scan.end);
        if (record.scan.end == line.size()) {
            return sink.record(
                {record.value, record.members, window.line(), static_cast<std::int64_t>(begin) + 1, 0});
        }
        record.scan.outcome = JsonScan::Outcome::Broken;
        record.scan.expected = "the end of the line";
    }
    Error problem = scanError(window, record.scan);
    if (record.scan.outcome == JsonScan::Outcome::Unfinished) {
        problem.args = {"the line ends inside " + std::string(record.scan.inside)};
    }
    return sink.problem(std::move(problem));
}

/// Moves to the next line that may begin a record; false at the end of the source.
Result<bool> findRestart(TextWindow& window)
{
    for (;;) {
        std::size_t length = 0;
        Result<bool> found = showLine(window, length);
        if (!found || !*found) {
            return found;
        }
        window.advance(std::min(length + 1, window.text().size()));
        if (window.text().empty()) {
            if (Result<bool> more = window.grow(); !more || !*more) {
                return more;
            }
        }
        const char first = window.text().front();
        if (first == '{' || first == '[' || first == recordSeparator) {
            return true;
        }
    }
}

} // namespace

Result<void> readJsonLines(ByteSource& source, RecordSink& sink)
{
    TextWindow window(source);
    ScannedRecord record;
    if (Result<void> skipped = skipPreamble(window); !skipped) {
        return skipped;
    }
    for (;;) {
        std::size_t length = 0;
        Result<bool> found = showLine(window, length);
        if (!found) {
            return found.error();
        }
        if (!*found || !takeLine(window, length, record, sink)) {
            return {};
        }
        window.advance(std::min(length + 1, window.text().size()));
    }
}

Result<void> readJsonSequence(ByteSource& source, RecordSink& sink)
{
    TextWindow window(source);
    ScannedRecord record;
    if (Result<void> skipped = skipPreamble(window); !skipped) {
        return skipped;
    }
    for (;;) {
        Result<bool> found = skipBlanks(window);
        if (!found) {
            return found.error();
        }
        if (!*found) {
            return {};
        }
        if (window.text().front() == recordSeparator) {
            window.advance(1);
            continue;
        }
        if (Result<void> scanned = scanRecord(window, record); !scanned) {
            return scanned;
        }
        if (record.scan.outcome == JsonScan::Outcome::Whole) {
            if (!sink.record({record.value, record.members, window.line(), window.column(), 0})) {
                return {};
            }
            window.advance(record.scan.end);
            continue;
        }
        if (!sink.problem(scanError(window, record.scan))) {
            return {};
        }
        window.advance(record.scan.end);
        if (window.text().starts_with(recordSeparator)) {
            continue; // which is what it is for
        }
        found = findRestart(window);
        if (!found) {
            return found.error();
        }
        if (!*found) {
            return {};
        }
    }
}

} // namespace hindcast
