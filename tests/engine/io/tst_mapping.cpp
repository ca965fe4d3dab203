#include "engine/io/mapping_guess.h"
#include "tests/engine/io/record_log.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace hindcast;

namespace {

FieldMapping mappingOf(const QString& arguments)
{
    FieldMapping mapping;
    for (const QString& argument : arguments.split(u' ', Qt::SkipEmptyParts)) {
        if (const Result<void> parsed = parseMappingArgument(argument.toStdString(), mapping); !parsed) {
            qWarning("%s", describe(parsed.error()).c_str());
        }
    }
    return mapping;
}

QString argumentsOf(const FieldMapping& mapping)
{
    QStringList arguments;
    for (const Field field : allFields) {
        if (!mapping.of(field).empty()) {
            arguments << RecordLog::view(nameOf(field)) + u'=' + QString::fromStdString(mapping.of(field));
        }
    }
    return arguments.join(u' ');
}

/// Collects statistics as the recognition does.
class StatisticsSink final : public RecordSink {
public:
    bool record(const Record& record) override
    {
        statistics.add(record);
        return true;
    }
    bool problem(Error) override { return true; }
    FieldStatistics statistics;
};

} // namespace

class Mapping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void maps_records_data()
    {
        QTest::addColumn<QString>("mapping");
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QString>("event");
        const auto row = [](const char* name, const char* mapping, const char* record, const char* event) {
            QTest::newRow(name) << QString::fromUtf8(mapping) << QByteArray(record)
                                << QString::fromUtf8(event);
        };
        row("nothing mapped", "", "{\"a\": 1}", "log(log) event data={\"a\":1}");
        row("a scalar", "", "[5]", "log(log) event data=5");
        row("the rest is the data",
            "stream=s type=t",
            "{\"s\":\"order-1\",\"t\":\"Placed\",\"x\":[1, 2]}",
            "order-1 Placed data={\"x\":[1,2]}");
        row("with data the rest is the meta",
            "type=t data=d",
            "{\"t\":\"P\",\"d\":{\"a\":1},\"u\":\"me\"}",
            "log(log) P data={\"a\":1} meta={\"u\":\"me\"}");
        row("meta joins the rest",
            "data=d meta=m",
            "{\"m\":{\"b\":2},\"d\":1,\"u\":0}",
            "log(log) event data=1 meta={\"u\":0,\"b\":2}");
        row("meta that is no object", "meta=m", "{\"m\":7}", "log(log) event data={} meta={\"meta\":7}");
        row("data that is not there", "data=d", "{\"u\":0}", "log(log) event data=null meta={\"u\":0}");
        row("a path",
            "stream=repo.name",
            "{\"repo\":{\"id\":1,\"name\":\"a/b\"}}",
            "a/b event data={\"repo\":{\"id\":1,\"name\":\"a/b\"}}");
        row("a path into an array",
            "type=l.1.k",
            "{\"l\":[{},{\"k\":\"K\"}]}",
            "log(log) K data={\"l\":[{},{\"k\":\"K\"}]}");
        row("an index past the end", "type=l.2", "{\"l\":[1,2]}", "log(log) event data={\"l\":[1,2]}");
        row("a whole name with a dot",
            "type=a.b",
            "{\"a.b\":\"x\",\"a\":{\"b\":\"y\"}}",
            "log(log) x data={\"a\":{\"b\":\"y\"}}");
        row("an escaped dot",
            "type=a\\.b.c",
            "{\"a.b\":{\"c\":\"z\"}}",
            "log(log) z data={\"a.b\":{\"c\":\"z\"}}");
        row("joined", "stream=t+i", "{\"t\":\"order\",\"i\":7,\"x\":1}", "order-7 event data={\"x\":1}");
        row("joined, one missing", "stream=t+i", "{\"t\":\"order\"}", "log(log) event data={}");
        row("a fixed text", "stream==all category==c\\+d type=t", "{\"t\":\"T\"}", "all(c+d) T data={}");
        row("number and boolean", "id=i type=b", "{\"i\":17,\"b\":true}", "log(log) true id=17 data={}");
        row("null is not there", "id=i", "{\"i\":null}", "log(log) event data={\"i\":null}");
        row("an object is no name", "type=t", "{\"t\":{\"a\":1}}", "log(log) event data={\"t\":{\"a\":1}}");
        row("escapes are undone", "type=t", "{\"t\":\"\\u00e4\\n\"}", "log(log) \xC3\xA4\n data={}");
        row("date-time",
            "time=t",
            "{\"t\":\"1970-01-01T00:00:01Z\"}",
            "log(log) event time=1970-01-01T00:00:01Z us=1000000 data={}");
        row("no zone",
            "time=t",
            "{\"t\":\"1970-01-01 00:00:01\"}",
            "log(log) event time=1970-01-01 00:00:01 us=1000000 assumed data={}");
        row("epoch milliseconds",
            "time=t",
            "{\"t\":1700000000123}",
            "log(log) event time=1700000000123 us=1700000000123000 data={}");
        row("seconds with a fraction",
            "time=t",
            "{\"t\":1700000000.25}",
            "log(log) event time=1700000000.25 us=1700000000250000 data={}");
        row("another notation",
            "time=t",
            "{\"t\":\"Thu, 01 Jan 1970 00:00:01 GMT\"}",
            "log(log) event time=Thu, 01 Jan 1970 00:00:01 GMT us=1000000 data={}");
        row("day or month", "time=t", "{\"t\":\"03/04/2026\"}", "log(log) event time=03/04/2026 data={}");
        row("no time at all", "time=t", "{\"t\":\"soon\"}", "log(log) event time=soon data={}");
        row(".NET type",
            "type=$type",
            "{\"$type\":\"A.B.Placed, Shop\"}",
            "log(log) Placed data={} meta={\"$type\":\"A.B.Placed, Shop\"}");
        row("a comma is no .NET type", "type=t", "{\"t\":\"Hello, World\"}", "log(log) Hello, World data={}");
        row("all of them",
            "stream=s category=c type=t time=w id=i correlation=k causation=z data=d meta=m",
            "{\"s\":\"S\",\"c\":\"C\",\"t\":\"T\",\"w\":\"1970-01-01T00:00:00Z\",\"i\":\"I\",\"k\":\"K\","
            "\"z\":\"Z\",\"d\":[],\"m\":{}}",
            "S(C) T time=1970-01-01T00:00:00Z us=0 id=I corr=K caus=Z data=[]");
    }

    void maps_records()
    {
        QFETCH(QString, mapping);
        QFETCH(QByteArray, record);
        QFETCH(QString, event);
        Result<std::unique_ptr<EventMapper>> mapper = makeFieldMapper(mappingOf(mapping));
        QVERIFY(mapper.ok());
        QCOMPARE(readText(&readJsonDocument, record.toStdString(), mapper->get()), QStringList{event});
    }

    void groups_are_numbered()
    {
        Result<std::unique_ptr<EventMapper>> mapper =
            makeFieldMapper(mappingOf(QStringLiteral("stream==trip+#")));
        QVERIFY(mapper.ok());
        QCOMPARE(readText(&readJsonDocument, "[[{}],[{}]]", mapper->get()),
            (QStringList{QStringLiteral("trip-1 event data={}"), QStringLiteral("trip-2 event data={}")}));
    }

    void guesses_data()
    {
        QTest::addColumn<QByteArray>("records");
        QTest::addColumn<QString>("mapping");
        const auto row = [](const char* name, const char* records, const char* mapping) {
            QTest::newRow(name) << QByteArray(records) << QString::fromUtf8(mapping);
        };
        row("an event store's export",
            "[{\"event_id\":\"1\",\"stream_name\":\"order-1\",\"event_type\":\"Placed\",\"created_at\":"
            "\"2020-01-01T00:00:00Z\",\"data\":{\"a\":1},\"metadata\":{\"$correlationId\":\"c\",\"$"
            "causationId\":\"d\"}}]",
            "stream=stream_name type=event_type time=created_at id=event_id "
            "correlation=metadata.$correlationId causation=metadata.$causationId data=data meta=metadata");
        row("names in capitals",
            "[{\"EventId\":\"1\",\"AggregateId\":\"7\",\"AggregateType\":\"Order\",\"EventType\":\"P\","
            "\"OccurredAt\":\"2020-01-01\"},"
            "{\"EventId\":\"2\",\"AggregateId\":\"7\",\"AggregateType\":\"Order\",\"EventType\":\"P\","
            "\"OccurredAt\":\"2020-01-01\"}]",
            "stream=AggregateId category=AggregateType type=EventType time=OccurredAt id=EventId");
        row("an order's id",
            "[{\"orderId\":4,\"action\":\"pay\",\"ts\":1700000000000},{\"orderId\":4,\"action\":\"ship\","
            "\"ts\":1700000000001}]",
            "stream=orderId category==order type=action time=ts");
        row("by repetition",
            "[{\"deviceId\":\"a\",\"userId\":\"u\",\"x\":1},{\"deviceId\":\"b\",\"userId\":\"u\",\"x\":2},{"
            "\"deviceId\":\"a\",\"userId\":\"u\",\"x\":3}]",
            "stream=deviceId category==device");
        row("an id that repeats is the entity's",
            "[{\"id\":1,\"type\":\"a\"},{\"id\":2,\"type\":\"a\"},{\"id\":1,\"type\":\"b\"}]",
            "stream=id type=type");
        row("an id that repeats once by chance is no entity's",
            "[{\"taskId\":1,\"type\":\"a\"},{\"taskId\":2,\"type\":\"a\"},{\"taskId\":3,\"type\":\"a\"},"
            "{\"taskId\":4,\"type\":\"a\"},{\"taskId\":5,\"type\":\"a\"},{\"taskId\":6,\"type\":\"a\"},"
            "{\"taskId\":7,\"type\":\"a\"},{\"taskId\":8,\"type\":\"a\"},{\"taskId\":9,\"type\":\"a\"},"
            "{\"taskId\":9,\"type\":\"b\"}]",
            "type=type");
        row("a time by its shape",
            "[{\"happened\":\"2020-01-01 10:00:00\",\"note\":\"x\"}]",
            "time=happened");
        row("times that are half readable",
            "[{\"time\":\"2020-01-01\",\"x\":1},{\"time\":\"early\",\"x\":1},{\"time\":\"late\",\"x\":2}]",
            "time=time");
        row("half readable, no telling name",
            "[{\"when\":\"2020-01-01\"},{\"when\":\"later\"}]",
            "time=when");
        row("a readable one before a named one",
            "[{\"time\":\"2020-01-01\",\"w\":\"2020-01-01\"},{\"time\":\"a\",\"w\":\"2020-01-02\"}]",
            "time=w");
        row("dates whose order some of them tell",
            "[{\"when\":\"03/04/2026\"},{\"when\":\"24/04/2026\"},{\"when\":\"01/02/2026\"}]",
            "time=when");
        row("dates that tell no order", "[{\"when\":\"03/04/2026\"},{\"when\":\"05/06/2026\"}]", "");
        row("nothing to see", "[{\"a\":1},{\"a\":2}]", "");
        row("scalars", "[1,2,3]", "");
    }

    void guesses()
    {
        QFETCH(QByteArray, records);
        QFETCH(QString, mapping);
        StatisticsSink sink;
        auto source = ByteSource::ofText(records.toStdString());
        QVERIFY(source.ok());
        QVERIFY(readJsonDocument(**source, sink).ok());
        std::vector<std::string> doubts;
        QCOMPARE(argumentsOf(guessMapping(sink.statistics, doubts)), mapping);
        QCOMPARE(doubts.empty(),
            mapping.contains(u"stream=") && mapping.contains(u"type=") && mapping.contains(u"time="));
    }

    void category_follows_the_stream_that_is_given_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("category");
        QTest::newRow("none given") << ""
                                    << "=order";
        QTest::newRow("the one that would be guessed") << "stream=orderId"
                                                       << "=order";
        QTest::newRow("another field") << "stream=customerId"
                                       << "=customer";
        QTest::newRow("its values tell") << "stream=parcel"
                                         << "";
        QTest::newRow("a fixed text") << "stream==all"
                                      << "";
        QTest::newRow("of two parts") << "stream=orderId+customerId"
                                      << "";
    }

    void category_follows_the_stream_that_is_given()
    {
        QFETCH(QString, given);
        StatisticsSink sink;
        auto source = ByteSource::ofText(
            R"([{"orderId":4,"customerId":9,"parcel":"parcel-1","action":"pay","ts":1700000000000},)"
            R"({"orderId":4,"customerId":8,"parcel":"parcel-1","action":"ship","ts":1700000000001}])");
        QVERIFY(source.ok());
        QVERIFY(readJsonDocument(**source, sink).ok());
        std::vector<std::string> doubts;
        const FieldMapping mapping = guessMapping(sink.statistics, doubts, mappingOf(given));
        QTEST(QString::fromStdString(mapping.of(Field::Category)), "category");
        QVERIFY(doubts.empty());
    }

    void what_is_given_is_no_doubt()
    {
        StatisticsSink sink;
        auto source = ByteSource::ofText(R"([{"a":1},{"a":2}])");
        QVERIFY(source.ok());
        QVERIFY(readJsonDocument(**source, sink).ok());
        std::vector<std::string> doubts;
        guessMapping(sink.statistics, doubts, mappingOf(QStringLiteral("stream=a type==seen time=a")));
        QVERIFY(doubts.empty());
    }

    void refuses_arguments_with_advice_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QString>("text");
        const QString advice =
            QStringLiteral(": write field=path, where field is one of stream, category, type, "
                           "time, id, correlation, causation, data, meta");
        QTest::newRow("no sign") << QStringLiteral("stream")
                                 << QStringLiteral("'stream' has no '='") + advice;
        QTest::newRow("unknown") << QStringLiteral("steam=a")
                                 << QStringLiteral("there is no field 'steam'") + advice;
        QTest::newRow("no path") << QStringLiteral("stream=")
                                 << QStringLiteral("'stream=' names no path") + advice;
        QTest::newRow("empty part")
            << QStringLiteral("stream=a+")
            << QStringLiteral("'a+' is not a path: write names joined by dots, such as repo.name");
    }

    void refuses_arguments_with_advice()
    {
        QFETCH(QString, argument);
        QFETCH(QString, text);
        FieldMapping mapping;
        const Result<void> parsed = parseMappingArgument(argument.toStdString(), mapping);
        QVERIFY(!parsed.ok());
        QCOMPARE(QString::fromStdString(describe(parsed.error())), text);
        QVERIFY(mapping == FieldMapping());
    }

    void profiles_round_trip()
    {
        QVERIFY(rc::check("fromJson(toJson(mapping)) == mapping", [] {
            FieldMapping mapping;
            for (const Field field : allFields) {
                mapping.of(field) =
                    *rc::gen::container<std::string>(rc::gen::element('a', '"', '.', 'b', '\n', '='));
            }
            const Result<MappingProfile> read = mappingFromJson(mappingToJson(mapping, "csv"));
            bool usable = true;
            for (const Field field : allFields) {
                usable = usable && FieldSource::parse(mapping.of(field)).ok();
            }
            RC_ASSERT(read.ok() == usable);
            if (usable) {
                RC_ASSERT(read->format == "csv");
                RC_ASSERT(read->mapping == mapping);
            }
        }));
    }

    void damaged_profiles_are_refused()
    {
        for (const char* json : {"",
                 "[]",
                 "{",
                 "{}",
                 "{\"format\":1,\"mapping\":{}}",
                 "{\"format\":\"csv\",\"mapping\":[]}",
                 "{\"format\":\"csv\",\"mapping\":{\"steam\":\"a\"}}",
                 "{\"format\":\"csv\",\"mapping\":{\"type\":1}}",
                 "{\"format\":\"csv\",\"mapping\":{}} x"}) {
            const Result<MappingProfile> read = mappingFromJson(json);
            QVERIFY2(!read.ok(), json);
            QCOMPARE(read.error().code, ErrorCode::BadMapping);
        }
    }

    void a_names_path_means_that_name()
    {
        QVERIFY(rc::check("find(pathOf(name)) is the member", [] {
            const auto name = *rc::gen::nonEmpty(
                rc::gen::container<std::string>(rc::gen::element('a', '.', '+', '\\', '=', '#')));
            JsonMembers members;
            members.list.push_back({name, {"1", JsonKind::Number, false, false}});
            const Record record{{{}, JsonKind::Object, false, false}, members, 1, 1, 0};
            const Result<FieldSource> source = FieldSource::parse(pathOf(name));
            RC_ASSERT(source.ok());
            std::string text;
            RC_ASSERT(source->appendText(record, text));
            RC_ASSERT(text == "1");
        }));
    }
};

QTEST_GUILESS_MAIN(Mapping)
#include "tst_mapping.moc"
