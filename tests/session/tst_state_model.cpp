#include "engine/value/json.h"
#include "model/session/state_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <rapidcheck.h>

using namespace hindcast;

namespace {

Value json(const char* text)
{
    auto value = readJson(text);
    return value ? *value : Value::string("not JSON");
}

/// The whole tree as text, a row a line: what a person would see with everything open.
QString printed(const StateModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex name = model.index(row, StateModel::NameColumn, parent);
        const QModelIndex value = model.index(row, StateModel::ValueColumn, parent);
        text += QString(depth, u' ') + name.data().toString() + u'=' + value.data().toString() + u'\n'
            + printed(model, name, depth + 1);
    }
    return text;
}

QString printedAnew(const Value& value)
{
    StateModel model;
    model.setState(value, {});
    return printed(model);
}

void show(StateModel& model, const Value& before, const Value& after)
{
    model.setState(after, diff(before, after));
}

/// Small documents of few keys, so that steps from one to the next keep, move, add and drop rows.
rc::Gen<Value> document(int depth)
{
    const auto scalar = rc::gen::map(rc::gen::inRange(0, 9), [](int n) {
        return n == 0 ? Value::null()
            : n < 3   ? Value::boolean(n == 1)
            : n < 6   ? Value::integer(n)
                      : Value::string(std::to_string(n));
    });
    if (depth == 0) {
        return scalar;
    }
    const auto child = document(depth - 1);
    const auto list = rc::gen::map(rc::gen::resize(4, rc::gen::container<std::vector<Value>>(child)),
        [](std::vector<Value> items) { return Value::list(std::move(items)); });
    using Pairs = std::vector<std::pair<int, Value>>;
    const auto map = rc::gen::map(
        rc::gen::resize(6, rc::gen::container<Pairs>(rc::gen::pair(rc::gen::inRange(0, 6), child))),
        [](const Pairs& pairs) {
            Value out = Value::emptyMap();
            for (const auto& pair : pairs) {
                out = out.withMember(std::string(1, static_cast<char>('a' + pair.first)), pair.second);
            }
            return out;
        });
    return rc::gen::oneOf(scalar, list, map, map);
}

} // namespace

class StateModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shows_kinds_as_a_tree();
    void shows_a_state_that_is_no_map();
    void marks_what_the_last_event_changed();
    void remembers_the_value_before();
    void touches_only_rows_that_differ();
    void keeps_indexes_of_rows_that_stay();
    void finds_rows_by_path();
    void any_step_ends_in_the_new_tree();
};

void StateModelTest::shows_kinds_as_a_tree()
{
    const Value state =
        json(R"({"status":"paid","lines":[{"sku":"A-77","qty":1}],"total":45.480,"note":null})");
    QCOMPARE(printedAnew(state),
        QStringLiteral("status=\"paid\"\nlines=1 item\n [0]=2 fields\n  sku=\"A-77\"\n  qty=1\n"
                       "total=45.480\nnote=null\n"));
}

void StateModelTest::shows_a_state_that_is_no_map()
{
    QCOMPARE(printedAnew(json("42")), QStringLiteral("value=42\n"));
    QCOMPARE(printedAnew(json("[7,8]")), QStringLiteral("[0]=7\n[1]=8\n"));
    StateModel model;
    model.setState(json("42"), {});
    QVERIFY(model.pathOf(model.index(0, 0)).empty());
}

void StateModelTest::marks_what_the_last_event_changed()
{
    StateModel model;
    show(model, json(R"({"a":1,"b":{"c":1,"d":1}})"), json(R"({"a":1,"b":{"c":2,"d":1},"e":[1]})"));
    const auto changed = [&](const ValuePath& path) {
        return model.indexOf(path).data(StateModel::ChangedRole).toBool();
    };
    QVERIFY(!changed({std::string("a")}));
    QVERIFY(!changed({std::string("b")}));
    QVERIFY(model.indexOf({std::string("b")}).data(StateModel::HoldsChangeRole).toBool());
    QVERIFY(!model.indexOf({std::string("a")}).data(StateModel::HoldsChangeRole).toBool());
    QVERIFY(changed({std::string("b"), std::string("c")}));
    QVERIFY(!changed({std::string("b"), std::string("d")}));
    QVERIFY(changed({std::string("e")}));
    QVERIFY2(changed({std::string("e"), std::size_t{0}}), "what lies in a new part is new");
}

void StateModelTest::remembers_the_value_before()
{
    StateModel model;
    show(model, json(R"({"a":1})"), json(R"({"a":2,"b":3})"));
    QCOMPARE(model.indexOf({std::string("a")}).data(StateModel::BeforeRole).toString(), QStringLiteral("1"));
    QVERIFY(model.indexOf({std::string("b")}).data(StateModel::BeforeRole).isNull());
}

void StateModelTest::touches_only_rows_that_differ()
{
    Value wide = Value::emptyMap();
    for (int i = 0; i < 1000; ++i) {
        wide = wide.withMember("field" + std::to_string(i), Value::integer(i));
    }
    StateModel model;
    model.setState(wide, {});
    QCOMPARE(model.rowCount(), 1000);
    const auto before = model.rowsTouched();
    model.setState(wide.withMember("field500", Value::integer(-1)), {});
    QCOMPARE(model.rowsTouched() - before, 1);
    const auto between = model.rowsTouched();
    model.setState(wide.withMember("field500", Value::integer(-1)).withMember("new", Value::null()), {});
    QCOMPARE(model.rowsTouched() - between, 1);
}

void StateModelTest::keeps_indexes_of_rows_that_stay()
{
    StateModel model;
    model.setState(json(R"({"a":1,"b":{"c":1},"d":4})"), {});
    const QPersistentModelIndex kept = model.indexOf({std::string("b"), std::string("c")});
    const QPersistentModelIndex gone = model.indexOf({std::string("a")});
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setState(json(R"({"z":0,"b":{"x":9,"c":2},"d":4})"), {});
    QVERIFY(kept.isValid());
    QVERIFY(!gone.isValid());
    QCOMPARE(kept.sibling(kept.row(), StateModel::ValueColumn).data().toString(), QStringLiteral("2"));
    QCOMPARE(resets.count(), 0);
}

void StateModelTest::finds_rows_by_path()
{
    StateModel model;
    model.setState(json(R"({"lines":[{"sku":"A"},{"sku":"B"}]})"), {});
    const ValuePath path{std::string("lines"), std::size_t{1}, std::string("sku")};
    const QModelIndex index = model.indexOf(path);
    QCOMPARE(index.siblingAtColumn(StateModel::ValueColumn).data().toString(), QStringLiteral("\"B\""));
    QVERIFY(model.pathOf(index) == path);
    QVERIFY(!model.indexOf({std::string("lines"), std::size_t{2}}).isValid());
}

void StateModelTest::any_step_ends_in_the_new_tree()
{
    const bool held = rc::check("a tree reached by steps is the tree made at once", [] {
        StateModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Value shown = Value::emptyMap();
        const auto steps = *rc::gen::resize(8, rc::gen::container<std::vector<Value>>(document(3)));
        for (const Value& next : steps) {
            if (*rc::gen::arbitrary<bool>()) {
                printed(model); // everything has been looked at
            }
            show(model, shown, next);
            RC_ASSERT(printed(model).toStdString() == printedAnew(next).toStdString());
            shown = next;
        }
    });
    QVERIFY(held);
}

QTEST_GUILESS_MAIN(StateModelTest)
#include "tst_state_model.moc"
