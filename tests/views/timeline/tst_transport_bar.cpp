#include "tests/views/timeline/timeline_fixture.h"
#include "views/timeline/choice_button.h"

#include <QLabel>
#include <QMenu>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace hindcast;

namespace {

QToolButton* button(TimelineFixture& t, const QString& name)
{
    for (auto* each : t.pane().findChildren<QToolButton*>()) {
        if (each->accessibleName() == name) {
            return each;
        }
    }
    return nullptr;
}

void click(TimelineFixture& t, const char16_t* name)
{
    QToolButton* target = button(t, QString::fromUtf16(name));
    QVERIFY2(target != nullptr, qPrintable(QString::fromUtf16(name)));
    QTest::mouseClick(target, Qt::LeftButton);
}

QString positionText(TimelineFixture& t)
{
    for (auto* label : t.pane().findChildren<QLabel*>()) {
        if (label->accessibleName() == QLatin1String("Position of all")) {
            return label->text();
        }
    }
    return {};
}

/// A language that any text can be told by.
class Guillemets : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* text, const char*, int) const override
    {
        return u'«' + QString::fromUtf8(text) + u'»';
    }
};

} // namespace

class TransportBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buttons_step_and_jump()
    {
        TimelineFixture t(fourLanes(2000));
        QVERIFY(t.awaitLanes());
        QCOMPARE(positionText(t), QStringLiteral("2,000 / 2,000"));
        click(t, u"Previous event");
        QCOMPARE(t.cursor().position(), Position{1999});
        QCOMPARE(positionText(t), QStringLiteral("1,999 / 2,000"));
        click(t, u"Next event");
        QCOMPARE(t.cursor().position(), Position{2000});
        click(t, u"First event");
        QCOMPARE(t.cursor().position(), Position{1});
        click(t, u"Last event");
        QCOMPARE(t.cursor().position(), Position{2000});
    }

    void buttons_that_would_do_nothing_are_disabled()
    {
        TimelineFixture t(fourLanes(10));
        QVERIFY(t.awaitLanes());
        QVERIFY(!button(t, QStringLiteral("Next event"))->isEnabled());
        QVERIFY(!button(t, QStringLiteral("Last event"))->isEnabled());
        QVERIFY(button(t, QStringLiteral("Previous event"))->isEnabled());
        t.cursor().setPosition(Position{0});
        QVERIFY(!button(t, QStringLiteral("Previous event"))->isEnabled());
        QVERIFY(button(t, QStringLiteral("First event"))->isEnabled());
        t.session().host().close();
        QVERIFY(!button(t, QStringLiteral("Play"))->isEnabled());
        QVERIFY(positionText(t).isEmpty());
    }

    void play_becomes_pause_and_back()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.cursor().setPosition(Position{5});
        t.cursor().setSpeed(1000);
        click(t, u"Play");
        QVERIFY(t.cursor().isPlaying());
        QTRY_VERIFY(t.cursor().position() > Position{5});
        click(t, u"Pause");
        QVERIFY(!t.cursor().isPlaying());
        QVERIFY(button(t, QStringLiteral("Play")) != nullptr);
    }

    void speed_is_chosen_from_a_menu_and_follows_the_cursor()
    {
        TimelineFixture t(fourLanes(10));
        QVERIFY(t.awaitLanes());
        auto* speed = qobject_cast<ChoiceButton*>(button(t, QStringLiteral("Speed of playing")));
        QVERIFY(speed != nullptr);
        speed->menu()->actions().at(5)->trigger();
        QCOMPARE(t.cursor().speed(), TimeCursor::speeds()[5]);
        QCOMPARE(speed->text(), QStringLiteral("100/s"));
        t.cursor().setSpeed(1);
        QCOMPARE(speed->text(), QStringLiteral("1/s"));
    }

    void axis_and_lanes_are_chosen_from_menus()
    {
        TimelineFixture t(fourLanes(10));
        QVERIFY(t.awaitLanes());
        auto* axis = qobject_cast<ChoiceButton*>(button(t, QStringLiteral("Axis")));
        auto* lanes = qobject_cast<ChoiceButton*>(button(t, QStringLiteral("Lanes")));
        axis->menu()->actions().at(1)->trigger();
        lanes->menu()->actions().at(1)->trigger();
        QVERIFY(t.awaitLanes());
        QCOMPARE(t.pane().index().data()->axis->kind(), AxisKind::ByTime);
        QCOMPARE(t.pane().index().data()->lanes->kind(), LaneKind::Type);
        QCOMPARE(axis->text(), QStringLiteral("Recorded time"));
        QCOMPARE(lanes->text(), QStringLiteral("Type"));
    }

    void where_all_are_of_one_category_lanes_stand_for_types_until_chosen_otherwise()
    {
        TimelineFixture t(orderEvents(10));
        QVERIFY(t.awaitLanes());
        QCOMPARE(t.pane().index().data()->lanes->kind(), LaneKind::Type);
        auto* lanes = qobject_cast<ChoiceButton*>(button(t, QStringLiteral("Lanes")));
        QCOMPARE(lanes->text(), QStringLiteral("Type"));
        lanes->menu()->actions().at(0)->trigger();
        QVERIFY(t.awaitLanes());
        QCOMPARE(t.pane().index().data()->lanes->kind(), LaneKind::Category);
        // Also for the next log.
        t.session().host().open(t.session().host().path());
        QVERIFY(t.awaitLanes());
        QCOMPARE(t.pane().index().data()->lanes->kind(), LaneKind::Category);
    }

    void without_any_recorded_time_there_is_no_time_axis()
    {
        auto events = fourLanes(10);
        for (ScratchEvent& event : events) {
            event.us.reset();
        }
        TimelineFixture t(events);
        QVERIFY(t.awaitLanes());
        QToolButton* axis = button(t, QStringLiteral("Axis"));
        QVERIFY(!axis->isEnabled());
        QVERIFY(axis->toolTip().contains(QLatin1String("recorded time")));
    }

    void zoom_buttons_zoom()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        click(t, u"Zoom in");
        QVERIFY(t.zoom().range().length < 1000);
        click(t, u"Zoom out");
        QVERIFY(t.zoom().isFitted());
        t.zoom().setRange({100, 50});
        click(t, u"Show the whole log");
        QVERIFY(t.zoom().isFitted());
    }

    void the_position_never_moves_while_one_steps()
    {
        TimelineFixture t(fourLanes(2000));
        QVERIFY(t.awaitLanes());
        QLabel* label = nullptr;
        for (auto* each : t.pane().findChildren<QLabel*>()) {
            label = each->accessibleName() == QLatin1String("Position of all") ? each : label;
        }
        const QRect before = label->geometry();
        for (const int position : {1, 11, 111, 1111, 1999}) {
            t.cursor().setPosition(Position{position});
            QCoreApplication::processEvents();
            QCOMPARE(label->geometry(), before);
        }
    }

    void every_control_has_a_name_a_tooltip_and_can_be_reached_by_tab()
    {
        TimelineFixture t(fourLanes(10));
        QVERIFY(t.awaitLanes());
        for (auto* each : t.pane().findChildren<QToolButton*>()) {
            QVERIFY(!each->accessibleName().isEmpty());
            QVERIFY2(!each->toolTip().isEmpty(), qPrintable(each->accessibleName()));
            QVERIFY(each->focusPolicy() & Qt::TabFocus);
        }
        QVERIFY(t.view().focusPolicy() & Qt::TabFocus);
        QVERIFY(!t.view().accessibleName().isEmpty());
    }

    void every_text_can_be_translated()
    {
        Guillemets language;
        QCoreApplication::installTranslator(&language);
        TimelineFixture t(fourLanes(10));
        const bool there = t.awaitLanes();
        QStringList texts;
        for (auto* each : t.pane().findChildren<QToolButton*>()) {
            texts << each->accessibleName() << each->toolTip() << each->text();
            for (QAction* choice : each->menu() != nullptr ? each->menu()->actions() : QList<QAction*>()) {
                texts << choice->text();
            }
        }
        for (auto* each : t.pane().findChildren<QLabel*>()) {
            texts << each->accessibleName() << each->toolTip();
        }
        texts << t.view().accessibleName() << t.view().accessibleDescription();
        QCoreApplication::removeTranslator(&language);
        QVERIFY(there);
        QVERIFY(texts.size() > 30);
        for (const QString& text : texts) {
            QVERIFY2(text.isEmpty() || text.startsWith(u'«'), qPrintable(text));
        }
    }

    void nothing_is_cut_when_it_is_narrow()
    {
        TimelineFixture t(fourLanes(10), QSize(560, 200));
        QVERIFY(t.awaitLanes());
        QCOMPARE(t.pane().width(), 560);
        for (auto* each : t.pane().findChildren<QToolButton*>()) {
            if (each->isVisible()) {
                QVERIFY2(each->width() >= each->sizeHint().width(), qPrintable(each->accessibleName()));
                QVERIFY(each->geometry().right() < 560);
            }
        }
    }
};

QTEST_MAIN(TransportBarTest)
#include "tst_transport_bar.moc"
