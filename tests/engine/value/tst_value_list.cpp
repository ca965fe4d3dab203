#include "engine/value/value.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace hindcast;

namespace {

std::vector<Value> itemsOf(const Value& list)
{
    std::vector<Value> items;
    list.forEachItem([&items](std::size_t index, const Value& item) {
        RC_ASSERT(index == items.size());
        items.push_back(item);
    });
    return items;
}

Value counted(std::size_t size)
{
    Value list = Value::emptyList();
    for (std::size_t i = 0; i < size; ++i) {
        list = list.withAppended(Value::integer(static_cast<std::int64_t>(i)));
    }
    return list;
}

} // namespace

class ValueListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void behaves_like_a_vector()
    {
        QVERIFY(rc::check("edits agree with std::vector and leave old versions alone", [] {
            const auto first = *rc::gen::container<std::vector<Value>>(generate::scalar());
            std::vector<Value> model = first;
            Value list = Value::list(first);
            const int edits = *rc::gen::inRange(0, 120);
            for (int i = 0; i < edits; ++i) {
                const Value item = *generate::scalar();
                const Value old = list;
                const std::vector<Value> oldModel = model;
                if (model.empty() || *rc::gen::inRange(0, 3) > 0) {
                    model.push_back(item);
                    list = list.withAppended(item);
                } else {
                    const auto index = *rc::gen::inRange<std::size_t>(0, model.size());
                    model[index] = item;
                    list = list.withItem(index, item);
                }
                RC_ASSERT(old.size() == oldModel.size());
                if (i % 16 == 0) {
                    RC_ASSERT(itemsOf(old) == oldModel);
                }
            }
            RC_ASSERT(itemsOf(list) == model);
            RC_ASSERT(list == Value::list(model));
            for (std::size_t i = 0; i < model.size(); ++i) {
                RC_ASSERT(list.at(i) == model[i]);
            }
        }));
    }

    void every_size_over_the_tree_s_steps_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0,
                 1,
                 31,
                 32,
                 33,
                 63,
                 64,
                 65,
                 1023,
                 1024,
                 1025,
                 1055,
                 1056,
                 1057,
                 1088,
                 1089,
                 32768,
                 32800,
                 32801,
                 40000}) {
            QTest::addRow("%d", size) << size;
        }
    }

    void every_size_over_the_tree_s_steps()
    {
        QFETCH(int, size);
        const auto count = static_cast<std::size_t>(size);
        const Value appended = counted(count);
        std::vector<Value> items;
        for (std::size_t i = 0; i < count; ++i) {
            items.push_back(Value::integer(static_cast<std::int64_t>(i)));
        }
        const Value built = Value::list(items);
        QCOMPARE(appended.size(), count);
        QVERIFY(appended == built);
        QVERIFY(appended.withAppended(Value()) == built.withAppended(Value()));
        for (std::size_t i = 0; i < count; i += 1 + count / 100) {
            QCOMPARE(appended.at(i).asInt(), static_cast<std::int64_t>(i));
            const Value edited = built.withItem(i, Value::string("new"));
            QVERIFY(edited.at(i) == Value::string("new"));
            QVERIFY(!(edited == built));
            QVERIFY(edited.withItem(i, Value::integer(static_cast<std::int64_t>(i))) == appended);
        }
    }

    void an_edit_shares_what_it_leaves_alone()
    {
        Value list = Value::emptyList();
        const Value item = Value::string("an item that has a node of its own");
        for (int i = 0; i < 5000; ++i) {
            list = list.withAppended(item);
        }
        const Value edited = list.withItem(77, Value::integer(1));
        QVERIFY(edited.at(4999).sharesWith(list.at(4999)));
        QVERIFY(list.at(77).sharesWith(item));
    }

    void an_index_past_the_end_changes_nothing()
    {
        const Value list = counted(40);
        QVERIFY(list.withItem(40, Value()).sharesWith(list));
        QVERIFY(list.at(40).isNull());
        QVERIFY(Value::integer(1).withAppended(Value()) == Value::integer(1));
    }
};

QTEST_GUILESS_MAIN(ValueListTest)
#include "tst_value_list.moc"
