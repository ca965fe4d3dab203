#include "engine/value/diff.h"
#include "engine/value/json.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <set>

using namespace hindcast;

namespace {

Value json(const std::string& text)
{
    return readJson(text).value();
}

/// The value with one change made in it, the way RFC 6902 says. Uses nothing of diff() but its result.
Value applied(const Value& to, const Change& change, std::size_t depth = 0)
{
    if (change.path.size() == depth) {
        return change.after;
    }
    const PathStep& step = change.path[depth];
    const bool here = change.path.size() == depth + 1;
    if (const auto* name = std::get_if<std::string>(&step)) {
        if (here && change.kind == Change::Kind::Removed) {
            RC_ASSERT(to.find(*name));
            return to.withoutMember(*name);
        }
        const bool isNew = here && change.kind == Change::Kind::Added;
        RC_ASSERT(to.find(*name).has_value() != isNew);
        return to.withMember(*name, isNew ? change.after : applied(*to.find(*name), change, depth + 1));
    }
    std::vector<Value> items;
    to.forEachItem([&items](std::size_t, const Value& item) { items.push_back(item); });
    const auto index = std::get<std::size_t>(step);
    const auto at = items.begin() + static_cast<std::ptrdiff_t>(index);
    if (here && change.kind == Change::Kind::Added) {
        RC_ASSERT(index <= items.size());
        items.insert(at, change.after);
        return Value::list(items);
    }
    RC_ASSERT(index < items.size());
    if (here && change.kind == Change::Kind::Removed) {
        items.erase(at);
    } else {
        *at = applied(*at, change, depth + 1);
    }
    return Value::list(items);
}

} // namespace

class DiffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void as_json_patch_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("patch");
        const auto row = [](const char* name, const char* before, const char* after, const char* patch) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(patch);
        };
        row("nothing", R"({"a":1})", R"({"a":1.0})", "[]");
        row("order alone", R"({"a":1,"b":2})", R"({"b":2,"a":1})", "[]");
        row("replaced", R"({"a":1})", R"({"a":2})", R"([{"op":"replace","path":"/a","value":2}])");
        row("added and removed",
            R"({"a":1,"b":2})",
            R"({"b":2,"c":3})",
            R"([{"op":"remove","path":"/a"},{"op":"add","path":"/c","value":3}])");
        row("null is not absent", R"({"a":null})", "{}", R"([{"op":"remove","path":"/a"}])");
        row("nested",
            R"({"o":{"x":{"y":1}}})",
            R"({"o":{"x":{"y":2}}})",
            R"([{"op":"replace","path":"/o/x/y","value":2}])");
        row("the whole", "1", "[1]", R"([{"op":"replace","path":"","value":[1]}])");
        row("another kind",
            R"({"a":[1]})",
            R"({"a":{"0":1}})",
            R"([{"op":"replace","path":"/a","value":{"0":1}}])");
        row("escaped path",
            R"({"a/b~c":1})",
            R"({"a/b~c":2})",
            R"([{"op":"replace","path":"/a~1b~0c","value":2}])");
        row("item inserted in the middle",
            "[1,2,3,4]",
            "[1,2,9,3,4]",
            R"([{"op":"add","path":"/2","value":9}])");
        row("item removed from the middle", "[1,2,3,4]", "[1,3,4]", R"([{"op":"remove","path":"/1"}])");
        row("appended",
            "[1]",
            "[1,2,3]",
            R"([{"op":"add","path":"/1","value":2},{"op":"add","path":"/2","value":3}])");
        row("cut off", "[1,2,3]", "[1]", R"([{"op":"remove","path":"/2"},{"op":"remove","path":"/1"}])");
        row("emptied", "[1]", "[]", R"([{"op":"remove","path":"/0"}])");
        row("filled", "[]", "[1]", R"([{"op":"add","path":"/0","value":1}])");
        row("inside an item",
            R"([{"n":1},{"n":2}])",
            R"([{"n":1},{"n":3}])",
            R"([{"op":"replace","path":"/1/n","value":3}])");
        row("repeats", "[1,1]", "[1,1,1]", R"([{"op":"add","path":"/2","value":1}])");
    }

    void as_json_patch()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, patch);
        const auto changes = diff(json(before.toStdString()), json(after.toStdString()));
        QCOMPARE(QByteArray::fromStdString(writeJson(toJsonPatch(changes))), patch);
    }

    void applying_the_difference_gives_the_other()
    {
        QVERIFY(rc::check("apply(a, diff(a, b)) == b, by our applier and by nlohmann's", [] {
            const Value before = *generate::value(4);
            const Value after = *generate::value(4);
            const auto changes = diff(before, after);
            Value ours = before;
            for (const Change& change : changes) {
                const auto there = valueAt(ours, change.path);
                if (change.kind != Change::Kind::Added) {
                    RC_ASSERT(there == change.before);
                }
                ours = applied(ours, change);
            }
            RC_ASSERT(ours == after);
            const auto theirs = nlohmann::json::parse(writeJson(before))
                                    .patch(nlohmann::json::parse(writeJson(toJsonPatch(changes))));
            RC_ASSERT(json(theirs.dump()) == json(nlohmann::json::parse(writeJson(after)).dump()));
            RC_ASSERT(changes.empty() == (before == after));
        }));
    }

    void small_edits_make_small_differences()
    {
        QVERIFY(rc::check("one member set in a nested map is one change at its path", [] {
            const std::string outer = *generate::key();
            const std::string inner = *generate::key();
            const Value before = (*generate::mapOf(2)).withMember(outer, *generate::mapOf(2));
            const Value marked = before.find(outer)->withMember(inner, Value::string("set by the test"));
            const auto changes = diff(before, before.withMember(outer, marked));
            RC_ASSERT(changes.size() == 1U);
            RC_ASSERT(changes.front().path == (ValuePath{outer, inner}));
            RC_ASSERT(changes.front().after == Value::string("set by the test"));
        }));
    }

    void shared_parts_are_not_walked()
    {
        // Doubles its size at each level by sharing: walked through, 2^60 items would take for ever.
        Value shared = Value::list({Value::integer(1)});
        for (int i = 0; i < 60; ++i) {
            shared = i % 2 == 0 ? Value::list({shared, shared})
                                : Value::map({{Value::string("a"), shared}, {Value::string("b"), shared}});
        }
        const Value before =
            Value::map({{Value::string("huge"), shared}, {Value::string("n"), Value::integer(1)}});
        const Value after = before.withMember("n", Value::integer(2));
        QCOMPARE(diff(before, after).size(), std::size_t{1});
        QVERIFY(!(before == after));
        QVERIFY(before == after.withMember("n", Value::integer(1)));
    }

    void shared_stretches_of_long_lists_are_not_walked()
    {
        Value huge = Value::list({Value::integer(1)});
        for (int i = 0; i < 60; ++i) {
            huge = Value::list({huge, huge});
        }
        const Value twin = Value::list({huge.at(0), huge.at(1)}); // equal to `huge`, and it shares its halves
        Value list = Value::emptyList();
        for (int i = 0; i < 100'000; ++i) {
            list = list.withAppended(i == 50'000 ? twin : huge);
        }
        const Value edited = list.withItem(99'999, Value()).withItem(3, Value());
        const auto changes = diff(list, edited);
        QCOMPARE(changes.size(), std::size_t{2});
        QCOMPARE(toJsonPointer(changes[0].path), std::string("/3"));
        QCOMPARE(toJsonPointer(changes[1].path), std::string("/99999"));
        QCOMPARE(diff(list, list.withAppended(Value())).size(), std::size_t{1});
    }

    void scattered_edits_of_long_lists_are_all_found()
    {
        QVERIFY(rc::check("the changed indexes are those edited, whatever the tree skips", [] {
            const auto size = *rc::gen::inRange<std::size_t>(1, 40'000);
            const Value list = Value::list(std::vector<Value>(size, Value::integer(0)));
            const auto edits =
                *rc::gen::container<std::set<std::size_t>>(rc::gen::inRange<std::size_t>(0, size));
            Value edited = list;
            for (const std::size_t index : edits) {
                edited = edited.withItem(index, Value::integer(1));
            }
            std::set<std::size_t> found;
            for (const Change& change : diff(list, edited)) {
                found.insert(std::get<std::size_t>(change.path.front()));
            }
            RC_ASSERT(found == edits);
            RC_ASSERT((list == edited) == edits.empty());
        }));
    }

    void a_path_leads_to_its_value_data()
    {
        QTest::addColumn<bool>("exists");
        QTest::newRow("present") << true;
        QTest::newRow("absent") << false;
    }

    void a_path_leads_to_its_value()
    {
        QFETCH(bool, exists);
        const Value root = json(R"({"lines":[{"sku":null}]})");
        const ValuePath path{std::string("lines"), std::size_t{exists ? 0U : 1U}, std::string("sku")};
        QCOMPARE(valueAt(root, path).has_value(), exists);
        QCOMPARE(valueAt(root, {std::string("lines"), std::string("sku")}).has_value(), false);
        QVERIFY(valueAt(root, {}) == root);
    }
};

QTEST_GUILESS_MAIN(DiffTest)
#include "tst_diff.moc"
