#include "engine/io/generate.h"
#include "engine/log/log_writer.h"
#include "tests/e2e/window_fixture.h"
#include "tests/support/loop_watch.h"
#include "views/dialogs/import_band.h"
#include "views/log/filter_bar.h"
#include "views/timeline/timeline_view.h"
#include "views/window/import_flow.h"
#include "views/window/workspace.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <random>

using namespace hindcast;

namespace {

constexpr std::int64_t events = 1'000'000;
constexpr double mostMs = 100;
constexpr qint64 mostMsToCancel = 200;

WatchedApplication& application()
{
    return *static_cast<WatchedApplication*>(qApp);
}

} // namespace

/// The window with a million events: no event is handled longer than 100 ms, and who cancels is heard at
/// once. Runs alone (see CMakeLists.txt), since it asserts times, as a watchdog must.
class Watchdog : public QObject {
    Q_OBJECT

private:
    /// Ends what was watched under that name.
    void checkLongest(const char* during)
    {
        const WatchedApplication::Turn turn = application().takeLongest();
        qInfo("%s: longest turn %.0f ms (%.0f ms by the clock), %s",
            during,
            turn.ms,
            turn.wallMs,
            qPrintable(turn.what));
        QVERIFY2(turn.ms <= mostMs, during);
    }
    ImportFlow& import() { return *m_user->window().findChild<ImportFlow*>(); }
    bool startImport()
    {
        m_user->drop({m_log});
        QTest::qWait(100); // the sheet of the import before may still be there
        if (!m_user->awaitSheet()) {
            return false;
        }
        m_user->press(Qt::Key_Return);
        return import().isRunning();
    }

    std::unique_ptr<WindowFixture> m_user;
    QString m_log;
    std::mt19937 m_random{20261124};

private Q_SLOTS:
    void initTestCase()
    {
        m_user = std::make_unique<WindowFixture>();
        m_log = m_user->folder() + QStringLiteral("/log.ndjson");
        QVERIFY(generateLog({events, 100'000, 7}, m_log.toStdString()).ok());
        application().takeLongest();
    }

    void cleanupTestCase() { m_user.reset(); }

    void an_import_is_cancelled_at_any_moment()
    {
        const QDir folder(m_user->folder());
        const auto files = [&] { return folder.entryList(QDir::Files | QDir::Hidden); };
        const QStringList before = files();
        auto* band = m_user->window().findChild<ImportBand*>();
        const auto isIndexing = [band] { return band->text().contains(QStringLiteral("indexes")); };
        constexpr int whileIndexing = 60'000;
        for (const int moment : {0, 40, 700, 2000, whileIndexing}) {
            QVERIFY(startImport());
            (void)QTest::qWaitFor(isIndexing, moment + static_cast<int>(m_random() % 50));
            QVERIFY(import().isRunning());
            QElapsedTimer watch;
            watch.start();
            const bool indexing = isIndexing();
            band->findChild<QPushButton*>()->click();
            QVERIFY(QTest::qWaitFor([this] { return !import().isRunning(); }, 10'000));
            qInfo("cancelled %s: answered in %lld ms",
                indexing ? "while indexing" : qPrintable(QStringLiteral("after %1 ms").arg(moment)),
                static_cast<long long>(watch.elapsed()));
            QVERIFY(watch.elapsed() <= mostMsToCancel);
            QCOMPARE(files(), before);
        }
        checkLongest("cancelling");
    }

    void importing()
    {
        QVERIFY(startImport());
        QVERIFY(QTest::qWaitFor([this] { return !import().isRunning(); }, 280'000));
        QVERIFY(m_user->awaitOpen());
        QTest::qWait(300);
        QCOMPARE(m_user->last().value, events);
        checkLongest("importing and opening");
    }

    void scrubbing()
    {
        TimeCursor& cursor = m_user->session().cursor();
        m_user->session().selection().setStream(StreamId{1});
        for (int i = 0; i < 200; ++i) {
            cursor.setPosition(Position{static_cast<std::int64_t>(m_random() % events) + 1});
            QTest::qWait(5);
        }
        for (int i = 0; i < 50; ++i) {
            m_user->press(i % 3 == 0 ? Qt::Key_Left : Qt::Key_Right);
        }
        checkLongest("jumps and steps");

        auto* view = m_user->window().findChild<TimelineView*>();
        const QPoint middle = view->rect().center();
        QTest::mousePress(view, Qt::LeftButton, {}, middle);
        for (int i = 0; i < 100; ++i) {
            QTest::mouseMove(view, middle + QPoint(i, 0));
            QTest::qWait(2);
        }
        QTest::mouseRelease(view, Qt::LeftButton, {}, middle + QPoint(100, 0));
        checkLongest("dragging the playhead");

        cursor.play();
        QTest::qWait(1500);
        cursor.pause();
        checkLongest("playing");
    }

    void searching()
    {
        m_user->press(Qt::Key_Slash);
        m_user->type(QStringLiteral("declined"));
        m_user->press(Qt::Key_Return);
        QVERIFY(QTest::qWaitFor(
            [this] {
                return m_user->session().filter().isActive() && !m_user->session().filter().isSearching();
            },
            60'000));
        QTest::qWait(200);
        checkLongest("searching a text");
        m_user->session().filter().setQuery(QStringLiteral("type:OrderCreated"));
        QVERIFY(QTest::qWaitFor([this] { return !m_user->session().filter().isSearching(); }, 60'000));
        QTest::qWait(200);
        checkLongest("filtering by type");
        m_user->session().filter().setQuery({});
        QTest::qWait(200);
        checkLongest("ending the filter");
    }

    void following()
    {
        m_user->window().workspace().focusLog();
        m_user->press(Qt::Key_End);
        QCOMPARE(m_user->position().value, events);
        const auto writer = LogWriter::open(m_user->session().host().path().toStdString());
        QVERIFY(writer.ok());
        NewEvent event;
        event.type = "OrderCreated";
        event.data = "{}";
        const std::vector<NewEvent> some(500, event);
        for (int i = 0; i < 5; ++i) {
            QVERIFY((*writer)->append(mainBranch, "order-1", ExpectedVersion::any(), some).ok());
            QTest::qWait(600);
        }
        QVERIFY(QTest::qWaitFor([this] { return m_user->position().value == events + 2500; }, 10'000));
        checkLongest("following");
    }
};

int main(int argc, char** argv)
{
    WatchedApplication application(argc, argv);
    Watchdog test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_watchdog.moc"
