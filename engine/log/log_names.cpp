#include "engine/log/database.h"
#include "engine/log/log_reader.h"

#include <string>
#include <vector>

namespace hindcast {

namespace {

/// For a table whose ids are not 1, 2, 3...
Error notGapless(std::string_view table)
{
    return {ErrorCode::ProjectDamaged, {"table " + std::string(table) + " has lost rows"}, {}};
}

} // namespace

Result<LogNames> LogReader::names()
{
    return namesSince({});
}

/// Adds the names whose ids follow those that are there.
Result<void> LogReader::addNames(std::string_view table, std::vector<std::string>& names)
{
    auto query =
        m_database->prepare("SELECT id, name FROM " + std::string(table) + " WHERE id >= ?1 ORDER BY id");
    if (!query) {
        return placed(query.error());
    }
    if (names.empty()) {
        names.emplace_back(); // no id is 0
    }
    query->bind(1, static_cast<std::int64_t>(names.size()));
    for (;;) {
        auto row = query->step();
        if (!row) {
            return placed(row.error());
        }
        if (!*row) {
            return {};
        }
        if (query->integer(0) != static_cast<std::int64_t>(names.size())) {
            return placed(notGapless(table));
        }
        ++m_namesRead;
        names.emplace_back(query->text(1));
    }
}

Result<LogNames> LogReader::namesSince(const LogNames& known)
{
    LogNames names = known;
    if (auto types = addNames("type", names.types); !types) {
        return types.error();
    }
    if (auto categories = addNames("category", names.categories); !categories) {
        return categories.error();
    }
    auto query = m_database->prepare("SELECT id, name, category FROM stream WHERE id >= ?1 ORDER BY id");
    if (!query) {
        return placed(query.error());
    }
    if (names.streams.empty()) {
        names.streams.push_back({}); // no id is 0
    }
    query->bind(1, static_cast<std::int64_t>(names.streams.size()));
    for (;;) {
        auto row = query->step();
        if (!row) {
            return placed(row.error());
        }
        if (!*row) {
            return names;
        }
        ++m_namesRead;
        const CategoryId category{query->integer(2)};
        const auto isNamed = [&] {
            return category.value >= 1 && category.value < static_cast<std::int64_t>(names.categories.size());
        };
        if (!isNamed()) {
            // Categories are read first: a stream that was made since may name a newer one.
            if (auto now = addNames("category", names.categories); !now) {
                return now.error();
            }
        }
        if (!isNamed() || query->integer(0) != static_cast<std::int64_t>(names.streams.size())) {
            return placed(notGapless("stream"));
        }
        names.streams.push_back({std::string(query->text(1)), category});
    }
}

Result<std::vector<std::string>> LogReader::typeNames()
{
    std::vector<std::string> types;
    if (auto read = addNames("type", types); !read) {
        return read.error();
    }
    return types;
}

} // namespace hindcast
