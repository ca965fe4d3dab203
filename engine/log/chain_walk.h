#pragma once

#include "engine/log/chain_mark.h"
#include "engine/log/chain_reader.h"
#include "engine/log/digest.h"

#include <span>
#include <string>
#include <vector>

namespace hindcast {

/// The names behind an event's ids; null where there is none.
struct ChainNames {
    const std::string* stream = nullptr;
    const std::string* category = nullptr; ///< asked for with a stream's first event
    const std::string* type = nullptr;
};

/// Goes along a branch's chain from link to link until one doesn't fit. One owner, one thread.
class ChainWalk {
public:
    /// Goes on behind `last`, which is the log's beginning if not given, and must come by the marks `known`
    /// of an earlier walk. `said` is what the writers say the last event is.
    explicit ChainWalk(ChainHead said, const ChainMark& last = {}, std::vector<ChainMark> known = {})
        : m_said(std::move(said))
        , m_known(std::move(known))
        , m_last(last)
        , m_held(last.position)
    {
    }

    /// Goes to the next event, whose stream had the version `before`. Tells what is wrong with it; nothing
    /// where it fits.
    std::string step(const ChainRow& row, const EventBatch& texts, const ChainNames& names, Version before);

    const ChainMark& last() const { return m_last; } ///< the last event that fits
    const std::vector<ChainMark>& marks() const { return m_marks; }
    /// The last event that is known to be the one of the earlier walk.
    Position held() const { return m_held; }
    /// Whether the last step found a chain that was computed anew: nothing vouches for what is behind held().
    bool isRewritten() const { return m_isRewritten; }
    /// Whether the earlier walk came further.
    bool endsBeforeKnown() const { return m_nextKnown < m_known.size(); }

private:
    std::string fault(const ChainRow& row, const EventBatch& texts, const ChainNames& names, Version before);
    Digest linkOf(const ChainRow& row, const EventBatch& texts, const ChainNames& names);
    /// Whether the event is no known one, or still the same; goes on to the next of those then.
    bool passKnown(const ChainMark& mark);

    ChainHead m_said;
    std::vector<ChainMark> m_known;
    std::size_t m_nextKnown = 0; ///< of m_known
    ChainMark m_last;
    Position m_held; ///< the last known mark that still holds
    bool m_isRewritten = false;
    std::vector<ChainMark> m_marks;
    Digester m_digester;
};

} // namespace hindcast
