#include "model/session/event_vocabulary.h"
#include "tests/support/open_session.h"

#include <QtTest>

using namespace hindcast;

namespace {

QString joined(const std::vector<std::string>& names)
{
    QStringList all;
    for (const std::string& name : names) {
        all << QString::fromStdString(name);
    }
    return all.join(u' ');
}

/// Thousands of one type, and a single one of another in their midst.
std::vector<SampleEvent> mostlyAlike()
{
    std::vector<SampleEvent> events;
    for (int i = 0; i < 3000; ++i) {
        events.push_back(happened("stock-" + std::to_string(i % 90), "StockReserved", R"({"units":2})"));
    }
    events[2000] = happened("order-1", "OrderPlaced", R"({"customer":{"name":"Ada"},"lines":[{"sku":"A"}]})");
    events[2000].meta = R"({"host":"a1"})";
    return events;
}

} // namespace

/// What expressions over a log can be completed with.
class EventVocabularyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fields_of_rare_types_are_in_the_sample()
    {
        OpenSession session(mostlyAlike());
        EventVocabulary vocabulary(session->host());
        const expr::KnownValues known = vocabulary.known();
        QCOMPARE(joined(known.members({"event", "data"})), QString());
        QSignalSpy ready(&vocabulary, &EventVocabulary::ready);
        vocabulary.prepare();
        vocabulary.prepare();
        QVERIFY(ready.wait());
        QCOMPARE(joined(known.members({"event", "data"})), QStringLiteral("customer lines units"));
        QCOMPARE(joined(known.members({"event", "data", "lines", ""})), QStringLiteral("sku"));
        QCOMPARE(joined(known.members({"event", "meta"})), QStringLiteral("host"));
        QCOMPARE(joined(known.members({"other", "data"})), QString());
        vocabulary.prepare();
        QVERIFY2(!ready.wait(50) && ready.count() == 1, "it is read once");
    }

    void types_and_streams_are_texts()
    {
        OpenSession session(mostlyAlike());
        const EventVocabulary vocabulary(session->host());
        const expr::KnownValues known = vocabulary.known();
        QCOMPARE(joined(known.texts({"event", "type"}, "")), QStringLiteral("StockReserved OrderPlaced"));
        QCOMPARE(joined(known.texts({"event", "type"}, "ord")), QStringLiteral("OrderPlaced"));
        QCOMPARE(joined(known.texts({"event", "stream"}, "ORDER")), QStringLiteral("order-1"));
        QCOMPARE(known.texts({"event", "stream"}, "").size(), EventVocabulary::mostTexts);
        QCOMPARE(joined(known.texts({"event", "id"}, "")), QString());
    }

    void another_project_has_its_own()
    {
        OpenSession session(mostlyAlike());
        EventVocabulary vocabulary(session->host());
        QSignalSpy ready(&vocabulary, &EventVocabulary::ready);
        vocabulary.prepare();
        QVERIFY(ready.wait());
        session->host().close();
        QCOMPARE(joined(vocabulary.known().members({"event", "data"})), QString());
        vocabulary.prepare(); // nothing is open: nothing to read
        const SampleProject other({happened("a-1", "A", R"({"only":1})")});
        QSignalSpy opened(&session->host(), &ProjectHost::opened);
        session->host().open(other.path());
        QVERIFY(opened.wait());
        vocabulary.prepare();
        QVERIFY(ready.wait());
        QCOMPARE(joined(vocabulary.known().members({"event", "data"})), QStringLiteral("only"));
    }
};

QTEST_GUILESS_MAIN(EventVocabularyTest)
#include "tst_event_vocabulary.moc"
