#include "engine/value/hamt.h"
#include "engine/value/value.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <rapidcheck.h>

#include <map>

using namespace hindcast;

namespace {

/// What a map must be: values by key, and the keys in the order they came.
struct Model {
    std::map<std::string, Value> values;
    std::vector<std::string> order;

    void set(const std::string& key, const Value& value)
    {
        if (values.count(key) == 0) {
            order.push_back(key);
        }
        values[key] = value;
    }
    void unset(const std::string& key)
    {
        values.erase(key);
        order.erase(std::remove(order.begin(), order.end(), key), order.end());
    }
};

void requireSame(const Value& map, const Model& model)
{
    RC_ASSERT(map.size() == model.values.size());
    std::vector<std::string> order;
    map.forEachMember([&](std::string_view key, const Value& value) {
        order.emplace_back(key);
        RC_ASSERT(model.values.at(order.back()) == value);
    });
    RC_ASSERT(order == model.order);
    for (const auto& [key, value] : model.values) {
        RC_ASSERT(map.find(key) == value);
    }
}

} // namespace

class ValueMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void behaves_like_a_dictionary_in_order_of_arrival()
    {
        QVERIFY(rc::check("edits agree with std::map and leave old versions alone", [] {
            Value map = Value::emptyMap();
            Model model;
            const int edits = *rc::gen::inRange(0, 200);
            const int removals = *rc::gen::inRange(1, 4);
            for (int i = 0; i < edits; ++i) {
                const std::string key = *generate::key();
                const Value old = map;
                const Model oldModel = model;
                if (*rc::gen::inRange(0, 6) < removals) {
                    map = map.withoutMember(key);
                    model.unset(key);
                } else {
                    const Value value = *generate::scalar();
                    map = map.withMember(key, value);
                    model.set(key, value);
                }
                if (i % 16 == 0) {
                    requireSame(old, oldModel);
                }
            }
            requireSame(map, model);
            RC_ASSERT(!map.find("never used"));
        }));
    }

    void building_at_once_equals_building_step_by_step()
    {
        QVERIFY(rc::check("Value::map and withMember agree", [] {
            const auto members = *rc::gen::container<std::vector<std::pair<std::string, Value>>>(
                rc::gen::pair(generate::key(), generate::scalar()));
            std::vector<Value::Member> given;
            Value stepwise = Value::emptyMap();
            Model model;
            for (const auto& [key, value] : members) {
                given.emplace_back(Value::string(key), value);
                stepwise = stepwise.withMember(key, value);
                model.set(key, value);
            }
            const Value atOnce = Value::map(given);
            requireSame(atOnce, model);
            RC_ASSERT(atOnce == stepwise);
        }));
    }

    void ten_thousand_members_come_and_go()
    {
        Value map = Value::emptyMap();
        for (int i = 0; i < 10'000; ++i) {
            map = map.withMember("key " + std::to_string(i), Value::integer(i));
        }
        QCOMPARE(map.size(), std::size_t{10'000});
        const Value full = map;
        for (int i = 0; i < 10'000; i += 2) {
            map = map.withoutMember("key " + std::to_string(i));
        }
        QCOMPARE(map.size(), std::size_t{5'000});
        QVERIFY(!map.find("key 4"));
        QCOMPARE(map.find("key 9999")->asInt(), 9999);
        int next = 0;
        full.forEachMember([&next](std::string_view key, const Value&) {
            QCOMPARE(key, std::string_view("key " + std::to_string(next)));
            ++next;
        });
        QCOMPARE(next, 10'000);
        for (int i = 1; i < 10'000; i += 2) {
            map = map.withoutMember("key " + std::to_string(i));
        }
        QVERIFY(map == Value::emptyMap());
    }

    void an_edit_of_a_large_map_copies_one_path()
    {
        Value map = Value::emptyMap();
        for (int i = 0; i < 10'000; ++i) {
            map = map.withMember("key " + std::to_string(i), Value::integer(i));
        }
        const Value edited = map.withMember("key 77", Value::integer(-1));
        const auto rootOf = [](const Value& each) {
            return detail::payloadOf<detail::MapRoot>(ValueAccess::node(each))->root;
        };
        // What isn't shared is the one entry: the walk met no other node that differs.
        QCOMPARE(detail::unsharedEntries(rootOf(map), rootOf(edited)).size(), std::size_t{1});
        QCOMPARE(map.find("key 77")->asInt(), 77);
        QVERIFY(!(edited == map));
        QVERIFY(edited.withMember("key 77", Value::integer(77)) == map);
    }

    void keys_of_one_hash_are_told_apart_data()
    {
        QTest::addColumn<quint64>("differing");
        // From the first level, over the deepest branch, to the bucket behind it: keys whose hashes differ in
        // these bits alone.
        QTest::newRow("top five bits") << (quint64{0x1f} << 59);
        QTest::newRow("seventh level") << (quint64{0x1f} << 29);
        QTest::newRow("last level") << (quint64{0x1f} << 4);
        QTest::newRow("none that a level sees") << quint64{0xf};
        QTest::newRow("none") << quint64{0};
    }

    void keys_of_one_hash_are_told_apart()
    {
        QFETCH(quint64, differing);
        const auto entry = [differing](int n) {
            const auto step = differing == 0 ? 0 : static_cast<quint64>(n) * (differing & (~differing + 1));
            return detail::Entry{Value::string("key " + std::to_string(n)),
                Value::integer(n),
                static_cast<std::uint64_t>(n),
                step & differing};
        };
        std::vector<detail::Entry> all;
        for (int n = 0; n < 40; ++n) {
            all.push_back(entry(n));
        }
        all.push_back(entry(7));
        all.back().value = Value::integer(-7);
        std::size_t count = 0;
        detail::NodePtr trie = detail::makeTrie(all, count);
        QCOMPARE(count, std::size_t{40});
        const auto found = [&](const detail::NodePtr& in, int n) {
            const std::string key = "key " + std::to_string(n);
            const detail::Entry* at = detail::findEntry(in.get(), KeyProbe(key), entry(n).hash);
            return at == nullptr ? -1 : static_cast<int>(at->value.asInt());
        };
        QCOMPARE(found(trie, 7), -7);
        QCOMPARE(found(trie, 39), 39);
        QCOMPARE(found(trie, 40), -1);
        detail::NodePtr stepwise = detail::makeTrie({entry(0)}, count);
        for (int n = 1; n < 40; ++n) {
            bool added = false;
            stepwise = detail::withEntry(stepwise.get(), entry(n), added);
            QVERIFY(added);
        }
        bool added = true;
        stepwise = detail::withEntry(stepwise.get(), all.back(), added);
        QVERIFY(!added);
        for (const detail::EntryPair& pair : detail::unsharedEntries(trie.get(), stepwise.get())) {
            QVERIFY(pair.before != nullptr && pair.after != nullptr);
            QVERIFY(pair.before->value == pair.after->value && pair.before->order == pair.after->order);
        }
        for (int n = 0; n < 39; ++n) {
            const std::string key = "key " + std::to_string(n);
            stepwise = detail::withoutEntry(stepwise.get(), KeyProbe(key), entry(n).hash);
            QCOMPARE(found(stepwise, n), -1);
            QCOMPARE(found(stepwise, 39), 39);
        }
        const auto pairs = detail::unsharedEntries(stepwise.get(), trie.get());
        QCOMPARE(std::count_if(
                     pairs.begin(), pairs.end(), [](const auto& each) { return each.before == nullptr; }),
            39);
    }

    void removing_what_is_absent_gives_the_same_map()
    {
        const Value map = Value::map({{Value::string("a"), Value::integer(1)}});
        QVERIFY(map.withoutMember("b").sharesWith(map));
        QVERIFY(map.withoutMember("a") == Value::emptyMap());
        QVERIFY(Value::integer(1).withMember("a", Value()) == Value::integer(1));
    }
};

QTEST_GUILESS_MAIN(ValueMapTest)
#include "tst_value_map.moc"
