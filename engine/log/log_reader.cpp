#include "engine/log/log_reader.h"

#include "engine/log/database.h"
#include "engine/log/queries.h"
#include "engine/log/schema.h"
#include "engine/log/stream_lookup.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <sys/stat.h>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace hindcast {

namespace {

/// Positions read in one transaction.
constexpr std::int64_t stretch = 4096;

EventView viewOf(const Statement& row)
{
    return {Position{row.integer(0)},
        StreamId{row.integer(1)},
        Version{row.integer(2)},
        TypeId{row.integer(3)},
        row.optionalInteger(4),
        row.text(5),
        row.text(6),
        row.text(7),
        row.text(8),
        row.text(9),
        row.text(10),
        row.isNull(9)};
}

Event eventOf(const Statement& row)
{
    const EventView view = viewOf(row);
    return {view.position,
        view.stream,
        view.version,
        view.type,
        view.recordedUs,
        std::string(row.text(11)),
        std::string(row.text(12)),
        std::string(view.timeText),
        std::string(view.id),
        std::string(view.correlation),
        std::string(view.causation),
        std::string(view.data),
        std::string(view.meta),
        view.isRedacted};
}

/// A made-up tree of pages can hold the same rows again and again, so that a scan would never end. In the
/// order of the key they ask for, rows of a sound one ascend.
Error notAscending(std::string_view table)
{
    return {ErrorCode::ProjectDamaged, {"table " + std::string(table) + " is out of order"}, {}};
}

} // namespace

struct LogReader::Content {
    Statement range;
    Statement page;
    Statement streamRange;
    StreamLookup streams;
    Statement byId;
    Statement byCause;
    Statement lastPosition;
    Statement findStream;
    Statement streamName;
    Statement fork;
    std::unordered_map<BranchId, std::vector<BranchSegment>> segments;

    Result<void> prepare(Database& database)
    {
        const auto wanted = std::to_array<std::pair<Statement*, std::string_view>>({
            {&range, queries::range},
            {&page, queries::page},
            {&streamRange, queries::streamRange},
            {&byId, queries::byId},
            {&byCause, queries::byCause},
            {&lastPosition, queries::lastPosition},
            {&findStream, "SELECT id FROM stream WHERE name = ?"},
            {&streamName, "SELECT name FROM stream WHERE id = ?"},
            {&fork, "SELECT fork_position FROM branch WHERE id = ?"},
        });
        for (const auto& [statement, sql] : wanted) {
            auto made = database.prepare(sql);
            if (!made) {
                return made.error();
            }
            *statement = std::move(made).value();
        }
        return streams.prepare(database);
    }
};

Result<std::unique_ptr<LogReader>> LogReader::open(const std::string& path)
{
    auto database = Database::open(path, Database::Mode::Read);
    if (!database && database.error().code == ErrorCode::FileUnwritable && bearsProjectMark(path)) {
        // A writer died in the middle of a change and left its journal. What it had begun has to be undone
        // before anything is read.
        if (auto recovered = Database::open(path, Database::Mode::Write); !recovered) {
            return recovered.error();
        }
        database = Database::open(path, Database::Mode::Read);
    }
    if (!database) {
        return database.error();
    }
    const auto placed = [&](Error error) {
        error.place.file = path;
        return error;
    };
    if (auto known = checkSchema(**database); !known) {
        return placed(known.error());
    }
    auto content = std::make_unique<Content>();
    if (auto ready = content->prepare(**database); !ready) {
        return placed(ready.error());
    }
    return std::unique_ptr<LogReader>(new LogReader(path, std::move(database).value(), std::move(content)));
}

LogReader::LogReader(std::string path, std::unique_ptr<Database> database, std::unique_ptr<Content> content)
    : m_path(std::move(path))
    , m_database(std::move(database))
    , m_content(std::move(content))
{
}

LogReader::~LogReader() = default;

Error LogReader::placed(Error error) const
{
    error.place.file = m_path;
    return error;
}

Result<const std::vector<BranchSegment>*> LogReader::segmentsOf(BranchId branch)
{
    auto known = m_content->segments.find(branch);
    if (known == m_content->segments.end()) {
        auto read = readSegments(*m_database, branch);
        if (!read) {
            return placed(read.error());
        }
        known = m_content->segments.emplace(branch, std::move(read).value()).first;
    }
    return &known->second;
}

Result<std::vector<BranchSegment>> LogReader::segments(BranchId branch, PositionRange range)
{
    auto all = segmentsOf(branch);
    return all ? Result<std::vector<BranchSegment>>(clip(**all, range)) : all.error();
}

Result<std::vector<BranchInfo>> LogReader::branches()
{
    auto query = m_database->prepare("SELECT id, name, parent, fork_position FROM branch ORDER BY id");
    if (!query) {
        return placed(query.error());
    }
    std::vector<BranchInfo> all;
    for (;;) {
        auto row = query->step();
        if (!row) {
            return placed(row.error());
        }
        if (!*row) {
            break;
        }
        if (!all.empty() && query->integer(0) <= all.back().id.value) {
            return placed(notAscending("branch"));
        }
        const auto parent = query->optionalInteger(2);
        all.push_back({BranchId{query->integer(0)},
            std::string(query->text(1)),
            parent ? std::optional(BranchId{*parent}) : std::nullopt,
            Position{query->integer(3)},
            {}});
    }
    for (BranchInfo& branch : all) {
        auto last = lastPosition(branch.id);
        if (!last) {
            return last.error();
        }
        branch.last = *last;
    }
    return all;
}

Result<Position> LogReader::lastPosition(BranchId branch)
{
    auto segments = segmentsOf(branch);
    if (!segments) {
        return segments.error();
    }
    Statement& query = m_content->lastPosition;
    const StatementScope scope(query);
    auto row = query.bind(1, branch.value).step();
    if (!row) {
        return placed(row.error());
    }
    return lastIn(**segments, branch, *row ? query.optionalInteger(0) : std::nullopt);
}

Result<Event> LogReader::event(BranchId branch, Position position)
{
    auto events = page(branch, {position, position});
    if (!events) {
        return events.error();
    }
    if (events->empty()) {
        auto last = lastPosition(branch);
        const std::string end = last ? std::to_string(last->value) : std::string("the last");
        return placed({ErrorCode::PositionOutOfRange, {std::to_string(position.value), end}, {}});
    }
    return std::move(events->front());
}

Result<std::vector<Event>> LogReader::page(BranchId branch, PositionRange range)
{
    auto parts = segments(branch, range);
    if (!parts) {
        return parts.error();
    }
    std::vector<Event> events;
    Statement& query = m_content->page;
    for (const BranchSegment& part : *parts) {
        const StatementScope scope(query);
        query.bind(1, part.owner.value).bind(2, part.range.first.value).bind(3, part.range.last.value);
        for (;;) {
            auto row = query.step();
            if (!row) {
                return placed(row.error());
            }
            if (!*row) {
                break;
            }
            if (!events.empty() && query.integer(0) <= events.back().position.value) {
                return placed(notAscending("event"));
            }
            events.push_back(eventOf(query));
        }
    }
    return events;
}

Result<void> LogReader::visit(BranchId branch, PositionRange range, const Visitor& visitor)
{
    m_interrupted = false;
    auto last = lastPosition(branch);
    if (!last) {
        return last.error();
    }
    return readRange(branch, {range.first, std::min(range.last, *last)}, visitor);
}

Result<void> LogReader::readRange(BranchId branch, PositionRange range, const Visitor& visitor)
{
    auto parts = segments(branch, range);
    if (!parts) {
        return parts.error();
    }
    Statement& query = m_content->range;
    for (const BranchSegment& part : *parts) {
        for (Position next = part.range.first; next <= part.range.last;) {
            const Position end =
                part.range.last.value - next.value < stretch ? part.range.last : next + (stretch - 1);
            const StatementScope scope(query);
            query.bind(1, part.owner.value).bind(2, next.value).bind(3, end.value);
            for (; next <= end; next = next + 1) {
                auto row = query.step();
                if (!row) {
                    return placed(row.error());
                }
                // Also where the last position is made up: its stretches are not searched one by one.
                if (!*row || query.integer(0) != next.value) {
                    return placed({ErrorCode::ProjectDamaged,
                        {"position " + std::to_string(next.value) + " is missing"},
                        {}});
                }
                if (!visitor(viewOf(query))) {
                    return {};
                }
            }
            if (m_interrupted) {
                return placed({ErrorCode::Cancelled, {}, {}});
            }
        }
    }
    return {};
}

Result<void>
LogReader::visitStream(BranchId branch, StreamId stream, Version first, Version last, const Visitor& visitor)
{
    m_interrupted = false;
    auto parts = segmentsOf(branch);
    if (!parts) {
        return parts.error();
    }
    Statement& query = m_content->streamRange;
    for (const BranchSegment& part : **parts) {
        Position before = part.range.first - 1;
        const StatementScope scope(query);
        query.bind(1, part.owner.value).bind(2, stream.value).bind(3, first.value).bind(4, last.value);
        for (;;) {
            auto row = query.step();
            if (!row) {
                return placed(row.error());
            }
            // A parent's stream may go on behind the fork; that is not this branch's.
            if (!*row || query.integer(0) > part.range.last.value) {
                break;
            }
            // Whoever is told positions indexes by them.
            if (query.integer(0) <= before.value) {
                return placed({ErrorCode::ProjectDamaged, {"a stream's positions do not ascend"}, {}});
            }
            before = Position{query.integer(0)};
            if (!visitor(viewOf(query))) {
                return {};
            }
            if (m_interrupted) {
                return placed({ErrorCode::Cancelled, {}, {}});
            }
        }
    }
    return {};
}

Result<StreamId> LogReader::findStream(std::string_view name)
{
    Statement& query = m_content->findStream;
    const StatementScope scope(query);
    auto row = query.bindText(1, name).step();
    if (!row) {
        return placed(row.error());
    }
    if (!*row) {
        return placed({ErrorCode::UnknownStream, {std::string(name)}, {}});
    }
    return StreamId{query.integer(0)};
}

Result<std::string> LogReader::streamName(StreamId stream)
{
    Statement& query = m_content->streamName;
    const StatementScope scope(query);
    auto row = query.bind(1, stream.value).step();
    if (!row) {
        return placed(row.error());
    }
    if (!*row) {
        return placed({ErrorCode::UnknownStream, {std::to_string(stream.value)}, {}});
    }
    return std::string(query.text(0));
}

Result<Version> LogReader::versionAt(BranchId branch, StreamId stream, Position at)
{
    auto parts = segments(branch, {Position{1}, at});
    if (!parts) {
        return parts.error();
    }
    auto version = m_content->streams.versionAt(*parts, stream);
    return version ? version : placed(version.error());
}

Result<Position> LogReader::positionOf(BranchId branch, StreamId stream, Version version)
{
    auto parts = segmentsOf(branch);
    if (!parts) {
        return parts.error();
    }
    auto position = m_content->streams.positionOf(**parts, stream, version);
    if (!position) {
        return placed(position.error());
    }
    if (*position) {
        return **position;
    }
    return placed({ErrorCode::NotFound, {"version " + std::to_string(version.value)}, {}});
}

Result<std::optional<Position>> LogReader::findId(BranchId branch, std::string_view id)
{
    auto parts = segmentsOf(branch);
    if (!parts) {
        return parts.error();
    }
    auto found = firstUnder(m_content->byId, **parts, id);
    return found ? found : placed(found.error());
}

Result<std::optional<Position>> LogReader::firstCausedBy(BranchId branch, std::string_view id)
{
    auto parts = segmentsOf(branch);
    if (!parts) {
        return parts.error();
    }
    auto found = firstUnder(m_content->byCause, **parts, id);
    return found ? found : placed(found.error());
}

Result<std::optional<RedactionNote>> LogReader::redactionOf(BranchId branch, Position position)
{
    auto parts = segments(branch, {position, position});
    auto query = m_database->prepare("SELECT fact FROM redaction WHERE branch = ? AND position = ?");
    auto all = branches();
    if (!parts || !query || !all) {
        return !parts ? parts.error() : placed(!query ? query.error() : all.error());
    }
    if (parts->empty()) {
        return std::optional<RedactionNote>();
    }
    auto row = query->bind(1, parts->front().owner.value).bind(2, position.value).step();
    if (!row) {
        return placed(row.error());
    }
    if (!*row) {
        return std::optional<RedactionNote>();
    }
    RedactionNote note;
    for (const BranchInfo& each : *all) {
        // Whoever shares the event may have redacted it, so the fact may lie in any branch.
        auto fact = findId(each.id, query->text(0));
        if (!fact) {
            return fact.error();
        }
        if (!*fact) {
            continue;
        }
        auto said = event(each.id, **fact);
        if (!said) {
            return said.error();
        }
        // A fact may have been altered or redacted itself: then nothing is known but that it was.
        if (auto read = readRedactionFact(said->data)) {
            note = std::move(read).value();
        }
        note.branch = each.id;
        note.fact = **fact;
        note.whenUs = said->recordedUs.value_or(0);
        break;
    }
    return std::optional(note);
}

Result<std::int64_t> LogReader::redactions()
{
    auto count = m_database->number("SELECT count(*) FROM redaction");
    return count ? Result<std::int64_t>(count->value_or(0)) : placed(count.error());
}

Result<std::optional<std::string>> LogReader::note(std::string_view key)
{
    auto query = m_database->prepare("SELECT json FROM note WHERE key = ?");
    if (!query) {
        return placed(query.error());
    }
    auto row = query->bindText(1, key).step();
    if (!row) {
        return placed(row.error());
    }
    return *row ? std::optional(std::string(query->text(0))) : std::nullopt;
}

Result<FileStamp> LogReader::stamp()
{
    auto commits = m_database->number("PRAGMA data_version");
    if (!commits
        && (commits.error().code == ErrorCode::ProjectLocked
            || commits.error().code == ErrorCode::Cancelled)) {
        return placed(commits.error());
    }
    FileStamp stamp;
    stamp.commits = commits ? commits->value_or(0) : FileStamp::unreadable;
    struct stat file { };
    if (::stat(m_path.c_str(), &file) == 0) {
        constexpr std::int64_t second = 1'000'000'000;
        stamp.device = file.st_dev;
        stamp.inode = file.st_ino;
        stamp.bytes = file.st_size;
        stamp.modifiedNs = file.st_mtim.tv_sec * second + file.st_mtim.tv_nsec;
    }
    stamp.hasWal = ::stat((m_path + "-wal").c_str(), &file) == 0 && file.st_size > 0;
    return stamp;
}

void LogReader::forget()
{
    m_content->segments.clear();
    m_database->dropCache();
}

std::int64_t LogReader::bytes() const
{
    std::error_code failure;
    const auto size = std::filesystem::file_size(m_path, failure);
    return failure ? 0 : static_cast<std::int64_t>(size);
}

void LogReader::interrupt()
{
    m_interrupted = true;
    m_database->interrupt();
}

} // namespace hindcast
