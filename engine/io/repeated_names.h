#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace hindcast {

/// Notices when an object names a member twice, in objects that nest, while their names go by. RFC 8259
/// leaves to the reader what such an object means; here the last one counts and the record is counted.
class RepeatedNames {
public:
    void clear();
    void beginObject() { m_starts.push_back(m_names.size()); }
    /// A member's name, decoded; borrowed until the object ends.
    void add(std::string_view name);
    void endObject();

    bool any() const { return m_any; }

private:
    std::vector<std::string_view> m_names; ///< of all open objects, the innermost last
    std::vector<std::size_t> m_starts; ///< where each open object's names begin
    bool m_any = false;
};

} // namespace hindcast
