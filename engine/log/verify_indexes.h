#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"

#include <functional>
#include <string>
#include <unordered_map>

namespace hindcast {

class Database;

/// The name of the first index that does not hold exactly the events of its table, in its order; empty when
/// all do. Whoever alters an index alone leaves every event and the chain as they are, and still hides an
/// event from its stream, its id or its cause. Events behind a branch's end (`ends`) are left out: others may
/// append meanwhile. `goOn` is asked now and then; false cancels.
/// Table and index are compared by the sums of their entries' hashes under a random seed: constant memory.
/// Cost: one pass over the rows without their payloads, one over each index. Errors: Cancelled,
/// ProjectDamaged, StoreFailed.
Result<std::string> firstStaleIndex(Database& database,
    const std::unordered_map<BranchId, Position>& ends,
    const std::function<bool()>& goOn);

} // namespace hindcast
