#pragma once

#include "engine/value/value.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// Which members the objects of some documents have, and theirs in turn: what can be offered to somebody who
/// writes an expression over documents that nobody declared. The items of a list count as one.
class MemberNames {
public:
    /// How deep it looks, and how many names it keeps of one object: documents may use keys as data.
    static constexpr int maxDepth = 8;
    static constexpr std::size_t maxNames = 200;

    /// O(members of the document).
    void add(const Value& document) { addValue(document, maxDepth); }

    bool isEmpty() const { return m_members.empty() && !m_items; }
    /// Of the object at the end of `path`, sorted; an empty step stands for an item of a list. None where no
    /// object has been seen.
    std::vector<std::string> at(const std::vector<std::string>& path) const;

private:
    void addValue(const Value& value, int depth);

    std::map<std::string, std::unique_ptr<MemberNames>, std::less<>> m_members;
    std::unique_ptr<MemberNames> m_items;
};

} // namespace hindcast
