#include "engine/log/log_builder.h"

#include "engine/log/bulk_insert.h"
#include "engine/log/database.h"
#include "engine/log/schema.h"
#include "engine/log/temporary_file.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hindcast {

namespace {

/// Lets maps of strings be asked with views.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

struct StreamState {
    StreamId id;
    Version version;
    std::int64_t lastTime = noTime;
};

/// Sorting takes as much memory as the page cache may have; while it sorts, nobody can be told of a cancel.
constexpr const char* sortPragmas = "PRAGMA cache_size=-16384";
constexpr const char* bulkPragmas =
    "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE; BEGIN;";

/// Turns SQLite's count of steps into a fraction of the work, for one stage after the other.
class StageProgress {
public:
    StageProgress(Database& database, const std::function<bool(double)>& report)
        : m_handle(database.handle())
        , m_report(report)
    {
        sqlite3_progress_handler(m_handle, stepsPerCall, &StageProgress::called, this);
    }
    ~StageProgress() { sqlite3_progress_handler(m_handle, 0, nullptr, nullptr); }
    StageProgress(const StageProgress&) = delete;
    StageProgress& operator=(const StageProgress&) = delete;

    /// The work between `from` and `to` takes about `steps` virtual machine steps.
    bool enter(double from, double to, double steps)
    {
        m_from = from;
        m_to = to;
        m_steps = std::max(steps, 1.0);
        m_done = 0;
        return tell();
    }

private:
    static constexpr int stepsPerCall = 20000;

    static int called(void* self)
    {
        auto* progress = static_cast<StageProgress*>(self);
        progress->m_done += stepsPerCall;
        return progress->tell() ? 0 : 1;
    }
    bool tell() const
    {
        return !m_report || m_report(m_from + (m_to - m_from) * std::min(m_done / m_steps, 1.0));
    }

    sqlite3* m_handle;
    const std::function<bool(double)>& m_report;
    double m_from = 0;
    double m_to = 0;
    double m_steps = 1;
    double m_done = 0;
};

} // namespace

struct LogBuilder::Work {
    // Destroyed in reverse: first the threads end, then the connection closes, then the file goes.
    TemporaryFile file;
    std::unique_ptr<Database> database;
    std::unique_ptr<BulkInsert> insert;
    std::unique_ptr<EventBatch> batch;

    TextMap<StreamState> streams;
    TextMap<TypeId> types;
    TextMap<CategoryId> categories;
    std::vector<std::pair<std::string, std::string>> notes;
    std::vector<std::pair<std::string, std::function<std::string(const BuildSummary&)>>> lateNotes;
    BuildSummary summary;

    explicit Work(TemporaryFile temporary)
        : file(std::move(temporary))
    {
    }

    template <class Id>
    Id idOf(TextMap<Id>& known, BatchName::Table table, std::string_view name)
    {
        if (const auto found = known.find(name); found != known.end()) {
            return found->second;
        }
        const Id id{static_cast<std::int64_t>(known.size()) + 1};
        known.emplace(name, id);
        batch->names.push_back({table, id.value, {}, batch->keep(name)});
        return id;
    }

    static std::string_view categoryFor(const NewEvent& event)
    {
        return event.category.empty() ? categoryOf(event.stream) : event.category;
    }

    StreamState& streamOf(const NewEvent& event)
    {
        if (const auto found = streams.find(event.stream); found != streams.end()) {
            return found->second;
        }
        const auto category = idOf(categories, BatchName::Table::Category, categoryFor(event));
        const StreamId id{static_cast<std::int64_t>(streams.size()) + 1};
        batch->names.push_back({BatchName::Table::Stream, id.value, category, batch->keep(event.stream)});
        return streams.emplace(event.stream, StreamState{id, {}, noTime}).first->second;
    }

    void countTime(StreamState& stream, const NewEvent& event)
    {
        if (!event.recordedUs) {
            ++summary.noTime;
            return;
        }
        summary.inversions += *event.recordedUs < stream.lastTime ? 1 : 0;
        summary.ties += *event.recordedUs == stream.lastTime ? 1 : 0;
        stream.lastTime = *event.recordedUs;
    }

    void take(const NewEvent& event)
    {
        StreamState& stream = streamOf(event);
        stream.version = stream.version + 1;
        countTime(stream, event);
        summary.noId += event.id.empty() ? 1 : 0;
        ++summary.events;

        BatchEvent& record = batch->events.emplace_back();
        record.position = Position{summary.events};
        record.stream = stream.id;
        record.version = stream.version;
        record.type = idOf(types, BatchName::Table::Type, event.type);
        record.recordedUs = event.recordedUs;
        record.streamName = batch->keep(event.stream);
        if (stream.version.value == 1) {
            record.category = batch->keep(categoryFor(event));
        }
        record.typeName = batch->keep(event.type);
        record.timeText = batch->keep(event.timeText);
        record.id = batch->keep(event.id);
        record.correlation = batch->keep(event.correlation);
        record.causation = batch->keep(event.causation);
        record.data = batch->keep(event.data);
        record.meta = batch->keep(event.meta);
    }

    /// An id that stood before is seen beside its equal in the index: constant memory.
    Result<std::int64_t> countDuplicates() const
    {
        auto query = database->prepare(
            "SELECT id FROM event INDEXED BY event_id WHERE branch = 1 AND id IS NOT NULL ORDER BY id");
        if (!query) {
            return query.error();
        }
        std::int64_t duplicates = 0;
        std::string previous;
        for (;;) {
            auto row = query->step();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return duplicates;
            }
            const std::string_view id = query->text(0);
            if (id == previous) {
                ++duplicates;
            } else {
                previous.assign(id);
            }
        }
    }

    Result<void> writeRest(const Digest& head)
    {
        auto insertHead = database->prepare("INSERT OR REPLACE INTO head VALUES(1, ?, ?)");
        auto insertNote = database->prepare("INSERT OR REPLACE INTO note VALUES(?, ?)");
        if (!insertHead || !insertNote) {
            return !insertHead ? insertHead.error() : insertNote.error();
        }
        if (auto done = insertHead->bind(1, summary.events).bindBlob(2, bytesOf(head)).run(); !done) {
            return done;
        }
        for (const auto& [key, json] : notes) {
            if (auto done = insertNote->bindText(1, key).bindText(2, json).run(); !done) {
                return done;
            }
        }
        if (auto done = completeSchema(*database); !done) {
            return done;
        }
        return database->run("COMMIT");
    }

    Result<void> finishFile(const std::function<bool(double)>& report)
    {
        if (auto done = insert->finish(); !done) {
            return done;
        }
        if (auto done = database->run(sortPragmas); !done) {
            return done;
        }
        const auto events = static_cast<double>(summary.events);
        {
            StageProgress progress(*database, report);
            // The bounds are the shares measured on a million events.
            constexpr std::array bounds{0.05, 0.35, 0.6, 0.75};
            for (std::size_t i = 0; i < std::size(indexStatements); ++i) {
                if (!progress.enter(bounds[i], bounds[i + 1], events * 14)) {
                    return Error{ErrorCode::Cancelled, {}, {}};
                }
                if (auto done = database->run(indexStatements[i].data()); !done) {
                    return done;
                }
            }
            if (!progress.enter(0.75, 0.85, events * 4)) {
                return Error{ErrorCode::Cancelled, {}, {}};
            }
            auto duplicates = countDuplicates();
            if (!duplicates) {
                return duplicates.error();
            }
            summary.duplicates = *duplicates;
        }
        summary.streams = static_cast<std::int64_t>(streams.size());
        summary.types = static_cast<std::int64_t>(types.size());
        for (const auto& [key, json] : lateNotes) {
            notes.emplace_back(key, json(summary));
        }
        if (auto done = writeRest(insert->head()); !done) {
            return done;
        }
        insert.reset();
        database.reset();
        if (report && !report(0.9)) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        return file.takePlace();
    }
};

Result<std::unique_ptr<LogBuilder>> LogBuilder::begin(const std::string& target, bool replace)
{
    auto file = TemporaryFile::beside(target, replace);
    if (!file) {
        return file.error();
    }
    auto work = std::make_unique<Work>(std::move(file).value());
    auto database = Database::open(work->file.path(), Database::Mode::Create);
    if (!database) {
        return Error{database.error().code, database.error().args, {target, 0, 0}};
    }
    work->database = std::move(database).value();
    auto ready = work->database->run(bulkPragmas);
    if (ready) {
        ready = createTables(*work->database);
    }
    if (ready) {
        ready = createMainBranch(*work->database);
    }
    if (!ready) {
        return Error{ready.error().code, ready.error().args, {target, 0, 0}};
    }
    work->insert = std::make_unique<BulkInsert>(*work->database);
    work->batch = work->insert->freshBatch();
    return std::unique_ptr<LogBuilder>(new LogBuilder(std::move(work)));
}

LogBuilder::LogBuilder(std::unique_ptr<Work> work)
    : m_work(std::move(work))
{
}

LogBuilder::~LogBuilder() = default;

Result<void> LogBuilder::add(const NewEvent& event)
{
    if (!m_work || !m_work->insert) {
        return Error{ErrorCode::Internal, {"the builder has finished"}, {}};
    }
    if (m_work->insert->failed()) {
        return m_work->insert->error();
    }
    m_work->take(event);
    if (m_work->batch->isFull()) {
        m_work->insert->push(std::move(m_work->batch));
        m_work->batch = m_work->insert->freshBatch();
    }
    return {};
}

Result<void> LogBuilder::note(const std::string& key, const std::string& json)
{
    if (!m_work) {
        return Error{ErrorCode::Internal, {"the builder has finished"}, {}};
    }
    m_work->notes.emplace_back(key, json);
    return {};
}

void LogBuilder::noteSummary(const std::string& key, std::function<std::string(const BuildSummary&)> json)
{
    if (m_work) {
        m_work->lateNotes.emplace_back(key, std::move(json));
    }
}

Result<BuildSummary> LogBuilder::finish(const std::function<bool(double)>& progress)
{
    if (!m_work || !m_work->insert) {
        return Error{ErrorCode::Internal, {"the builder has finished"}, {}};
    }
    // Whatever comes of it, the builder has done its work: an unfinished file goes with `work`.
    const std::unique_ptr<Work> work = std::move(m_work);
    work->insert->push(std::move(work->batch));
    if (auto done = work->finishFile(progress); !done) {
        return done.error();
    }
    if (progress) {
        progress(1.0);
    }
    return work->summary;
}

} // namespace hindcast
