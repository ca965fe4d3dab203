#include "engine/log/database.h"
#include "engine/log/log_reader.h"
#include "engine/log/text_matcher.h"
#include "engine/value/json_escapes.h"

#include <algorithm>

namespace hindcast {

namespace {

/// Positions between two reports.
constexpr std::int64_t batch = 4096;

/// Which rows of a table of names match, looked up as far as ids have been met: ids ascend with positions,
/// so the first hits need not wait for all names.
class NameMatches {
public:
    NameMatches(Database& database, const TextMatcher& matcher)
        : m_database(database)
        , m_matcher(matcher)
    {
    }

    Result<void> prepare(std::string_view sql)
    {
        auto query = m_database.prepare(sql);
        if (!query) {
            return query.error();
        }
        m_query = std::move(query).value();
        return {};
    }

    Result<bool> has(std::int64_t id)
    {
        if (id < 1) {
            return false;
        }
        while (static_cast<std::size_t>(id) >= m_flags.size()) {
            auto more = readMore();
            if (!more) {
                return more.error();
            }
            if (!*more) {
                return false;
            }
        }
        return bool{m_flags[static_cast<std::size_t>(id)]};
    }

private:
    Result<bool> readMore()
    {
        const StatementScope scope(m_query);
        const auto first = static_cast<std::int64_t>(m_flags.size());
        m_query.bind(1, first).bind(2, first + batch - 1);
        for (;;) {
            auto row = m_query.step();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return static_cast<std::int64_t>(m_flags.size()) > first;
            }
            // In made-up pages the same names may come again without end.
            if (m_query.integer(0) < static_cast<std::int64_t>(m_flags.size())) {
                return Error{ErrorCode::ProjectDamaged, {"a table of names is out of order"}, {}};
            }
            m_flags.resize(static_cast<std::size_t>(m_query.integer(0)), false);
            m_flags.push_back(m_matcher.isIn(m_query.text(1)));
        }
    }

    Database& m_database;
    const TextMatcher& m_matcher;
    Statement m_query;
    std::vector<bool> m_flags = std::vector<bool>(1, false);
};

/// Looks for the text in JSON as it is written and, where that has escapes, as it is meant.
class JsonMatcher {
public:
    explicit JsonMatcher(const TextMatcher& matcher)
        : m_matcher(matcher)
    {
    }

    bool isIn(std::string_view json)
    {
        if (m_matcher.isIn(json)) {
            return true;
        }
        if (json.find('\\') == std::string_view::npos) {
            return false;
        }
        m_meant.clear();
        appendWithoutEscapes(m_meant, json);
        return m_matcher.isIn(m_meant);
    }

private:
    const TextMatcher& m_matcher;
    std::string m_meant;
};

} // namespace

Result<void> LogReader::search(BranchId branch,
    PositionRange range,
    std::string_view text,
    const std::function<bool(const std::vector<Position>&, Position reached)>& report)
{
    m_interrupted = false;
    auto last = lastPosition(branch);
    if (!last) {
        return last.error();
    }
    range.first = std::max(range.first, Position{1});
    range.last = std::min(range.last, *last);

    const TextMatcher matcher(text);
    JsonMatcher payloads(matcher);
    NameMatches streams(*m_database, matcher);
    NameMatches types(*m_database, matcher);
    auto ready = streams.prepare("SELECT id, name FROM stream WHERE id BETWEEN ? AND ? ORDER BY id");
    if (ready) {
        ready = types.prepare("SELECT id, name FROM type WHERE id BETWEEN ? AND ? ORDER BY id");
    }
    if (!ready) {
        return placed(ready.error());
    }

    std::vector<Position> found;
    for (Position first = range.first; first <= range.last; first = first + batch) {
        const Position end = std::min(first + (batch - 1), range.last);
        found.clear();
        Result<void> names;
        auto read = readRange(branch, {first, end}, [&](const EventView& event) {
            bool hit = payloads.isIn(event.data) || payloads.isIn(event.meta) || matcher.isIn(event.id);
            if (!hit) {
                auto type = types.has(event.type.value);
                auto stream = streams.has(event.stream.value);
                if (!type || !stream) {
                    names = !type ? type.error() : stream.error();
                    return false;
                }
                hit = *type || *stream;
            }
            if (hit) {
                found.push_back(event.position);
            }
            return true;
        });
        if (!read) {
            return read.error();
        }
        if (!names) {
            return placed(names.error());
        }
        if (!report(found, end)) {
            return {};
        }
    }
    return {};
}

} // namespace hindcast
