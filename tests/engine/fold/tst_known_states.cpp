#include "engine/fold/known_states.h"

#include <QtTest>

#include <array>
#include <string>

using namespace hindcast;

namespace {

EntityState stateOf(std::int64_t version, std::size_t bytes = 0)
{
    EntityState state;
    state.version = Version{version};
    state.position = Position{version};
    state.state = bytes > 0 ? Value::string(std::string(bytes, 'x')) : Value::integer(version);
    return state;
}

std::deque<EntityState> steps(std::int64_t first, std::int64_t last)
{
    std::deque<EntityState> out;
    for (std::int64_t version = first; version <= last; ++version) {
        out.push_back(stateOf(version));
    }
    return out;
}

std::int64_t nearest(const KnownStates& states, std::int64_t version)
{
    const auto found = states.nearest(Version{version});
    return found ? found->version.value : 0;
}

} // namespace

class KnownStatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_nearest_state_is_the_highest_not_above()
    {
        KnownStates states;
        QCOMPARE(nearest(states, 100), 0);
        states.addKeyframe(stateOf(100));
        states.addKeyframe(stateOf(200));
        states.addSteps(steps(140, 150));
        const auto expected = std::to_array<std::pair<int, int>>({{99, 0},
            {100, 100},
            {139, 100},
            {140, 140},
            {145, 145},
            {150, 150},
            {199, 150},
            {200, 200},
            {999, 200}});
        for (const auto& [asked, found] : expected) {
            QCOMPARE(nearest(states, asked), found);
        }
    }

    void steps_that_touch_join_and_others_take_the_place()
    {
        KnownStates states;
        states.addSteps(steps(1, 10));
        states.addSteps(steps(11, 12));
        QCOMPARE(nearest(states, 3), 3);
        QCOMPARE(nearest(states, 12), 12);
        states.addSteps(steps(500, 510));
        QCOMPARE(nearest(states, 12), 0);
        states.addSteps(steps(1, 5));
        QCOMPARE(nearest(states, 510), 5);
    }

    void the_ladder_keeps_the_newest()
    {
        KnownStates states;
        for (std::int64_t version = 1; version <= 200; ++version) {
            states.addSteps(steps(version, version));
        }
        QCOMPARE(nearest(states, 200), 200);
        QCOMPARE(nearest(states, 137), 137);
        QCOMPARE(nearest(states, 136), 0);
    }

    void what_leaves_is_no_longer_weighed()
    {
        KnownStates states;
        const std::size_t empty = states.bytes();
        for (std::int64_t version = 1; version <= 100; ++version) {
            states.addSteps({stateOf(version, 10'000)});
        }
        QVERIFY(states.bytes() >= 64UL * 10'000);
        QVERIFY(states.bytes() <= 66UL * 10'200);
        states.addKeyframe(stateOf(100, 10'000));
        states.addKeyframe(stateOf(100, 10'000));
        QVERIFY(states.bytes() <= 67UL * 10'200);
        states.thin(0, Version{100}, 10);
        QCOMPARE(states.bytes(), empty);
        QCOMPARE(nearest(states, 1000), 0);
    }

    void thinning_keeps_more_near_the_playhead()
    {
        KnownStates states;
        for (std::int64_t version = 10; version <= 10'000; version += 10) {
            states.addKeyframe(stateOf(version, 1'000));
        }
        const std::size_t full = states.bytes();
        states.thin(full / 10, Version{5'000}, 10);
        QVERIFY(states.bytes() <= full / 10);
        QVERIFY(states.keyframes() > 20);
        // Near the playhead no keyframe is missing; far out they are a few hundred versions apart at most.
        QCOMPARE(nearest(states, 5'009), 5'000);
        QCOMPARE(nearest(states, 4'999), 4'990);
        QVERIFY(nearest(states, 10'000) > 9'000);
        QVERIFY(nearest(states, 1'000) > 0);
    }
};

QTEST_GUILESS_MAIN(KnownStatesTest)
#include "tst_known_states.moc"
