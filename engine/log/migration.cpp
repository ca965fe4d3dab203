#include "engine/log/migration.h"

#include "engine/log/database.h"
#include "engine/log/schema.h"

namespace hindcast {

namespace {

/// A stream's category is vouched for by the links that are made from here on.
Result<void> toVersion2(Database& database)
{
    auto done =
        database.run("ALTER TABLE branch ADD COLUMN categories_from INTEGER NOT NULL DEFAULT 1;"
                     "UPDATE branch SET categories_from = 1 + coalesce("
                     "(SELECT max(position) FROM event WHERE event.branch = branch.id), fork_position);"
                     "DROP TABLE IF EXISTS keyframe;"
                     "DROP TRIGGER IF EXISTS event_update;");
    done = done ? database.run(triggerStatement("event_update")) : done;
    return done ? database.run("PRAGMA user_version=2") : done;
}

} // namespace

Result<void> migrate(Database& database)
{
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) {
        return begun;
    }
    // Asked inside the transaction: another program may have been faster.
    auto version = database.number("PRAGMA user_version");
    auto done = version ? Result<void>() : Result<void>(version.error());
    if (done && version->value_or(0) > projectSchemaVersion) {
        done = Error{ErrorCode::ProjectTooNew,
            {std::to_string(version->value_or(0)), std::to_string(projectSchemaVersion)},
            {}};
    }
    if (done && version->value_or(0) < 2) {
        done = toVersion2(database);
    }
    done = done ? database.run("COMMIT") : done;
    if (!done && database.inTransaction()) {
        auto undone = database.run("ROLLBACK");
        static_cast<void>(undone);
    }
    return done;
}

} // namespace hindcast
