#include "model/session/bookmarks.h"

#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace hindcast;

class BookmarksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("HindcastTest"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_bookmarks"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

    void toggling_adds_in_order_and_removes()
    {
        Bookmarks marks;
        QSignalSpy changed(&marks, &Bookmarks::changed);
        marks.toggle(Position{30});
        marks.toggle(Position{10});
        marks.toggle(Position{20});
        marks.toggle(Position{10});
        QCOMPARE(marks.all().size(), 2);
        QCOMPARE(marks.all()[0].position, Position{20});
        QCOMPARE(marks.all()[1].position, Position{30});
        QVERIFY(!marks.contains(Position{10}));
        QCOMPARE(changed.count(), 4);
    }

    void neighbours_are_strictly_before_and_after()
    {
        Bookmarks marks;
        for (const int position : {10, 20, 30}) {
            marks.toggle(Position{position});
        }
        QCOMPARE(marks.neighbour(Position{20}, 1), Position{30});
        QCOMPARE(marks.neighbour(Position{20}, -1), Position{10});
        QCOMPARE(marks.neighbour(Position{25}, -1), Position{20});
        QVERIFY(!marks.neighbour(Position{30}, 1));
        QVERIFY(!marks.neighbour(Position{10}, -1));
    }

    void each_project_keeps_its_own()
    {
        {
            Bookmarks marks;
            marks.setProject(QStringLiteral("/a.hindcast"));
            marks.toggle(Position{7});
            marks.setLabel(Position{7}, QStringLiteral("before the retry"));
            marks.setProject(QStringLiteral("/b.hindcast"));
            QVERIFY(marks.all().empty());
        }
        Bookmarks again;
        again.setProject(QStringLiteral("/a.hindcast"));
        QCOMPARE(again.all().size(), 1);
        QCOMPARE(again.all()[0].position, Position{7});
        QCOMPARE(again.all()[0].label, QStringLiteral("before the retry"));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(BookmarksTest)
#include "tst_bookmarks.moc"
