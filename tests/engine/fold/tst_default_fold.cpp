#include "engine/fold/fold.h"
#include "engine/value/json.h"

#include <QtTest>

using namespace hindcast;

class DefaultFoldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One row a history: types and payloads one by one, then the state and whether it is marked deleted.
    void histories_data()
    {
        QTest::addColumn<QStringList>("events");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<bool>("deleted");
        const auto row = [](const char* name, const QStringList& events, const char* state, bool deleted) {
            QTest::newRow(name) << events << QByteArray(state) << deleted;
        };
        const auto text = [](const char* latin) { return QString::fromLatin1(latin); };
        row("members merge",
            {text(R"(Placed {"id":7,"total":9.50})"), text(R"(Paid {"total":9.00,"paid":true})")},
            R"({"id":7,"total":9.00,"paid":true})",
            false);
        row("null removes",
            {text(R"(Placed {"a":1,"b":{"c":2,"d":3}})"), text(R"(Changed {"a":null,"b":{"c":null}})")},
            R"({"b":{"d":3}})",
            false);
        row("deletion keeps the last state",
            {text(R"(Placed {"a":1})"), text(R"(OrderDeleted {"why":"test"})")},
            R"({"a":1,"why":"test"})",
            true);
        row("a later event revives",
            {text(R"(Placed {"a":1})"), text(R"(Deleted {})"), text(R"(Restored {"b":2})")},
            R"({"a":1,"b":2})",
            false);
        row("no payload", {text(R"(Placed {"a":1})"), text("Touched ")}, R"({"a":1})", false);
        row("null payload", {text(R"(Placed {"a":1})"), text("Touched null")}, R"({"a":1})", false);
        row("nothing but no payload", {text("Touched ")}, "{}", false);
        row("a payload that is no object", {text(R"(Placed {"a":1})"), text("Set [1,2]")}, "[1,2]", false);
        row("an object after that", {text("Set [1,2]"), text(R"(Placed {"a":1})")}, R"({"a":1})", false);
    }

    void histories()
    {
        QFETCH(QStringList, events);
        QFETCH(QByteArray, state);
        QFETCH(bool, deleted);
        EntityState present;
        std::int64_t version = 0;
        for (const QString& event : events) {
            const std::string type = event.section(QLatin1Char(' '), 0, 0).toStdString();
            const std::string data = event.section(QLatin1Char(' '), 1).toStdString();
            ++version;
            auto next = defaultFold().apply(present, {type, Position{10 * version}, Version{version}, data});
            QVERIFY(next.ok());
            present = next.value();
        }
        QCOMPARE(present.version.value, version);
        QCOMPARE(present.position.value, 10 * version);
        QCOMPARE(present.deleted, deleted);
        QCOMPARE(QByteArray::fromStdString(writeJson(present.state)), state);
    }

    void a_payload_that_is_no_json_is_a_fault_with_its_position()
    {
        const auto next = defaultFold().apply({}, {"Placed", Position{77}, Version{1}, "{\"a\":1,}"});
        QVERIFY(!next.ok());
        QCOMPARE(next.error().code, ErrorCode::FoldFault);
        QCOMPARE(QString::fromStdString(reasonOf(next.error())),
            QStringLiteral(
                "the event at position 77 can't be folded: its payload is no JSON: unexpected '}', "
                "expected string literal at line 1, column 8"));
    }

    void the_state_before_stays_as_it_was()
    {
        EntityState before;
        before.version = Version{1};
        before.state = readJson(R"({"a":1,"kept":{"x":[1]}})").value();
        const auto after = defaultFold().apply(before, {"Changed", Position{2}, Version{2}, R"({"a":2})"});
        QVERIFY(after.ok());
        QCOMPARE(writeJson(before.state), std::string(R"({"a":1,"kept":{"x":[1]}})"));
        QVERIFY(after->state.find("kept")->sharesWith(*before.state.find("kept")));
    }
};

QTEST_GUILESS_MAIN(DefaultFoldTest)
#include "tst_default_fold.moc"
