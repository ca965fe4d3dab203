#pragma once

#include "engine/log/log_reader.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace hindcast {

/// The names of a file's event types, read once and again when a newer type turns up. Thread-safe; the reader
/// is used by the calling thread only.
class TypeNames {
public:
    /// Index 0 is unused so that an id is an index.
    using Table = std::shared_ptr<const std::vector<std::string>>;

    /// What is known already; may lack types that came since.
    Table known() const;
    /// Reads them all. Cost: one row a type. Errors: ProjectDamaged, StoreFailed.
    Result<Table> read(LogReader& reader);
    void clear();

private:
    mutable std::mutex m_mutex;
    Table m_table = std::make_shared<const std::vector<std::string>>();
};

} // namespace hindcast
