#include "engine/base/result.h"

#include <QtTest>

using namespace hindcast;

class ErrorText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::newRow("with place") << "a.json" << 3 << 7
                                    << "a.json:3:7: unexpected ']': correct the text there";
        QTest::newRow("line only") << "a.json" << 3 << 0
                                   << "a.json:3: unexpected ']': correct the text there";
        QTest::newRow("file only") << "a.json" << 0 << 0 << "a.json: unexpected ']': correct the text there";
        QTest::newRow("no place") << "" << 0 << 0 << "unexpected ']': correct the text there";
        QTest::newRow("no file") << "" << 2 << 1 << "2:1: unexpected ']': correct the text there";
    }

    void forms()
    {
        QFETCH(QString, file);
        QFETCH(int, line);
        QFETCH(int, column);
        QFETCH(QString, text);
        const Error error{ErrorCode::BadJson, {"unexpected ']'"}, {file.toStdString(), line, column}};
        QCOMPARE(QString::fromStdString(describe(error)), text);
    }

    void every_code_has_its_own_wording()
    {
        QSet<QByteArray> names;
        for (int code = 0; code <= static_cast<int>(ErrorCode::NotFound); ++code) {
            const std::string_view name = nameOf(static_cast<ErrorCode>(code));
            QVERIFY(!name.empty());
            names.insert(QByteArray(name.data(), static_cast<qsizetype>(name.size())));
        }
        QCOMPARE(names.size(), static_cast<int>(ErrorCode::NotFound) + 1);
    }

    void a_call_may_know_better_advice()
    {
        const auto advice = [](std::vector<std::string> args) {
            return QString::fromStdString(adviceFor({ErrorCode::FileUnreadable, std::move(args), {}}));
        };
        QCOMPARE(advice({"it is locked"}), QStringLiteral("check its permissions"));
        QCOMPARE(advice({"it is a folder", "name a file in it"}), QStringLiteral("name a file in it"));
    }

    void a_missing_argument_leaves_no_brace()
    {
        QCOMPARE(QString::fromStdString(reasonOf({ErrorCode::UnknownStream, {}, {}})),
            QStringLiteral("there is no stream ''"));
    }
};

QTEST_GUILESS_MAIN(ErrorText)
#include "tst_error_text.moc"
