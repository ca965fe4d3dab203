#include "engine/io/json_preamble.h"
#include "engine/io/json_records.h"
#include "engine/io/log_shape.h"
#include "engine/io/readers.h"

namespace hindcast {

namespace {

/// Goes through a document once, with an error for whatever does not belong there.
class DocumentReader {
public:
    DocumentReader(ByteSource& source, RecordSink& sink)
        : m_window(source)
        , m_sink(sink)
    {
    }

    Result<void> read()
    {
        if (Result<void> skipped = skipPreamble(m_window); !skipped) {
            return skipped;
        }
        Result<bool> found = skipBlanks(m_window);
        if (!found) {
            return found.error();
        }
        if (!*found) {
            return Error{ErrorCode::FileEmpty, {}, m_window.placeAt(0)};
        }
        if (Result<void> gathered = gatherSample(); !gathered) {
            return gathered;
        }
        m_recordsMember = recordsMember(m_window.text());
        Result<void> done = m_window.text().front() == '[' ? elements(0)
            : m_recordsMember                              ? members()
                                                           : one(0);
        if (!done || m_stopped) {
            return done;
        }
        found = skipBlanks(m_window);
        if (!found) {
            return found.error();
        }
        return *found ? unexpected("the end of the document") : Result<void>();
    }

private:
    /// As much of the text as it was recognised by: a source may give it in smaller pieces.
    Result<void> gatherSample()
    {
        while (m_window.text().size() < sampleSize) {
            Result<bool> more = m_window.grow();
            if (!more) {
                return more.error();
            }
            if (!*more) {
                break;
            }
        }
        return {};
    }

    /// The elements of the array at the cursor. `group` is its number when it lies in another array.
    Result<void> elements(std::int64_t group)
    {
        m_window.advance(1);
        for (std::int64_t count = 0; !m_stopped; ++count) {
            Result<bool> found = skipBlanks(m_window);
            if (!found) {
                return found.error();
            }
            if (!*found) {
                return unexpected({});
            }
            if (m_window.text().front() == ']' && count == 0) {
                break;
            }
            if (Result<void> done = element(group, count + 1); !done || m_stopped) {
                return done;
            }
            found = skipBlanks(m_window);
            if (!found) {
                return found.error();
            }
            const char next = *found ? m_window.text().front() : '\0';
            if (next == ']') {
                break;
            }
            if (next != ',') {
                return unexpected("',' or ']' after an element");
            }
            m_window.advance(1);
        }
        m_window.advance(1);
        return {};
    }

    /// The object at the cursor, of which only the records under one member are wanted.
    Result<void> members()
    {
        do {
            m_window.advance(1);
            if (Result<void> named = skipTo('"', "a member's name in double quotes"); !named) {
                return named;
            }
            if (Result<void> scanned = scanWhole(); !scanned) {
                return scanned;
            }
            std::string name;
            decodeJsonText(m_record.value.text, name);
            m_window.advance(m_record.scan.end);
            if (Result<void> colon = skipTo(':', "':' after a member's name"); !colon) {
                return colon;
            }
            m_window.advance(1);
            Result<bool> found = skipBlanks(m_window);
            if (!found) {
                return found.error();
            }
            if (!*found) {
                return unexpected({});
            }
            if (name == *m_recordsMember && m_window.text().front() == '[') {
                if (Result<void> done = elements(0); !done || m_stopped) {
                    return done;
                }
            } else {
                if (Result<void> scanned = scanWhole(); !scanned) {
                    return scanned;
                }
                m_window.advance(m_record.scan.end);
            }
            found = skipBlanks(m_window);
            if (!found) {
                return found.error();
            }
        } while (!m_window.text().empty() && m_window.text().front() == ',');
        if (m_window.text().empty() || m_window.text().front() != '}') {
            return unexpected("',' or '}' after a member");
        }
        m_window.advance(1);
        return {};
    }

    /// Moves over blanks to that character.
    Result<void> skipTo(char wanted, std::string_view expected)
    {
        Result<bool> found = skipBlanks(m_window);
        if (!found) {
            return found.error();
        }
        return *found && m_window.text().front() == wanted ? Result<void>() : unexpected(expected);
    }

    Result<void> element(std::int64_t group, std::int64_t number)
    {
        if (group == 0) {
            Result<bool> isGroup = atArrayOfObjects();
            if (!isGroup) {
                return isGroup.error();
            }
            if (*isGroup) {
                return elements(number);
            }
        }
        return one(group);
    }

    /// Whether the element at the cursor is an array whose first element is an object.
    Result<bool> atArrayOfObjects()
    {
        for (;;) {
            const std::string_view text = m_window.text();
            if (text.front() != '[') {
                return false;
            }
            const std::size_t first = skipJsonBlanks(text, 1);
            if (first < text.size()) {
                return text[first] == '{';
            }
            Result<bool> more = m_window.grow();
            if (!more || !*more) {
                return more;
            }
        }
    }

    Result<void> one(std::int64_t group)
    {
        if (Result<void> scanned = scanWhole(); !scanned) {
            return scanned;
        }
        m_stopped =
            !m_sink.record({m_record.value, m_record.members, m_window.line(), m_window.column(), group});
        m_window.advance(m_record.scan.end);
        return {};
    }

    /// The value at the cursor, into m_record.
    Result<void> scanWhole()
    {
        if (Result<void> scanned = scanRecord(m_window, m_record); !scanned) {
            return scanned;
        }
        return m_record.scan.outcome == JsonScan::Outcome::Whole ? Result<void>()
                                                                 : scanError(m_window, m_record.scan);
    }

    Result<void> unexpected(std::string_view expected)
    {
        JsonScan scan{JsonScan::Outcome::Broken, 0, 0, expected, {}, {}};
        if (m_window.text().empty()) {
            scan.outcome = JsonScan::Outcome::Unfinished;
            scan.inside = m_recordsMember ? "the document" : "an array";
        }
        return scanError(m_window, scan);
    }

    TextWindow m_window;
    RecordSink& m_sink;
    ScannedRecord m_record;
    std::optional<std::string> m_recordsMember; ///< under which an object keeps the log's records
    bool m_stopped = false;
};

} // namespace

Result<void> readJsonDocument(ByteSource& source, RecordSink& sink)
{
    return DocumentReader(source, sink).read();
}

} // namespace hindcast
