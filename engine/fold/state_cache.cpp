#include "engine/fold/state_cache.h"

#include "engine/fold/known_states.h"
#include "engine/fold/stream_folder.h"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace hindcast {

namespace {

using Key = std::pair<BranchId, StreamId>;

struct Remembered {
    KnownStates states;
    std::int64_t lastUsed = 0;
};

/// What a run of folds leaves to remember: keyframes on its way and the last steps.
struct Gathered {
    std::vector<EntityState> keyframes;
    std::deque<EntityState> steps;

    void add(const EntityState& state, std::int64_t spacing)
    {
        if (state.version.value % spacing == 0) {
            keyframes.push_back(state);
        }
        steps.push_back(state);
        if (steps.size() > KnownStates::ladderLength) {
            steps.pop_front();
        }
    }
};

/// The entity's version at a position. Errors: UnknownStream, also when it exists in no branch at all.
Result<Version> versionOf(LogReader& reader, BranchId branch, StreamId stream, Position at)
{
    auto version = reader.versionAt(branch, stream, at);
    if (version && version->value == 0) {
        if (auto name = reader.streamName(stream); !name) {
            return name.error();
        }
    }
    return version;
}

} // namespace

/// The mutex guards the maps and is never held while events are read or folded. States are values: once
/// copied out they are nobody else's business.
struct StateCache::Content {
    StreamFolder folder;
    std::int64_t spacing;
    std::size_t cap;

    std::mutex mutex;
    std::map<Key, Remembered> entities;
    std::size_t bytes = 0;
    std::int64_t uses = 0;
    std::int64_t clears = 0;

    Content(const Fold& fold, std::int64_t maxRefold, std::int64_t capBytes)
        : folder(fold)
        , spacing(std::max<std::int64_t>(maxRefold, 1))
        , cap(static_cast<std::size_t>(std::max<std::int64_t>(capBytes, 0)))
    {
    }

    EntityState nearest(Key key, Version version)
    {
        const std::lock_guard lock(mutex);
        const auto found = entities.find(key);
        if (found == entities.end()) {
            return {};
        }
        found->second.lastUsed = ++uses;
        return found->second.states.nearest(version).value_or(EntityState());
    }

    std::int64_t generation()
    {
        const std::lock_guard lock(mutex);
        return clears;
    }

    /// What was gathered since `then`. What was cleared meanwhile stays so: a payload may have been redacted.
    void remember(std::int64_t then, Key key, Version version, const Gathered& gathered)
    {
        const std::lock_guard lock(mutex);
        if (then != clears) {
            return;
        }
        Remembered& entity = entities[key];
        entity.lastUsed = ++uses;
        bytes -= entity.states.bytes();
        for (const EntityState& keyframe : gathered.keyframes) {
            entity.states.addKeyframe(keyframe);
        }
        entity.states.addSteps(gathered.steps);
        bytes += entity.states.bytes();
        makeRoom(key, version);
    }

    /// Forgets the entities that weren't asked for longest, then thins the present one.
    void makeRoom(Key present, Version version)
    {
        while (bytes > cap && entities.size() > 1) {
            const auto oldest = std::min_element(entities.begin(),
                entities.end(),
                [](const auto& a, const auto& b) { return a.second.lastUsed < b.second.lastUsed; });
            bytes -= oldest->second.states.bytes();
            entities.erase(oldest);
        }
        if (bytes > cap) {
            KnownStates& states = entities[present].states;
            bytes -= states.bytes();
            states.thin(cap, version, spacing);
            bytes += states.bytes();
        }
    }
};

StateCache::StateCache(const Fold& fold, std::int64_t maxRefold, std::int64_t capBytes)
    : m_content(std::make_unique<Content>(fold, maxRefold, capBytes))
{
}

StateCache::~StateCache() = default;

Result<EntityState> StateCache::stateAt(LogReader& reader, BranchId branch, StreamId stream, Position at)
{
    auto version = versionOf(reader, branch, stream, at);
    if (!version || version->value == 0) {
        return version ? Result<EntityState>(EntityState()) : version.error();
    }
    const Key key{branch, stream};
    const std::int64_t generation = m_content->generation();
    const EntityState from = m_content->nearest(key, *version);
    Gathered gathered;
    auto state = m_content->folder.run(reader,
        branch,
        stream,
        from,
        *version,
        [&](const EntityState&, const EntityState& after, const EventView&) {
            gathered.add(after, m_content->spacing);
        });
    if (state && from.version < *version) {
        m_content->remember(generation, key, *version, gathered);
    }
    return state;
}

Result<std::vector<Change>>
StateCache::difference(LogReader& reader, BranchId branch, StreamId stream, Position from, Position to)
{
    const auto before = stateAt(reader, branch, stream, from);
    if (!before) {
        return before.error();
    }
    const auto after = stateAt(reader, branch, stream, to);
    if (!after) {
        return after.error();
    }
    return diff(before->state, after->state);
}

Result<std::vector<FieldWrite>>
StateCache::writesOf(LogReader& reader, BranchId branch, StreamId stream, const ValuePath& field, Position at)
{
    const auto version = versionOf(reader, branch, stream, at);
    if (!version) {
        return version.error();
    }
    std::vector<FieldWrite> writes;
    std::optional<Value> present;
    const auto note = [&](const EntityState& before, const EntityState& after, const EventView& event) {
        if (before.version.value > 0 && before.state.sharesWith(after.state)) {
            return;
        }
        std::optional<Value> next = valueAt(after.state, field);
        if (next != present) {
            writes.push_back({event.position,
                event.version,
                event.type,
                present.value_or(Value()),
                next.value_or(Value()),
                present.has_value(),
                next.has_value()});
        }
        present = std::move(next);
    };
    if (auto done = m_content->folder.run(reader, branch, stream, {}, *version, note); !done) {
        return done.error();
    }
    return writes;
}

void StateCache::clear()
{
    const std::lock_guard lock(m_content->mutex);
    ++m_content->clears;
    m_content->entities.clear();
    m_content->bytes = 0;
    m_content->folder.clear();
}

std::int64_t StateCache::bytes() const
{
    const std::lock_guard lock(m_content->mutex);
    return static_cast<std::int64_t>(m_content->bytes);
}

std::int64_t StateCache::foldsRun() const
{
    return m_content->folder.foldsRun();
}

} // namespace hindcast
