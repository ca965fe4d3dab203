#include "model/session/difference_model.h"
#include "model/session/entity_model.h"
#include "model/session/field_history_model.h"
#include "model/session/log_model.h"
#include "model/session/state_model.h"
#include "tests/e2e/user_test.h"
#include "tests/support/corpus.h"
#include "views/dialogs/go_to_popup.h"
#include "views/inspector/difference_pane.h"
#include "views/inspector/envelope_view.h"
#include "views/inspector/event_pane.h"
#include "views/inspector/state_pane.h"
#include "views/inspector/state_tree_view.h"
#include "views/log/filter_bar.h"
#include "views/log/log_pane.h"
#include "views/panels/entity_list_view.h"
#include "views/panels/entity_pane.h"
#include "views/timeline/timeline_pane.h"
#include "views/timeline/timeline_view.h"
#include "views/window/dock_area.h"
#include "views/window/link_button.h"
#include "views/window/message_bar.h"
#include "views/window/past_banner.h"
#include "views/window/reference_banner.h"
#include "views/window/top_bar.h"
#include "views/window/workspace.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hindcast;

/// The journeys of a user through the real window: open a log, scrub, explain.
class JourneyTest : public UserTest {
    Q_OBJECT

private Q_SLOTS:
    void j1_a_dropped_log_is_recognised_imported_and_opened_data()
    {
        QTest::addColumn<QString>("log");
        QTest::addColumn<QString>("format");
        QTest::addColumn<qint64>("events");
        QTest::addColumn<qint64>("streams");
        QTest::newRow("CSV") << "csv/running-example.csv"
                             << "CSV" << qint64{42} << qint64{6};
        QTest::newRow("XES") << "xes/08_receipt.xes.gz"
                             << "XES" << qint64{8577} << qint64{1434};
        QTest::newRow("JSON") << "github/github_events.json"
                              << "JSON" << qint64{30} << qint64{29};
        QTest::newRow("sample") << ""
                                << "CloudEvents" << qint64{2000} << qint64{-1};
    }
    void j1_a_dropped_log_is_recognised_imported_and_opened()
    {
        QFETCH(QString, log);
        QFETCH(QString, format);
        QFETCH(qint64, events);
        QFETCH(qint64, streams);
        const QString source =
            log.isEmpty() ? sourceFile(u"resources/samples/orders.ndjson") : corpusFile(log);
        if (source.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        MainWindow& window = m_user->window();
        m_user->drop({m_user->copyOf(source)});
        QVERIFY(m_user->awaitSheet());
        auto* formats = window.findChild<QComboBox*>(QStringLiteral("formatChoice"));
        QVERIFY2(formats->currentText().contains(format), qPrintable(formats->currentText()));
        auto* preview = window.findChild<QTableView*>(QStringLiteral("previewTable"));
        QCOMPARE(preview->model()->rowCount(), 20);

        m_user->press(Qt::Key_Return);
        QVERIFY(m_user->awaitOpen());
        QCOMPARE(m_user->last().value, events);
        if (streams >= 0) {
            QCOMPARE(static_cast<qint64>(m_user->session().columns()->streamsByBirth().size()), streams);
        }
        QCOMPARE(static_cast<qint64>(window.workspace().log().model()->rowCount()), events);
        QVERIFY(window.windowTitle().contains(QStringLiteral(".hindcast")));
        QVERIFY(!window.workspace().banner().isVisible());
    }

    void j2_keys_step_and_the_banner_tells_the_way_back()
    {
        QVERIFY(openSample());
        const std::int64_t last = m_user->last().value;
        QCOMPARE(m_user->position().value, last);
        const PastBanner& banner = m_user->window().workspace().banner();

        m_user->press(Qt::Key_Left);
        QCOMPARE(m_user->position().value, last - 1);
        QVERIFY(banner.isVisible());
        QVERIFY(banner.text().contains(QStringLiteral("1,999 of 2,000")));
        m_user->press(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(m_user->position().value, last - 11);
        m_user->press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_user->position().value, last - 1);
        m_user->press(Qt::Key_Home);
        QCOMPARE(m_user->position().value, 1);
        m_user->press(Qt::Key_Right);
        QCOMPARE(m_user->position().value, 2);

        auto* back = banner.findChild<QAbstractButton*>();
        m_user->click(back, back->rect().center());
        QCOMPARE(m_user->position().value, last);
        QVERIFY(!banner.isVisible());
    }

    void j2_stepping_stays_in_the_stream_and_follows_causes()
    {
        QVERIFY(openSample());
        m_user->session().cursor().jumpTo(Position{1});
        const auto columns = m_user->session().columns();
        const auto own = columns->positionsOf(columns->stream(Position{1}));
        QVERIFY(own.size() > 2);
        m_user->press(Qt::Key_Period);
        QCOMPARE(m_user->position().value, std::int64_t{own[1]});
        m_user->press(Qt::Key_Comma);
        QCOMPARE(m_user->position().value, std::int64_t{own[0]});
        // The sample's second event was caused by its first.
        m_user->press(Qt::Key_BracketRight);
        QVERIFY(m_user->awaitPosition(2));
        m_user->press(Qt::Key_BracketLeft);
        QVERIFY(m_user->awaitPosition(1));
    }

    void j2_goes_to_positions_times_and_ids_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("position");
        QTest::newRow("position") << "1,386" << qint64{1386};
        QTest::newRow("relative") << "-10" << qint64{1990};
        QTest::newRow("share") << "50%" << qint64{1000};
        QTest::newRow("time") << "2026-11-20 07:00:10" << qint64{1};
        QTest::newRow("id") << "01a1f7c1-4180-71dc-99d6-53e5b2b22148" << qint64{1};
    }
    void j2_goes_to_positions_times_and_ids()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, position);
        QVERIFY(openSample());
        m_user->press(Qt::Key_G, Qt::ControlModifier);
        QVERIFY(m_user->window().goTo().isVisible());
        m_user->type(typed);
        m_user->press(Qt::Key_Return);
        QVERIFY(m_user->awaitPosition(position));
        QVERIFY(!m_user->window().goTo().isVisible());
        m_user->press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_user->position().value, 2000);
        m_user->press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_user->position().value, position);
    }

    void j2_what_a_time_means_is_said_below_the_field_data()
    {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<QString>("said");
        const QByteArray early = R"({"order":"o-1","what":"Made","time":"2026-11-20T10:00:00Z"})";
        const QByteArray late = R"({"order":"o-1","what":"Paid","time":"2026-11-23T10:00:00Z"})";
        QTest::newRow("in the order of its times")
            << early + '\n' + late << "the last event that was recorded at or before";
        QTest::newRow("out of order") << late + '\n' + early << "not in the order of its times";
        QTest::newRow("without times")
            << QByteArray(R"({"order":"o-1","what":"Made"})") << "No event of this log has a time";
    }
    void j2_what_a_time_means_is_said_below_the_field()
    {
        QFETCH(QByteArray, log);
        QFETCH(QString, said);
        QVERIFY(m_user->importLog(m_user->write(QStringLiteral("orders.ndjson"), log + '\n')));
        m_user->press(Qt::Key_G, Qt::ControlModifier);
        const GoToPopup& popup = m_user->window().goTo();
        QVERIFY2(popup.message().contains(said), qPrintable(popup.message()));
        m_user->type(QStringLiteral("2026-11-21"));
        QVERIFY2(popup.message().contains(said), qPrintable(popup.message()));
    }

    void j2_an_unknown_id_is_said_below_the_field()
    {
        QVERIFY(openSample());
        m_user->press(Qt::Key_G, Qt::ControlModifier);
        m_user->type(QStringLiteral("nobody-7"));
        m_user->press(Qt::Key_Return);
        const GoToPopup& popup = m_user->window().goTo();
        QTRY_VERIFY(popup.message().contains(QStringLiteral("No event has the id \"nobody-7\"")));
        QVERIFY(popup.isVisible());
        m_user->press(Qt::Key_Escape);
        QVERIFY(!popup.isVisible());
        QCOMPARE(m_user->position().value, 2000);
    }

    void j2_plays_and_a_drag_of_the_playhead_stops_it()
    {
        QVERIFY(openSample());
        TimeCursor& cursor = m_user->session().cursor();
        m_user->press(Qt::Key_Home);
        cursor.setSpeed(100);
        m_user->press(Qt::Key_Space);
        QVERIFY(cursor.isPlaying());
        QTRY_VERIFY(m_user->position().value > 3);

        TimelineView& timeline = m_user->window().workspace().timeline().view();
        const int y = timeline.height() / 2;
        const QPoint from(timeline.width() / 3, y);
        const QPoint to(timeline.width() * 2 / 3, y);
        QTest::mousePress(&timeline, Qt::LeftButton, {}, from);
        QVERIFY(!cursor.isPlaying());
        QTest::mouseMove(&timeline, (from + to) / 2);
        QTest::mouseMove(&timeline, to);
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, to);
        QTRY_COMPARE(m_user->position().value, timeline.positionAt(to.x()).value);
        QVERIFY(m_user->position().value > 1000);
        QVERIFY(m_user->position().value < 2000);
    }

    void j2_bookmarks_and_filter_hits_are_stepped_through()
    {
        QVERIFY(openSample());
        m_user->session().cursor().jumpTo(Position{700});
        m_user->press(Qt::Key_M);
        QVERIFY(m_user->session().bookmarks().contains(Position{700}));
        m_user->press(Qt::Key_Home);
        m_user->press(Qt::Key_U);
        QCOMPARE(m_user->position().value, 700);
        m_user->press(Qt::Key_End);
        m_user->press(Qt::Key_U, Qt::ShiftModifier);
        QCOMPARE(m_user->position().value, 700);

        m_user->press(Qt::Key_Home);
        m_user->press(Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget(), m_user->window().workspace().log().filterBar()->field());
        m_user->type(QStringLiteral("type:OrderFailed"));
        LogFilter& filter = m_user->session().filter();
        QTRY_VERIFY(filter.isActive() && !filter.isSearching());
        QVERIFY(!filter.hits()->empty());
        m_user->press(Qt::Key_Return);
        QTRY_COMPARE(m_user->position().value, std::int64_t{filter.hits()->front()});
        QVERIFY(filter.hits()->size() > 1);
        m_user->window().workspace().focusLog();
        m_user->press(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_user->position().value, std::int64_t{(*filter.hits())[1]});
        m_user->press(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(m_user->position().value, std::int64_t{filter.hits()->front()});
    }

    void j3_a_picked_entity_shows_state_history_and_difference()
    {
        QVERIFY(openSample());
        MainWindow& window = m_user->window();
        auto* entities = window.findChild<EntityPane*>();
        QTRY_VERIFY(entities->model()->rowCount() > 0);
        m_user->click(entities->list()->viewport(), entities->list()->rowRect(0).center());
        const auto stream = m_user->session().selection().stream();
        QVERIFY(stream);

        StatePane& state = window.workspace().state();
        QTRY_VERIFY(state.model()->rowCount() > 0);
        const auto own = m_user->session().columns()->positionsOf(*stream);
        const QRect field = state.tree()->visualRect(state.model()->index(0, 0));
        m_user->click(state.tree()->viewport(), field.center());
        QVERIFY(m_user->session().selection().field());
        QTRY_VERIFY(state.historyModel()->rowCount() > 0);

        m_user->press(Qt::Key_D);
        QVERIFY(m_user->session().cursor().pin());
        QVERIFY(window.findChild<DifferencePane*>()->isVisible());
        // Back to the entity's first event: whatever came later is the difference.
        m_user->session().cursor().jumpTo(Position{own.front()});
        if (own.size() > 1) {
            auto* difference = window.findChild<DifferencePane*>();
            QTRY_VERIFY(difference->model()->rowCount() > 0);
        }
        m_user->press(Qt::Key_End);
        m_user->press(Qt::Key_B);
        QTRY_VERIFY(m_user->position() < m_user->last());
        QVERIFY(std::find(own.begin(), own.end(), static_cast<std::uint32_t>(m_user->position().value))
            != own.end());
    }

    void times_are_told_from_the_event_where_t_was_pressed()
    {
        QVERIFY(openSample());
        Workspace& workspace = m_user->window().workspace();
        const LogModel& log = *workspace.log().model();
        const auto title = [&log] { return log.headerData(LogModel::TimeColumn, Qt::Horizontal).toString(); };
        const auto shown = [&log](int row) { return log.index(row, LogModel::TimeColumn).data().toString(); };
        auto* event = m_user->window().findChild<EventPane*>();
        const QString recorded = shown(99);
        m_user->session().cursor().jumpTo(Position{100});
        QVERIFY(!workspace.referenceBanner().isVisible());

        m_user->press(Qt::Key_T);
        QVERIFY(workspace.referenceBanner().isVisible());
        QVERIFY(workspace.referenceBanner().text().startsWith(
            QStringLiteral("Times are relative to position 100 · 2")));
        QCOMPARE(title(), QStringLiteral("Since 100"));
        QVERIFY(shown(99).startsWith(QStringLiteral("+00:00:00")));
        QVERIFY(shown(0).startsWith(u'−'));
        QVERIFY(shown(1999).startsWith(u'+'));
        QTRY_VERIFY(event->envelope()->text(EnvelopeView::Time).startsWith(QStringLiteral("+00:00:00")));
        QVERIFY(!event->envelope()->text(EnvelopeView::TimeWritten).isEmpty());
        QVERIFY(workspace.banner().text().endsWith(shown(99)));
        m_user->session().cursor().jumpTo(Position{1});
        QTRY_VERIFY(event->envelope()->text(EnvelopeView::Time).startsWith(u'−'));
        QVERIFY(workspace.banner().text().endsWith(shown(0)));

        // Elsewhere it counts from there; at the same event it ends.
        m_user->press(Qt::Key_T);
        QCOMPARE(title(), QStringLiteral("Since 1"));
        m_user->press(Qt::Key_T);
        QCOMPARE(title(), QStringLiteral("Time"));
        QCOMPARE(shown(99), recorded);
        QVERIFY(!workspace.referenceBanner().isVisible());
        QTRY_VERIFY(event->envelope()->text(EnvelopeView::Time).startsWith(QStringLiteral("20")));
    }

    void escape_or_the_signs_link_end_relative_times_data()
    {
        QTest::addColumn<QString>("focus");
        QTest::newRow("in the log") << QStringLiteral("hindcast::LogTableView");
        QTest::newRow("on the timeline") << QStringLiteral("hindcast::TimelineView");
        QTest::newRow("in the entities") << QStringLiteral("hindcast::EntityListView");
        QTest::newRow("in the state") << QStringLiteral("hindcast::StateTreeView");
        QTest::newRow("by the link") << QString();
    }
    void escape_or_the_signs_link_end_relative_times()
    {
        QFETCH(QString, focus);
        QVERIFY(openSample());
        m_user->session().cursor().jumpTo(Position{100});
        m_user->session().selection().setStream(m_user->session().columns()->stream(Position{100}));
        QTRY_VERIFY(m_user->window().workspace().state().tree()->isVisible());
        m_user->press(Qt::Key_T);
        QVERIFY(m_user->session().reference().moment());
        if (focus.isEmpty()) {
            QWidget* link = m_user->window().workspace().referenceBanner().endButton();
            m_user->click(link, link->rect().center());
        } else {
            // A field keeps its Esc.
            m_user->press(Qt::Key_Slash);
            m_user->press(Qt::Key_Escape);
            QVERIFY(m_user->session().reference().moment());
            for (QWidget* widget : m_user->window().workspace().findChildren<QWidget*>()) {
                if (QLatin1String(widget->metaObject()->className()) == focus) {
                    widget->setFocus();
                    QVERIFY(widget->hasFocus());
                }
            }
            m_user->press(Qt::Key_Escape);
        }
        QVERIFY(!m_user->session().reference().moment());
    }

    void without_a_recorded_time_t_says_so()
    {
        QVERIFY(m_user->importLog(m_user->write(QStringLiteral("timeless.ndjson"),
            "{\"stream\":\"a-1\",\"type\":\"Made\"}\n{\"stream\":\"a-1\",\"type\":\"Used\"}\n")));
        m_user->press(Qt::Key_T);
        QVERIFY(!m_user->session().reference().moment());
        QVERIFY(m_user->window().messages().isVisible());
        QCOMPARE(m_user->window().messages().text(),
            QStringLiteral("Event 2 has no recorded time to tell others from."));
    }
};

QTEST_MAIN(JourneyTest)
#include "tst_journeys.moc"
