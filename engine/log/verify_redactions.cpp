#include "engine/log/verify_redactions.h"

#include "engine/log/log_reader.h"
#include "engine/log/redaction.h"
#include "engine/value/json.h"

#include <cstring>
#include <utility>

namespace hindcast {

Result<void> RedactionCheck::prepare()
{
    auto query =
        m_reader.database().prepare("SELECT digest, fact FROM redaction WHERE branch = ? AND position = ?");
    if (!query) {
        return query.error();
    }
    m_query = std::move(query).value();
    return {};
}

Result<RedactionCheck::Kept> RedactionCheck::keptOf(BranchId owner, Position position)
{
    Kept kept;
    std::string id;
    {
        const StatementScope scope(m_query);
        auto row = m_query.bind(1, owner.value).bind(2, position.value).step();
        if (!row) {
            return row.error();
        }
        if (!*row || m_query.text(0).size() != sizeof(Digest)) {
            return kept;
        }
        std::memcpy(kept.digest.emplace().data(), m_query.text(0).data(), sizeof(Digest));
        id = m_query.text(1);
    }
    auto fact = factOf(id);
    if (!fact) {
        return fact.error();
    }
    kept.isTold = (*fact)->namesAll || (*fact)->positions.contains(position.value);
    return kept;
}

Result<const RedactionCheck::Fact*> RedactionCheck::factOf(const std::string& id)
{
    auto known = m_facts.find(id);
    if (known == m_facts.end()) {
        auto read = readFact(id);
        if (!read) {
            return read.error();
        }
        known = m_facts.emplace(id, std::move(read).value()).first;
    }
    return &known->second;
}

Result<RedactionCheck::Fact> RedactionCheck::readFact(const std::string& id)
{
    Fact fact;
    auto branches = m_reader.branches();
    if (!branches) {
        return branches.error();
    }
    // Whoever shares the event may have redacted it, so the fact may lie in any branch.
    for (const BranchInfo& branch : *branches) {
        auto position = m_reader.findId(branch.id, id);
        if (!position) {
            return position.error();
        }
        if (!*position) {
            continue;
        }
        auto event = m_reader.event(branch.id, **position);
        if (!event) {
            return event.error();
        }
        if (event->streamName != redactionStream || event->typeName != redactionType) {
            continue;
        }
        const auto said = readJson(event->data);
        fact.namesAll = fact.namesAll || event->isRedacted;
        if (said) {
            said->find("positions").value_or(Value()).forEachItem([&](std::size_t, const Value& named) {
                fact.positions.insert(named.asInt());
            });
        }
    }
    return fact;
}

} // namespace hindcast
