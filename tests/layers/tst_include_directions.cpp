#include "tests/support/corpus.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QtTest>

namespace {

/// What the files of a folder may include, by the longest folder prefix that matches. Quoted includes are
/// named by folder, system includes by the prefix of their name.
struct Rule {
    QString folder;
    QStringList mayUse;
    QStringList noSystem;
};

const QStringList noQt{QStringLiteral("Q")};
const QStringList noStore{QStringLiteral("sqlite3")};

const QList<Rule>& rules()
{
    static const QList<Rule> all{
        {QStringLiteral("engine/base/"), {QStringLiteral("engine/base/")}, noQt + noStore},
        {QStringLiteral("engine/value/"),
            {QStringLiteral("engine/base/"), QStringLiteral("engine/value/")},
            noQt + noStore},
        {QStringLiteral("engine/log/"),
            {QStringLiteral("engine/base/"), QStringLiteral("engine/value/"), QStringLiteral("engine/log/")},
            noQt},
        {QStringLiteral("engine/time/"),
            {QStringLiteral("engine/base/"), QStringLiteral("engine/log/"), QStringLiteral("engine/time/")},
            noQt},
        {QStringLiteral("engine/fold/"),
            {QStringLiteral("engine/base/"),
                QStringLiteral("engine/value/"),
                QStringLiteral("engine/log/"),
                QStringLiteral("engine/fold/")},
            noQt},
        {QStringLiteral("engine/expr/"),
            {QStringLiteral("engine/base/"), QStringLiteral("engine/value/"), QStringLiteral("engine/expr/")},
            noQt + noStore},
        {QStringLiteral("engine/io/"),
            {QStringLiteral("engine/base/"),
                QStringLiteral("engine/value/"),
                QStringLiteral("engine/log/"),
                QStringLiteral("engine/io/")},
            noQt + noStore},
        {QStringLiteral("engine/"), {QStringLiteral("engine/")}, noQt},
        {QStringLiteral("model/session/"),
            {QStringLiteral("engine/"), QStringLiteral("model/session/")},
            noStore
                + QStringList{QStringLiteral("QWidget"),
                    QStringLiteral("QtWidgets"),
                    QStringLiteral("QtGui")}},
        {QStringLiteral("model/"), {QStringLiteral("engine/"), QStringLiteral("model/")}, noQt + noStore},
        {QStringLiteral("views/"),
            {QStringLiteral("engine/"), QStringLiteral("model/session/"), QStringLiteral("views/")},
            noStore},
        {QStringLiteral("app/"),
            {QStringLiteral("engine/"),
                QStringLiteral("model/"),
                QStringLiteral("views/"),
                QStringLiteral("app/")},
            {}},
    };
    return all;
}

const Rule* ruleFor(const QString& file)
{
    for (const Rule& rule : rules()) {
        if (file.startsWith(rule.folder)) {
            return &rule;
        }
    }
    return nullptr;
}

bool startsWithAny(const QString& text, const QStringList& prefixes)
{
    return std::any_of(
        prefixes.begin(), prefixes.end(), [&](const QString& prefix) { return text.startsWith(prefix); });
}

/// Every include of the text that the file's folder may not have, one line each.
QStringList violations(const QString& file, const QString& text)
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s*([\"<])([^\">]+)"), QRegularExpression::MultilineOption);
    QStringList found;
    const Rule* rule = ruleFor(file);
    for (auto match = include.globalMatch(text); rule != nullptr && match.hasNext();) {
        const auto one = match.next();
        const bool quoted = one.captured(1) == QStringLiteral("\"");
        const QString target = one.captured(2);
        const bool bad =
            quoted ? !startsWithAny(target, rule->mayUse) : startsWithAny(target, rule->noSystem);
        if (bad) {
            found << file + QStringLiteral(" includes ") + target;
        }
    }
    return found;
}

} // namespace

class IncludeDirections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_checker_sees_what_is_wrong_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("engine down") << "engine/io/a.cpp"
                                     << "#include \"engine/log/b.h\"" << true;
        QTest::newRow("engine up") << "engine/log/a.cpp"
                                   << "#include \"engine/io/b.h\"" << false;
        QTest::newRow("engine to model") << "engine/io/a.cpp"
                                         << "#include \"model/session/b.h\"" << false;
        QTest::newRow("engine to Qt") << "engine/base/a.h"
                                      << "#include <QString>" << false;
        QTest::newRow("engine to std") << "engine/base/a.h"
                                       << "#include <string>" << true;
        QTest::newRow("model core to Qt") << "model/board/a.h"
                                          << "#include <QString>" << false;
        QTest::newRow("session to Qt") << "model/session/a.h"
                                       << "#include <QString>" << true;
        QTest::newRow("session to widgets") << "model/session/a.h"
                                            << "#include <QWidget>" << false;
        QTest::newRow("session to views") << "model/session/a.h"
                                          << "#include \"views/log/b.h\"" << false;
        QTest::newRow("views to store") << "views/log/a.cpp"
                                        << "#include <sqlite3.h>" << false;
        QTest::newRow("views to session") << "views/log/a.cpp"
                                          << "#include \"model/session/b.h\"" << true;
        QTest::newRow("views to app") << "views/log/a.cpp"
                                      << "#include \"app/b.h\"" << false;
        QTest::newRow("product to tests") << "app/a.cpp"
                                          << "#include \"tests/support/b.h\"" << false;
    }

    void the_checker_sees_what_is_wrong()
    {
        QFETCH(QString, file);
        QFETCH(QString, line);
        QFETCH(bool, allowed);
        QCOMPARE(violations(file, line).isEmpty(), allowed);
    }

    void arrows_point_down()
    {
        const QDir top(sourceFile(u"."));
        QStringList found;
        int files = 0;
        for (const QString& folder : {QStringLiteral("app"),
                 QStringLiteral("views"),
                 QStringLiteral("model"),
                 QStringLiteral("engine")}) {
            QDirIterator it(top.filePath(folder),
                {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                QDir::Files,
                QDirIterator::Subdirectories);
            while (it.hasNext()) {
                QFile file(it.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                found += violations(top.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
                ++files;
            }
        }
        QVERIFY(files > 0);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(IncludeDirections)
#include "tst_include_directions.moc"
