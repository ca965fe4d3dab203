#include "engine/fold/type_names.h"

#include "engine/log/database.h"

#include <utility>

namespace hindcast {

TypeNames::Table TypeNames::known() const
{
    const std::lock_guard lock(m_mutex);
    return m_table;
}

Result<TypeNames::Table> TypeNames::read(LogReader& reader)
{
    auto query = reader.database().prepare("SELECT id, name FROM type ORDER BY id");
    if (!query) {
        return query.error();
    }
    std::vector<std::string> names(1);
    for (;;) {
        auto row = query->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            break;
        }
        if (query->integer(0) != static_cast<std::int64_t>(names.size())) {
            return Error{ErrorCode::ProjectDamaged, {"table type has lost rows"}, {reader.path(), 0, 0}};
        }
        names.emplace_back(query->text(1));
    }
    Table table = std::make_shared<const std::vector<std::string>>(std::move(names));
    const std::lock_guard lock(m_mutex);
    m_table = table;
    return table;
}

void TypeNames::clear()
{
    const std::lock_guard lock(m_mutex);
    m_table = std::make_shared<const std::vector<std::string>>();
}

} // namespace hindcast
