#include "engine/trace/member_names.h"

namespace hindcast {

void MemberNames::addValue(const Value& value, int depth)
{
    if (depth == 0) {
        return;
    }
    if (value.isList()) {
        if (!m_items) {
            m_items = std::make_unique<MemberNames>();
        }
        value.forEachItem(
            [this, depth](std::size_t, const Value& item) { m_items->addValue(item, depth - 1); });
    } else if (value.isMap()) {
        value.forEachMember([this, depth](std::string_view name, const Value& member) {
            auto known = m_members.find(name);
            if (known == m_members.end() && m_members.size() < maxNames) {
                known = m_members.emplace(name, std::make_unique<MemberNames>()).first;
            }
            if (known != m_members.end()) {
                known->second->addValue(member, depth - 1);
            }
        });
    }
}

std::vector<std::string> MemberNames::at(const std::vector<std::string>& path) const
{
    const MemberNames* here = this;
    for (const std::string& step : path) {
        if (step.empty()) {
            here = here->m_items.get();
        } else {
            const auto member = here->m_members.find(step);
            here = member == here->m_members.end() ? nullptr : member->second.get();
        }
        if (here == nullptr) {
            return {};
        }
    }
    std::vector<std::string> names;
    for (const auto& [name, member] : here->m_members) {
        names.push_back(name);
    }
    return names;
}

} // namespace hindcast
