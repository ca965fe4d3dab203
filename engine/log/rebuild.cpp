#include "engine/log/rebuild.h"

#include "engine/log/branch_segments.h"
#include "engine/log/column_chunk.h"
#include "engine/log/database.h"
#include "engine/log/migration.h"
#include "engine/log/schema.h"

#include <iterator>
#include <vector>

namespace hindcast {

namespace {

Result<std::vector<BranchId>> readBranches(Database& database)
{
    auto query = database.prepare("SELECT id FROM branch ORDER BY id");
    if (!query) {
        return query.error();
    }
    std::vector<BranchId> branches;
    for (;;) {
        auto row = query->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return branches;
        }
        branches.emplace_back(query->integer(0));
    }
}

Result<void> rebuildIndexes(Database& database)
{
    for (std::size_t i = 0; i < std::size(indexNames); ++i) {
        const std::string drop = "DROP INDEX IF EXISTS " + std::string(indexNames[i]);
        auto done = database.run(drop.c_str());
        done = done ? database.run(indexStatements[i].data()) : done;
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> rebuildChunks(Database& database)
{
    auto done = completeSchema(database);
    done = done ? database.run("DELETE FROM column_chunk") : done;
    auto branches = done ? readBranches(database) : Result<std::vector<BranchId>>(done.error());
    if (!branches) {
        return branches.error();
    }
    for (const BranchId branch : *branches) {
        auto segments = readSegments(database, branch);
        if (!segments) {
            return segments.error();
        }
        // A chunk is kept by the branch that owns its last position. Behind a missing position there is
        // nothing to go on for, and a last one may be made up.
        bool isWhole = segments->back().owner == branch;
        for (std::int64_t chunk = chunkOf(segments->back().range.first); isWhole; ++chunk) {
            auto stored = storeFullChunk(database, branch, chunk);
            if (!stored) {
                return stored.error();
            }
            isWhole = *stored;
        }
    }
    return {};
}

Result<void> rebuild(Database& database)
{
    auto version = checkSchema(database, IndexCheck::Skipped);
    auto done = version ? checkTriggers(database) : Result<void>(version.error());
    done = done ? migrate(database) : done;
    done = done ? database.run("BEGIN IMMEDIATE") : done;
    if (!done) {
        return done;
    }
    done = rebuildIndexes(database);
    done = done ? rebuildChunks(database) : done;
    done = done ? database.run("COMMIT") : done;
    if (!done && database.inTransaction()) {
        auto undone = database.run("ROLLBACK");
        static_cast<void>(undone);
    }
    return done;
}

} // namespace

Result<void> rebuildCaches(const std::string& path)
{
    auto database = Database::open(path, Database::Mode::Write);
    if (!database) {
        return database.error();
    }
    auto done = rebuild(**database);
    return done ? done : Error{done.error().code, done.error().args, {path, 0, 0}};
}

} // namespace hindcast
