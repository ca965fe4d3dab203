// verifyGrowth (verify.h): new events in a log that was checked before.

#include "engine/log/chain_reader.h"
#include "engine/log/chain_walk.h"
#include "engine/log/database.h"
#include "engine/log/log_reader.h"
#include "engine/log/verify.h"
#include "engine/log/verify_outcome.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

namespace hindcast {

namespace {

/// New events are few: names and versions are asked for as they are met, so that the cost does not grow with
/// the log.
class GrowthCheck {
public:
    GrowthCheck(LogReader& reader, BranchId branch, Position known)
        : m_reader(reader)
        , m_branch(branch)
        , m_known(known)
    {
    }

    Result<void> prepare()
    {
        auto stream = m_reader.database().prepare("SELECT s.name, c.name FROM stream s LEFT JOIN category c "
                                                  "ON c.id = s.category WHERE s.id = ?");
        auto type = m_reader.database().prepare("SELECT name FROM type WHERE id = ?");
        if (!stream || !type) {
            return !stream ? stream.error() : type.error();
        }
        m_streamQuery = std::move(stream).value();
        m_typeQuery = std::move(type).value();
        return {};
    }

    /// Tells what is wrong with the first of the rows that does not fit; nothing where all do.
    Result<std::string> walk(ChainWalk& walk, const ChainRows& rows)
    {
        for (const ChainRow& row : rows.rows) {
            auto stream = streamOf(row.event.stream);
            auto type = typeOf(row.event.type);
            if (!stream || !type) {
                return !stream ? stream.error() : type.error();
            }
            Stream& known = **stream;
            const ChainNames names{
                known.isNamed ? &known.name : nullptr, known.isNamed ? &known.category : nullptr, *type};
            std::string wrong = walk.step(row, rows.texts, names, known.version);
            if (!wrong.empty()) {
                return wrong;
            }
            known.version = row.event.version;
        }
        return std::string();
    }

private:
    struct Stream {
        bool isNamed = false;
        std::string name;
        std::string category;
        Version version;
    };

    Result<Stream*> streamOf(StreamId id)
    {
        const auto known = m_streams.find(id);
        if (known != m_streams.end()) {
            return &known->second;
        }
        Stream stream;
        {
            const StatementScope scope(m_streamQuery);
            auto row = m_streamQuery.bind(1, id.value).step();
            if (!row) {
                return row.error();
            }
            stream.isNamed = *row;
            stream.name = *row ? m_streamQuery.text(0) : std::string_view();
            stream.category = *row ? m_streamQuery.text(1) : std::string_view();
        }
        auto version = m_reader.versionAt(m_branch, id, m_known);
        if (!version) {
            return version.error();
        }
        stream.version = *version;
        return &m_streams.emplace(id, std::move(stream)).first->second;
    }

    /// Null where the type has no name.
    Result<const std::string*> typeOf(TypeId id)
    {
        auto known = m_types.find(id);
        if (known == m_types.end()) {
            const StatementScope scope(m_typeQuery);
            auto row = m_typeQuery.bind(1, id.value).step();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return static_cast<const std::string*>(nullptr);
            }
            known = m_types.emplace(id, std::string(m_typeQuery.text(0))).first;
        }
        return static_cast<const std::string*>(&known->second);
    }

    LogReader& m_reader;
    BranchId m_branch;
    Position m_known;
    Statement m_streamQuery;
    Statement m_typeQuery;
    std::unordered_map<StreamId, Stream> m_streams;
    std::unordered_map<TypeId, std::string> m_types;
};

/// Rows held in memory at a time.
constexpr std::int64_t stretch = 1024;

} // namespace

Result<VerifyReport> verifyGrowth(LogReader& reader,
    BranchId branch,
    const ChainMark& known,
    const std::function<bool(std::int64_t)>& progress)
{
    // In this order: others may append meanwhile.
    auto head = readHead(reader.database(), branch);
    auto end = reader.lastPosition(branch);
    if (!head || !end) {
        return !head ? head.error() : end.error();
    }
    auto segments = reader.segments(branch, {known.position + 1, *end});
    if (!segments) {
        return segments.error();
    }
    ChainReader rows(reader);
    GrowthCheck check(reader, branch, known.position);
    auto ready = rows.prepare();
    ready = ready ? check.prepare() : ready;
    if (!ready) {
        return ready.error();
    }
    ChainWalk walk(head->value_or(ChainHead{}), known);
    ChainOutcome outcome{*end, std::move(*head), {}, {}};
    for (const BranchSegment& segment : *segments) {
        for (Position first = segment.range.first; first <= segment.range.last; first = first + stretch) {
            if (progress && !progress((first.value - 1) - known.position.value)) {
                return Error{ErrorCode::Cancelled, {}, {}};
            }
            const BranchSegment part{
                segment.owner, {first, std::min(first + (stretch - 1), segment.range.last)}};
            ChainRows read;
            const auto done = rows.read(part, read);
            auto wrong = check.walk(walk, read);
            if (!done || !wrong) {
                outcome.damage = !wrong ? wrong.error() : done.error();
            }
            outcome.wrong = wrong ? std::move(wrong).value() : std::string();
            const bool isWhole = static_cast<std::int64_t>(read.rows.size()) >= part.range.size();
            if (outcome.damage || !isWhole || !outcome.wrong.empty()) {
                return reportOf(walk, outcome);
            }
        }
    }
    return reportOf(walk, outcome);
}

} // namespace hindcast
