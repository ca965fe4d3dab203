#include "tests/engine/io/record_log.h"

#include <QtTest>

using namespace hindcast;

class EventMappers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_attributes_data()
    {
        QTest::addColumn<QByteArray>("attributes");
        QTest::addColumn<QString>("event");
        const auto row = [](const char* name, const char* attributes, const char* event) {
            QTest::newRow(name)
                << QByteArray(
                       "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/shop/orders\",\"type\":\"t\"")
                    + (*attributes != '\0' ? "," : "") + attributes + "}"
                << QString::fromUtf8(event);
        };
        row("the least", "", "orders t id=i data=null meta={\"source\":\"/shop/orders\"}");
        row("subject and data",
            "\"subject\":\"order-1\",\"data\":{\"a\": [1]}",
            "order-1 t id=i data={\"a\":[1]} meta={\"source\":\"/shop/orders\"}");
        row("data of any kind",
            "\"subject\":\"s\",\"data\":12.50",
            "s t id=i data=12.50 meta={\"source\":\"/shop/orders\"}");
        row("base64",
            "\"subject\":\"s\",\"data_base64\":\"AA==\"",
            "s t id=i data=\"AA==\" meta={\"source\":\"/shop/orders\",\"data_base64\":true}");
        row("time",
            "\"subject\":\"s\",\"time\":\"1970-01-01T00:00:01Z\"",
            "s t time=1970-01-01T00:00:01Z us=1000000 id=i data=null meta={\"source\":\"/shop/orders\"}");
        row("correlation",
            "\"subject\":\"s\",\"correlationid\":\"k\",\"causationid\":\"z\"",
            "s t id=i corr=k caus=z data=null meta={\"source\":\"/shop/orders\"}");
        row("extensions in their order",
            "\"subject\":\"s\",\"x\":1,\"dataschema\":\"u:s\",\"b\":true",
            "s t id=i data=null "
            "meta={\"source\":\"/shop/orders\",\"x\":1,\"dataschema\":\"u:s\",\"b\":true}");
        row("null is not there",
            "\"subject\":null,\"data\":null,\"x\":null",
            "orders t id=i data=null meta={\"source\":\"/shop/orders\"}");
        row("category",
            "\"subject\":\"7\",\"hindcastcategory\":\"box\"",
            "7(box) t id=i data=null meta={\"source\":\"/shop/orders\"}");
        row("filled in by an export", "\"subject\":\"s\",\"hindcastabsent\":\"id source\"", "s t data=null");
        row("time as it was written",
            "\"subject\":\"s\",\"time\":\"1970-01-01T00:00:01Z\",\"hindcasttime\":\"1 s\"",
            "s t time=1 s us=1000000 id=i data=null meta={\"source\":\"/shop/orders\"}");
        row("more meta",
            "\"subject\":\"s\",\"hindcastmeta\":\"{\\\"A\\\":{}}\"",
            "s t id=i data=null meta={\"source\":\"/shop/orders\",\"A\":{}}");
        row("more meta that is none",
            "\"subject\":\"s\",\"hindcastmeta\":\"x\"",
            "s t id=i data=null meta={\"source\":\"/shop/orders\",\"hindcastmeta\":\"x\"}");
    }

    void reads_attributes()
    {
        QFETCH(QByteArray, attributes);
        QFETCH(QString, event);
        Result<std::unique_ptr<EventMapper>> mapper = makeCloudEventMapper({});
        QVERIFY(mapper.ok());
        QCOMPARE(readText(&readJsonDocument, attributes.toStdString(), mapper->get()), QStringList{event});
    }

    void names_what_is_wrong_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* record, const char* problem) {
            QTest::newRow(record) << QByteArray(record)
                                  << QStringLiteral("1:1!not a CloudEvent: ") + QString::fromUtf8(problem);
        };
        row("7", "the record is no object");
        row("{}", "the attributes specversion, id, source, type are missing");
        row("{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\"}", "the attribute type is missing");
        row("{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"t\",\"data\":1,\"data_"
            "base64\":\"AQ==\"}",
            "it has both data and data_base64, which exclude each other");
        row("{\"specversion\":\"1.0\",\"id\":null,\"source\":\"s\",\"type\":\"t\"}",
            "the attribute id is missing");
        row("{\"specversion\":\"1.0\",\"id\":5,\"source\":\"\",\"type\":\"t\"}",
            "id, source must be texts with at least one character");
        row("{\"specversion\":\"0.3\",\"id\":\"i\",\"source\":\"s\",\"type\":\"t\"}",
            "its specversion is \"0.3\", what is read is 1.0");
    }

    void names_what_is_wrong()
    {
        QFETCH(QByteArray, record);
        QFETCH(QString, problem);
        Result<std::unique_ptr<EventMapper>> mapper = makeCloudEventMapper({});
        QVERIFY(mapper.ok());
        QCOMPARE(readText(&readJsonLines, record.toStdString(), mapper->get()), QStringList{problem});
    }

    void given_sources_stand_over_the_attributes()
    {
        FieldMapping given;
        given.of(Field::Stream) = "data.order";
        given.of(Field::Category) = "=order";
        Result<std::unique_ptr<EventMapper>> mapper = makeCloudEventMapper(given);
        QVERIFY(mapper.ok());
        QCOMPARE(readText(&readJsonDocument,
                     "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"t\",\"data\":{"
                     "\"order\":7}}",
                     mapper->get()),
            QStringList{QStringLiteral("7(order) t id=i data={\"order\":7} meta={\"source\":\"s\"}")});
    }

    void xes_attributes_have_their_roles_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* event, const char* expected) {
            QTest::newRow(name) << QByteArray(event) << QString::fromUtf8(expected);
        };
        row("names, time and lifecycle",
            "<trace><string key='concept:name' value='A1'/><event><string key='concept:name' value='Pay'/>"
            "<date key='time:timestamp' value='1970-01-01T00:00:01'/>"
            "<string key='lifecycle:transition' value='complete'/><string key='org:resource' "
            "value='Pete'/></event></trace>",
            "A1(case) Pay time=1970-01-01T00:00:01 us=1000000 assumed "
            "data={\"lifecycle:transition\":\"complete\"} meta={\"org:resource\":\"Pete\"}");
        row("a name that tells its category",
            "<trace><string key='concept:name' value='order-7'/><event/></trace>",
            "order-7 event data={}");
        row("trace and log attributes",
            "<string key='origin' value='csv'/><trace><int key='concept:name' value='3'/><int key='n' "
            "value='9'/><event/></trace>",
            "3(case) event data={} meta={\"case:n\":9,\"log:origin\":\"csv\"}");
        row("an event outside traces",
            "<event><string key='concept:name' value='x'/><id key='identity:id' value='u'/></event>",
            "log(log) x id=u data={}");
        row("a name with attributes of its own",
            "<event><string key='concept:name' value='x'><int key='w' value='1'/></string></event>",
            "log(log) x data={\"concept:name\":{\"value\":\"x\",\"attributes\":{\"w\":1}}}");
    }

    void xes_attributes_have_their_roles()
    {
        QFETCH(QByteArray, event);
        QFETCH(QString, expected);
        Result<std::unique_ptr<EventMapper>> mapper = makeXesMapper({});
        QVERIFY(mapper.ok());
        QCOMPARE(readText(&readXes, "<log>" + event.toStdString() + "</log>", mapper->get()),
            QStringList{expected});
    }
};

QTEST_GUILESS_MAIN(EventMappers)
#include "tst_event_mappers.moc"
