#include "engine/value/json.h"
#include "engine/value/weight.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace hindcast;

class WeightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_lies_inside_a_value_weighs_nothing()
    {
        for (const char* text : {"null", "true", "12345", "\"short\"", "1.5"}) {
            QCOMPARE(weightOf(readJson(text).value()), std::size_t{0});
        }
    }

    void a_node_weighs_what_it_holds()
    {
        QVERIFY(weightOf(Value::string(std::string(1'000, 'x'))) >= 1'000);
        QVERIFY(weightOf(Value::string(std::string(1'000, 'x'))) < 1'100);
        QVERIFY(weightOf(readJson("[1,2,3,4]").value()) >= 64);
        QVERIFY(weightOf(readJson(R"({"a":[1,2],"b":2})").value()) >= 2 * 32 + 2 * 16);
    }

    void an_edit_adds_what_it_does_not_share()
    {
        Value state = Value::emptyMap();
        for (int i = 0; i < 2'000; ++i) {
            state = state.withMember("member " + std::to_string(i), Value::string(std::string(100, 'x')));
        }
        const Value edited = state.withMember("member 7", Value::string(std::string(500, 'y')));
        QVERIFY(weightOf(state) > 200'000);
        QCOMPARE(weightBeyond(state, state), std::size_t{0});
        QVERIFY(weightBeyond(state, edited) >= 500);
        QVERIFY(weightBeyond(state, edited) < 5'000);
        QVERIFY(weightBeyond(Value(), edited) == weightOf(edited));
    }

    void an_edited_list_adds_its_path()
    {
        std::vector<Value> items(5'000, Value::string(std::string(100, 'x')));
        const Value list = Value::list(items);
        const Value edited = list.withItem(77, Value::string(std::string(500, 'y'))).withAppended(Value());
        QVERIFY(weightBeyond(list, edited) >= 500);
        QVERIFY(weightBeyond(list, edited) < 5'000);
    }

    void nothing_adds_more_than_its_own_weight()
    {
        QVERIFY(rc::check("weightBeyond(a, b) is weightOf(b) at most", [] {
            const Value a = *generate::value();
            const Value b = *generate::value();
            RC_ASSERT(weightBeyond(a, b) <= weightOf(b));
        }));
    }
};

QTEST_GUILESS_MAIN(WeightTest)
#include "tst_weight.moc"
