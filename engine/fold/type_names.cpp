#include "engine/fold/type_names.h"

#include <utility>

namespace hindcast {

TypeNames::Table TypeNames::known() const
{
    const std::lock_guard lock(m_mutex);
    return m_table;
}

Result<TypeNames::Table> TypeNames::read(LogReader& reader)
{
    auto names = reader.typeNames();
    if (!names) {
        return names.error();
    }
    Table table = std::make_shared<const std::vector<std::string>>(std::move(names).value());
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
