#include "views/dialogs/file_dialog.h"
#include "views/theme/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace hindcast;

/// The question for files.
class FileDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeChoice::Light); }

    void every_kind_of_log_is_shown_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a.hindcast",
                 "a.json",
                 "a.ndjson",
                 "a.jsonl",
                 "a.csv",
                 "a.tsv",
                 "a.txt",
                 "a.xes",
                 "a.xml",
                 "a.json.gz",
                 "a.csv.gz",
                 "a.xes.gz"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void every_kind_of_log_is_shown()
    {
        QFETCH(QString, name);
        const auto shows = [&](const QString& filter) {
            const QString patterns = filter.section(u'(', 1).chopped(1);
            return QDir::match(patterns.split(u' '), name);
        };
        const QStringList filters = logFilters();
        QVERIFY(shows(filters.first()));
        // One of its own format, and all files.
        QCOMPARE(std::count_if(filters.begin() + 1, filters.end(), shows), 2);
        QVERIFY(
            !QDir::match(filters.first().section(u'(', 1).chopped(1).split(u' '), QStringLiteral("a.png")));
    }

    void the_dialog_looks_like_the_window()
    {
        QFileDialog dialog;
        dress(dialog);
        QVERIFY(!dialog.isSizeGripEnabled());
        const auto* buttons = dialog.findChild<QDialogButtonBox*>();
        QVERIFY(buttons != nullptr);
        QVERIFY(buttons->button(QDialogButtonBox::Open)->property("primary").toBool());
        QVERIFY(buttons->button(QDialogButtonBox::Cancel)->icon().isNull());
    }
};

QTEST_MAIN(FileDialogTest)
#include "tst_file_dialog.moc"
