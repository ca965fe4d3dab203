#pragma once

#include "engine/base/result.h"
#include "engine/log/branch_segments.h"
#include "engine/log/database.h"
#include "engine/log/event_batch.h"
#include "engine/log/verify_redactions.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace hindcast {

class LogReader;

/// An event's row with all that its link vouches for, on its way to who recomputes it.
struct ChainRow {
    BatchEvent event; ///< `link` is what the file says
    ArenaText salt;
    bool isShaped = false; ///< every column holds the kind of value that we write
    bool isRedacted = false;
    bool coversCategory = false;
    RedactionCheck::Kept kept; ///< of a redacted one
};
struct ChainRows {
    EventBatch texts;
    std::vector<ChainRow> rows;
};

/// What the writers say the last event is, so that one which is cut off is missed.
struct ChainHead {
    Position position;
    std::string link;
};
Result<std::optional<ChainHead>> readHead(Database& database, BranchId branch);

/// Reads events for recomputing their chain.
class ChainReader {
public:
    explicit ChainReader(LogReader& reader)
        : m_reader(reader)
        , m_redactions(reader)
    {
    }
    Result<void> prepare();

    /// Adds the rows of a stretch; those before a failure are there.
    Result<void> read(const BranchSegment& part, ChainRows& rows);

private:
    Result<Position> categoriesFrom(BranchId branch);

    LogReader& m_reader;
    RedactionCheck m_redactions;
    Statement m_query;
    std::unordered_map<BranchId, Position> m_categoriesFrom;
};

} // namespace hindcast
