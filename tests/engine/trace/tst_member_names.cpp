#include "engine/trace/member_names.h"
#include "engine/value/json.h"

#include <QtTest>

using namespace hindcast;

/// The fields of documents that nobody declared.
class MemberNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_of_all_documents_data()
    {
        QTest::addColumn<QString>("documents");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("names");
        QTest::newRow("one") << R"({"b":1,"a":2})"
                             << ""
                             << "a b";
        QTest::newRow("together") << R"({"b":1}|{"a":2}|{"b":""})"
                                  << ""
                                  << "a b";
        QTest::newRow("further in") << R"({"c":{"x":1}}|{"c":{"y":1}}|{"c":7})"
                                    << "c"
                                    << "x y";
        QTest::newRow("items") << R"({"l":[{"x":1},{"y":2}]})"
                               << "l.[]"
                               << "x y";
        QTest::newRow("a list is no object") << R"({"l":[{"x":1}]})"
                                             << "l"
                                             << "";
        QTest::newRow("never seen") << R"({"a":1})"
                                    << "b.c"
                                    << "";
        QTest::newRow("no object at all") << "7|[]|null"
                                          << ""
                                          << "";
    }
    void names_of_all_documents()
    {
        QFETCH(QString, documents);
        QFETCH(QString, path);
        QFETCH(QString, names);
        MemberNames known;
        for (const QString& document : documents.split(u'|')) {
            known.add(*readJson(document.toStdString()));
        }
        std::vector<std::string> steps;
        for (const QString& step : path.split(u'.', Qt::SkipEmptyParts)) {
            steps.push_back(step == QStringLiteral("[]") ? std::string() : step.toStdString());
        }
        QStringList found;
        for (const std::string& name : known.at(steps)) {
            found << QString::fromStdString(name);
        }
        QCOMPARE(found.join(u' '), names);
    }

    void keys_that_are_data_are_cut()
    {
        MemberNames known;
        std::string deep = "1";
        for (int i = 0; i < 50; ++i) {
            known.add(*readJson("{\"k" + std::to_string(i) + "\":0,\"n" + std::to_string(i * 7) + "\":1}"));
            deep = "{\"d\":" + deep + "}";
        }
        for (int i = 0; i < 1000; ++i) {
            known.add(*readJson("{\"id-" + std::to_string(i) + "\":0}"));
        }
        QCOMPARE(known.at({}).size(), MemberNames::maxNames);
        MemberNames nested;
        nested.add(*readJson(deep));
        QVERIFY(nested.at(std::vector<std::string>(MemberNames::maxDepth, "d")).empty());
        QCOMPARE(nested.at(std::vector<std::string>(MemberNames::maxDepth - 1, "d")).size(), 1U);
    }
};

QTEST_GUILESS_MAIN(MemberNamesTest)
#include "tst_member_names.moc"
