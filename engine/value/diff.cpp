#include "engine/value/diff.h"

#include "engine/value/list_node.h"
#include "engine/value/map_node.h"

#include <algorithm>

namespace hindcast {

namespace {

/// Walks two values side by side and notes what differs, with the path that leads there.
class Differ {
public:
    explicit Differ(std::vector<Change>& changes)
        : m_changes(changes)
    {
    }

    void compare(const Value& before, const Value& after)
    {
        if (before.sharesWith(after)) {
            return;
        }
        if (before.isMap() && after.isMap()) {
            compareMaps(before, after);
        } else if (before.isList() && after.isList()) {
            compareLists(before, after);
        } else if (!(before == after)) {
            m_changes.push_back({Change::Kind::Replaced, m_path, before, after});
        }
    }

private:
    void compareMaps(const Value& before, const Value& after)
    {
        for (const detail::MemberPair& pair : detail::unsharedMembers(before, after)) {
            m_path.emplace_back(std::string(pair.key->text()));
            if (pair.after == nullptr) {
                m_changes.push_back({Change::Kind::Removed, m_path, *pair.before, {}});
            } else if (pair.before == nullptr) {
                m_changes.push_back({Change::Kind::Added, m_path, {}, *pair.after});
            } else {
                compare(*pair.before, *pair.after);
            }
            m_path.pop_back();
        }
    }

    void compareItem(const Value& before, const Value& after, std::size_t index)
    {
        m_path.emplace_back(index);
        compare(detail::itemAt(before, index), detail::itemAt(after, index));
        m_path.pop_back();
    }

    void compareLists(const Value& before, const Value& after)
    {
        const std::size_t shorter = std::min(before.size(), after.size());
        const bool sameLength = before.size() == after.size();
        std::size_t i = shorter == 0 ? 0 : detail::nextDifference(before, after, 0);
        const std::size_t tail = sameLength ? 0 : detail::commonTail(before, after, shorter - i);
        const std::size_t paired = shorter - tail;
        for (; i < paired; i = sameLength ? detail::nextDifference(before, after, i + 1) : i + 1) {
            compareItem(before, after, i);
        }
        for (std::size_t k = before.size() - tail; k > paired; --k) {
            change(Change::Kind::Removed, k - 1, detail::itemAt(before, k - 1));
        }
        for (std::size_t k = paired; k < after.size() - tail; ++k) {
            change(Change::Kind::Added, k, detail::itemAt(after, k));
        }
    }

    void change(Change::Kind kind, std::size_t index, const Value& item)
    {
        m_path.emplace_back(index);
        const bool added = kind == Change::Kind::Added;
        m_changes.push_back({kind, m_path, added ? Value() : item, added ? item : Value()});
        m_path.pop_back();
    }

    std::vector<Change>& m_changes;
    ValuePath m_path;
};

std::string_view operationOf(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::Added:
        return "add";
    case Change::Kind::Removed:
        return "remove";
    case Change::Kind::Replaced:
        break;
    }
    return "replace";
}

} // namespace

std::vector<Change> diff(const Value& before, const Value& after)
{
    std::vector<Change> changes;
    Differ(changes).compare(before, after);
    return changes;
}

Value toJsonPatch(const std::vector<Change>& changes)
{
    std::vector<Value> operations;
    operations.reserve(changes.size());
    for (const Change& change : changes) {
        std::vector<Value::Member> members;
        members.emplace_back(Value::string("op"), Value::string(operationOf(change.kind)));
        members.emplace_back(Value::string("path"), Value::string(toJsonPointer(change.path)));
        if (change.kind != Change::Kind::Removed) {
            members.emplace_back(Value::string("value"), change.after);
        }
        operations.push_back(Value::map(std::move(members)));
    }
    return Value::list(std::move(operations));
}

} // namespace hindcast
