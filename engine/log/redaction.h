#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/log/branch_segments.h"
#include "engine/log/database.h"
#include "engine/log/digest.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// The stream that holds the facts about redactions, its category, and their type.
constexpr std::string_view redactionStream = "hindcast/redactions";
constexpr std::string_view redactionCategory = "hindcast";
constexpr std::string_view redactionType = "PayloadRedacted";

/// What is to be made unreadable, and what the fact about it says.
struct RedactionOrder {
    BranchId branch;
    std::vector<Position> positions;
    std::string who;
    std::string reason;
};

/// Why a payload is not there.
struct RedactionNote {
    BranchId branch; ///< in which the log says so,
    Position fact; ///< and where
    std::string who;
    std::string reason;
    std::int64_t whenUs = 0;
};

/// Removes payloads inside a transaction that its owner begins and ends: data, meta and salt of the event go,
/// the payload's digest stays, so that the chain still verifies. Used by the writer's thread.
class RedactionTransaction {
public:
    explicit RedactionTransaction(Database& database)
        : m_database(database)
    {
    }
    Result<void> prepare();

    /// Redacts the events that still have a payload and tells which those were; `fact` is the id of the event
    /// that will say so. The positions must lie in the segments. Errors: ProjectDamaged where one is missing.
    Result<std::vector<Position>> redact(const std::vector<BranchSegment>& segments,
        const std::vector<Position>& positions,
        std::string_view fact);

    /// Leaves no byte of what was removed in the file, its free pages or its write-ahead log, by writing the
    /// whole file anew. Outside of a transaction. Cost: the file's size, in time and on the disk.
    /// Errors: RedactionUnfinished while another program is reading or writing, or where the disk fails or is
    /// full.
    Result<void> scrub();

private:
    Database& m_database;
    Digester m_digester;
    Statement m_read;
    Statement m_keepDigest;
    Statement m_remove;
};

/// The payload of the fact about a redaction: `{"positions":[...],"reason":...,"by":...}`.
std::string redactionFact(const RedactionOrder& order, const std::vector<Position>& redacted);

/// What the fact with that payload says. Errors: BadJson.
Result<RedactionNote> readRedactionFact(std::string_view data);

} // namespace hindcast
