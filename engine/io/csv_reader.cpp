#include "engine/io/csv_rows.h"
#include "engine/io/readers.h"
#include "engine/value/json.h"
#include "engine/value/number.h"

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

namespace hindcast {

namespace {

/// A cell as JSON in `texts`: a number where it is written as one, a text else.
JsonSlice cellToJson(std::string_view cell, std::deque<std::string>& texts)
{
    if (isJsonNumber(cell)) {
        return {cell, JsonKind::Number, false, false};
    }
    std::string& text = texts.emplace_back();
    quoteJsonTo(text, cell);
    return {text, JsonKind::Text, false, text.find('\\') != std::string::npos};
}

class CsvReader {
public:
    CsvReader(ByteSource& source, RecordSink& sink)
        : m_rows(source)
        , m_sink(sink)
    {
    }

    Result<void> read()
    {
        Result<bool> more = m_rows.next(m_row);
        if (!more) {
            return more.error();
        }
        if (m_row.fault) {
            return *m_row.fault;
        }
        nameColumns();
        for (;;) {
            more = m_rows.next(m_row);
            if (!more) {
                return more.error();
            }
            if (!*more || !takeRow()) {
                return {};
            }
        }
    }

private:
    /// Every column gets a name of its own: what a header leaves out or says twice would be lost otherwise.
    void nameColumns()
    {
        std::unordered_set<std::string> taken;
        // A million columns of one name must not each try all the numbers before them.
        std::unordered_map<std::string, int> numbers;
        for (const std::string_view cell : m_row.cells) {
            const std::size_t first = cell.find_first_not_of(" \t");
            const std::string_view name = first == std::string_view::npos
                ? std::string_view()
                : cell.substr(first, cell.find_last_not_of(" \t") + 1 - first);
            const std::string wanted =
                name.empty() ? fmt::format("column{}", m_names.size() + 1) : std::string(name);
            std::string own = wanted;
            while (!taken.insert(own).second) {
                own = fmt::format("{}_{}", wanted, ++numbers.try_emplace(wanted, 1).first->second);
            }
            m_named = name.empty() ? m_named : m_names.size() + 1;
            m_names.push_back(std::move(own));
        }
    }

    bool takeRow()
    {
        if (m_row.fault) {
            return m_sink.problem(*m_row.fault);
        }
        if (!fitsHeader(m_row, m_named, m_names.size())) {
            return m_sink.problem({ErrorCode::BadCsv,
                {fmt::format("the row has {} {}, the header {}",
                    m_row.cells.size(),
                    m_row.cells.size() == 1 ? "cell" : "cells",
                    m_names.size())},
                m_row.place});
        }
        m_members.clear();
        const std::size_t columns = std::min(m_names.size(), m_row.cells.size());
        for (std::size_t column = 0; column < columns; ++column) {
            const std::string_view cell = m_row.cells[column];
            if (!cell.empty()) {
                m_members.list.push_back({m_names[column], cellToJson(cell, m_members.decoded)});
            }
        }
        const JsonSlice row{{}, JsonKind::Object, false, false};
        return m_sink.record({row, m_members, m_row.place.line, m_row.place.column, 0});
    }

    CsvRows m_rows;
    RecordSink& m_sink;
    CsvRow m_row;
    std::vector<std::string> m_names;
    std::size_t m_named = 0; ///< columns up to the last one that the header names
    JsonMembers m_members;
};

} // namespace

Result<void> readCsv(ByteSource& source, RecordSink& sink)
{
    return CsvReader(source, sink).read();
}

} // namespace hindcast
