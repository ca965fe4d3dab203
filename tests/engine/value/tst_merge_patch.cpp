#include "engine/value/json.h"
#include "engine/value/merge_patch.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

using namespace hindcast;

namespace {

Value json(const std::string& text)
{
    return readJson(text).value();
}

} // namespace

class MergePatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examples_of_the_rfc_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("patch");
        QTest::addColumn<QByteArray>("merged");
        const auto row = [](const char* target, const char* patch, const char* merged) {
            QTest::addRow("%s + %s", target, patch)
                << QByteArray(target) << QByteArray(patch) << QByteArray(merged);
        };
        row(R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})");
        row(R"({"a":"b"})", R"({"a":null})", R"({})");
        row(R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})");
        row(R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})");
        row(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})");
        row(R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})");
        row(R"(["a","b"])", R"(["c","d"])", R"(["c","d"])");
        row(R"({"a":"b"})", R"(["c"])", R"(["c"])");
        row(R"({"a":"foo"})", R"(null)", R"(null)");
        row(R"({"a":"foo"})", R"("bar")", R"("bar")");
        row(R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})");
        row(R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})");
        row(R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})");
        row(R"({"n":1})", R"({"n":1.0})", R"({"n":1.0})");
        row(R"({"a":1,"b":2})", R"({"b":3,"a":4})", R"({"a":4,"b":3})");
        row(R"({"a":1,"b":2})", R"({"a":null,"c":3,"b":null})", R"({"c":3})");
        row(R"({"a":[null]})", R"({"b":[null]})", R"({"a":[null],"b":[null]})");
    }

    void examples_of_the_rfc()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, patch);
        QFETCH(QByteArray, merged);
        const Value result = mergePatch(json(target.toStdString()), json(patch.toStdString()));
        QCOMPARE(QByteArray::fromStdString(writeJson(result)), merged);
    }

    void agrees_with_another_implementation()
    {
        QVERIFY(rc::check("mergePatch(t, p) is what nlohmann's merge_patch gives", [] {
            const Value target = *generate::value(4);
            const Value patch = *generate::value(4);
            auto theirs = nlohmann::json::parse(writeJson(target));
            theirs.merge_patch(nlohmann::json::parse(writeJson(patch)));
            const Value ours = mergePatch(target, patch);
            RC_ASSERT(json(nlohmann::json::parse(writeJson(ours)).dump()) == json(theirs.dump()));
        }));
    }

    void what_changes_nothing_returns_the_target_itself()
    {
        QVERIFY(rc::check("merging again changes nothing", [] {
            const Value target = *generate::mapOf(3);
            const Value once = mergePatch(target, *generate::mapOf(3));
            const Value copy = json(writeJson(once));
            const Value again = mergePatch(once, mergePatch(Value::emptyMap(), copy));
            // A null that the target held already isn't in the patch, so nothing can differ.
            RC_ASSERT(again.sharesWith(once));
        }));
    }

    void untouched_members_stay_shared()
    {
        const Value target = json(R"({"big":{"x":[1,2,3]},"n":1})");
        const Value merged = mergePatch(target, json(R"({"n":2})"));
        QVERIFY(merged.find("big")->sharesWith(*target.find("big")));
        const Value same = mergePatch(target, json(R"({"big":{"x":[1,2,3]},"gone":null})"));
        QVERIFY(same.sharesWith(target));
    }

    void growing_past_one_flat_node_keeps_order()
    {
        Value merged = Value::emptyMap();
        std::string expected = "{";
        for (int i = 0; i < 100; ++i) {
            const std::string key = "key" + std::to_string(i);
            merged = mergePatch(merged, Value::map({{Value::string(key), Value::integer(i)}}));
            expected += (i > 0 ? ",\"" : "\"") + key + "\":" + std::to_string(i);
        }
        QCOMPARE(writeJson(merged), expected + "}");
    }
};

QTEST_GUILESS_MAIN(MergePatchTest)
#include "tst_merge_patch.moc"
