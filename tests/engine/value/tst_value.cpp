#include "engine/value/json.h"
#include "engine/value/value.h"

#include <QtTest>

#include <thread>

using namespace hindcast;

namespace {

Value json(const char* text)
{
    return readJson(text).value();
}

} // namespace

class ValueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scalars_keep_what_they_are_given()
    {
        QVERIFY(Value().isNull());
        QCOMPARE(Value::boolean(true).asBool(), true);
        QCOMPARE(Value::integer(std::numeric_limits<std::int64_t>::min()).asInt(),
            std::numeric_limits<std::int64_t>::min());
        QCOMPARE(Value::real(0.1).asDouble(), 0.1);
    }

    void asked_of_another_kind_accessors_answer_nothing()
    {
        const Value text = Value::string("7");
        QCOMPARE(text.asInt(), 0);
        QCOMPARE(text.asDouble(), 0.0);
        QVERIFY(!text.asBool());
        QVERIFY(Value::integer(7).text().empty());
        QCOMPARE(text.size(), std::size_t{0});
        QVERIFY(!text.find("7"));
        QVERIFY(text.at(0).isNull());
    }

    void texts_of_every_length_come_back()
    {
        for (std::size_t length = 0; length < 40; ++length) {
            const std::string text(length, 'x');
            const Value value = Value::string(text);
            const Value copy = value;
            QCOMPARE(copy.text(), std::string_view(text));
            QVERIFY(copy == Value::string(text));
            QVERIFY(!(copy == Value::string(text + "y")));
        }
    }

    void a_text_may_hold_any_byte()
    {
        const std::string text("a\0b\xff", 4);
        QCOMPARE(Value::string(text).text(), std::string_view(text));
    }

    void copies_share_and_moves_leave_null()
    {
        Value first = json(R"({"name":"a text that needs a node"})");
        const Value copy = first;
        QVERIFY(copy.sharesWith(first));
        const Value moved = std::move(first);
        QVERIFY(moved.sharesWith(copy));
        first = moved;
        first = *&first;
        QVERIFY(first == copy);
    }

    void equality_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<bool>("equal");
        const auto row = [](const char* left, const char* right, bool equal) {
            QTest::addRow("%s | %s", left, right) << QByteArray(left) << QByteArray(right) << equal;
        };
        row("null", "null", true);
        row("null", "false", false);
        row("true", "false", false);
        row("0", "false", false);
        row("1", "\"1\"", false);
        row("[]", "{}", false);
        row("[]", "[]", true);
        row("[1,2]", "[1,2]", true);
        row("[1,2]", "[2,1]", false);
        row("[1,2]", "[1,2,3]", false);
        row("[1.0]", "[1]", true);
        row(R"({"a":1,"b":2})", R"({"b":2,"a":1})", true);
        row(R"({"a":1,"b":2})", R"({"a":1})", false);
        row(R"({"a":1})", R"({"b":1})", false);
        row(R"({"a":null})", "{}", false);
        row(R"({"a":{"b":[1,{"c":"long enough to need a node"}]}})",
            R"({"a":{"b":[1,{"c":"long enough to need a node"}]}})",
            true);
    }

    void equality()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(bool, equal);
        QCOMPARE(json(left) == json(right), equal);
        QCOMPARE(json(right) == json(left), equal);
    }

    void sharing_is_not_equality()
    {
        const Value a = json("[1]");
        const Value b = json("[1]");
        QVERIFY(a == b);
        QVERIFY(!a.sharesWith(b));
        QVERIFY(Value::string("short").sharesWith(Value::string("short")));
        QVERIFY(!Value::integer(1).sharesWith(Value::boolean(true)));
    }

    void dropping_a_very_deep_value_needs_no_stack()
    {
        Value deep;
        for (int i = 0; i < 2'000'000; ++i) {
            deep = i % 2 == 0 ? Value::list({deep}) : Value::map({{Value::string("in"), deep}});
        }
        QCOMPARE(deep.size(), std::size_t{1});
        deep = Value();
        QVERIFY(deep.isNull());
    }

    void threads_may_copy_and_drop_what_they_share()
    {
        Value shared =
            json(R"({"list":[1,2,"a text that needs a node"],"map":{"a":{"b":"another long text here"}}})");
        const std::string before = writeJson(shared);
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([shared] {
                Value mine;
                for (int i = 0; i < 20'000; ++i) {
                    mine = shared.withMember("list", *shared.find("map"));
                    const Value item = shared.find("list")->at(2);
                    mine = mine.withMember("item", item);
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(writeJson(shared), before);
    }
};

QTEST_GUILESS_MAIN(ValueTest)
#include "tst_value.moc"
