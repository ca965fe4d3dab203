#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/log/database.h"
#include "engine/log/digest.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace hindcast {

class LogReader;

/// What vouches for payloads that were removed: the digest that was kept of each, and the fact that tells of
/// it. Without the fact anybody could take a payload away in silence, since its digest can be computed from
/// it. Asked where a removed payload is met and not before: others may redact while a log is being checked.
class RedactionCheck {
public:
    struct Kept {
        std::optional<Digest> digest;
        bool isTold = false; ///< by a fact that names the position, or that was redacted itself
    };

    explicit RedactionCheck(LogReader& reader)
        : m_reader(reader)
    {
    }
    Result<void> prepare();

    /// Of an event whose payload is not there. Cost: a search by key, and once for each fact its payload.
    Result<Kept> keptOf(BranchId owner, Position position);

private:
    /// The positions that a fact names; all of them where nobody can read it any more.
    struct Fact {
        bool namesAll = false;
        std::unordered_set<std::int64_t> positions;
    };
    Result<const Fact*> factOf(const std::string& id);
    Result<Fact> readFact(const std::string& id);

    LogReader& m_reader;
    Statement m_query;
    std::unordered_map<std::string, Fact> m_facts;
};

} // namespace hindcast
