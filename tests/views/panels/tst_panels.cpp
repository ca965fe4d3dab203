#include "model/session/bookmark_model.h"
#include "model/session/entity_model.h"
#include "tests/support/menu_hand.h"
#include "tests/support/open_session.h"
#include "views/panels/bookmarks_pane.h"
#include "views/panels/empty_note.h"
#include "views/panels/entity_list_view.h"
#include "views/panels/entity_pane.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

using namespace hindcast;

/// Entities and bookmarks as a person uses them.
class Panels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void a_click_selects_the_entity();
    void the_selection_stays_on_its_entity();
    void scrolling_stays_when_entities_are_born();
    void arrows_and_enter_work_in_the_list();
    void typing_filters_and_says_so();
    void kinds_can_be_chosen();
    void an_entitys_menu_goes_filters_and_copies();
    void nothing_yet_offers_the_first_event();
    void bookmarks_jump_rename_and_go();
    void an_empty_note_is_never_cut();
};

namespace {

template <class Pane>
struct Shown {
    explicit Shown(const std::vector<SampleEvent>& events)
        : session(events)
        , pane(*session)
    {
        pane.resize(260, 500);
        pane.show();
        (void)QTest::qWaitForWindowExposed(&pane);
    }
    std::int64_t playhead() { return session->cursor().position().value; }
    QString selected()
    {
        const auto stream = session->selection().stream();
        return stream ? QString::fromStdString(
                   session->columns()->names().streams[static_cast<std::size_t>(stream->value)].name)
                      : QString();
    }

    OpenSession session;
    Pane pane;
};

void click(FixedRowView& list, int row)
{
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.rowRect(row).center());
}

} // namespace

void Panels::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("hindcast-test"));
    QCoreApplication::setApplicationName(QStringLiteral("panels"));
    Theme::instance().apply(ThemeChoice::Light);
}

void Panels::a_click_selects_the_entity()
{
    Shown<EntityPane> shown(SampleProject::orderStory(20));
    click(*shown.pane.list(), 2);
    QCOMPARE(shown.selected(), shown.pane.model()->index(2).data().toString());
    QCOMPARE(shown.pane.list()->selectedRow(), 2);
    QCOMPARE(shown.pane.heading()->note(), QStringLiteral("at 100 · 25 entities"));
}

void Panels::the_selection_stays_on_its_entity()
{
    Shown<EntityPane> shown(SampleProject::orderStory(200));
    shown.session->cursor().setPosition(Position{500});
    click(*shown.pane.list(), 8);
    const QString name = shown.selected();
    for (const std::int64_t at : {700, 1000, 480, 900}) {
        shown.session->cursor().setPosition(Position{at});
        QCOMPARE(shown.selected(), name);
        const int row = shown.pane.list()->selectedRow();
        QVERIFY(row >= 0);
        QCOMPARE(shown.pane.model()->index(row).data().toString(), name);
    }
}

void Panels::scrolling_stays_when_entities_are_born()
{
    Shown<EntityPane> shown(SampleProject::orderStory(200));
    shown.session->cursor().setPosition(Position{500});
    EntityListView& list = *shown.pane.list();
    list.verticalScrollBar()->setValue(30);
    const QString seen = shown.pane.model()->index(30).data().toString();
    for (const std::int64_t at : {800, 450, 1000}) {
        shown.session->cursor().setPosition(Position{at});
        QCOMPARE(shown.pane.model()->index(list.topRow()).data().toString(), seen);
    }
    list.verticalScrollBar()->setValue(0);
    shown.session->cursor().setPosition(Position{600});
    QCOMPARE(list.topRow(), 0);
}

void Panels::arrows_and_enter_work_in_the_list()
{
    Shown<EntityPane> shown(SampleProject::orderStory(20));
    EntityListView& list = *shown.pane.list();
    click(list, 0);
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(list.selectedRow(), 2);
    QTest::keyClick(&list, Qt::Key_Up);
    QCOMPARE(list.selectedRow(), 1);
    const auto last = shown.pane.model()->index(1).data(EntityModel::LastPositionRole).toLongLong();
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(shown.playhead(), last);
}

void Panels::typing_filters_and_says_so()
{
    Shown<EntityPane> shown(SampleProject::orderStory(20));
    QLineEdit& field = *shown.pane.filterField();
    field.setFocus();
    QTest::keyClicks(&field, QStringLiteral("order-1"));
    QCOMPARE(shown.pane.model()->rowCount(), 11);
    QCOMPARE(shown.pane.heading()->note(), QStringLiteral("at 100 · 11 of 25"));
    QTest::keyClick(&field, Qt::Key_Down);
    QVERIFY(shown.pane.list()->hasFocus());
    QCOMPARE(shown.pane.list()->selectedRow(), 0);
    field.setFocus();
    QTest::keyClicks(&field, QStringLiteral("none"));
    QCOMPARE(shown.pane.model()->rowCount(), 0);
    QVERIFY(!shown.pane.list()->isVisible());
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(shown.pane.model()->rowCount(), 25);
}

void Panels::kinds_can_be_chosen()
{
    Shown<EntityPane> shown(SampleProject::orderStory(20));
    QVERIFY(shown.pane.categoryBox()->isVisible());
    shown.pane.categoryBox()->setFocus();
    QTest::keyClick(shown.pane.categoryBox(), Qt::Key_Down);
    QCOMPARE(shown.pane.heading()->note(), QStringLiteral("at 100 · 20 orders"));
    Shown<EntityPane> single({{"order-1", "OrderCreated", "{}", {}, {}, {}, {}, {}}});
    QVERIFY2(!single.pane.categoryBox()->isVisible(), "one kind needs no choice");
    QCOMPARE(single.pane.heading()->note(), QStringLiteral("at 1 · 1 order"));
}

void Panels::an_entitys_menu_goes_filters_and_copies()
{
    Shown<EntityPane> shown(SampleProject::orderStory(10));
    shown.pane.resize(260, 900); // every entity in sight
    QTRY_VERIFY(shown.pane.list()->model()->rowCount() > 0);
    EntityListView& list = *shown.pane.list();
    const auto choose = [&](const QString& entry) {
        int row = 0; // which entities there are depends on the playhead
        while (row < list.model()->rowCount()
            && list.model()->index(row, 0).data().toString() != QStringLiteral("order-1")) {
            ++row;
        }
        return chooseFromMenu(*list.viewport(), list.rowRect(row).center(), entry);
    };
    const auto positions = shown.session->columns()->positionsOf(shown.session.stream("order-1"));
    const QString last = QStringLiteral("Go to its latest event, %1").arg(positions.back());
    shown.session->cursor().setPosition(Position{40});
    shown.session->cursor().play();
    QCOMPARE(choose(last).join(u'|'),
        QStringLiteral("Go to its first event, %1|%2|Show its events only|Copy name")
            .arg(positions.front())
            .arg(last));
    QCOMPARE(shown.playhead(), positions.back());
    QVERIFY(!shown.session->cursor().isPlaying());
    QCOMPARE(shown.selected(), QStringLiteral("order-1"));
    choose(QStringLiteral("Copy name"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("order-1"));
    choose(QStringLiteral("Show its events only"));
    QCOMPARE(shown.session->filter().query(), QStringLiteral("stream:\"order-1\""));
    QTRY_COMPARE(shown.session->filter().hits()->size(), positions.size());
    choose(QStringLiteral("Go to its first event, %1").arg(positions.front()));
    QCOMPARE(shown.playhead(), positions.front());
}

void Panels::nothing_yet_offers_the_first_event()
{
    Shown<EntityPane> shown(SampleProject::orderStory(20));
    shown.session->cursor().setPosition(Position{0});
    auto* note = shown.pane.findChild<EmptyNote*>();
    QVERIFY(note->isVisible());
    QTest::mouseClick(note->actionButton(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 1);
    QVERIFY(shown.pane.list()->isVisible());
}

void Panels::bookmarks_jump_rename_and_go()
{
    Shown<BookmarksPane> shown(SampleProject::orderStory(20));
    auto* note = shown.pane.findChild<EmptyNote*>();
    QVERIFY(note->isVisible());
    QTest::mouseClick(note->actionButton(), Qt::LeftButton);
    shown.session->bookmarks().toggle(Position{7});
    QCOMPARE(shown.pane.model()->rowCount(), 2);

    QListView& list = *shown.pane.list();
    const auto centre = [&](int row) { return list.visualRect(shown.pane.model()->index(row)).center(); };
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, centre(0));
    QCOMPARE(shown.playhead(), 7);
    QTest::keyClick(&list, Qt::Key_F2);
    auto* editor = list.findChild<QLineEdit*>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("before retry"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(shown.session->bookmarks().all().front().label, QStringLiteral("before retry"));
    list.setCurrentIndex(shown.pane.model()->index(0));
    QTest::keyClick(&list, Qt::Key_Delete);
    QCOMPARE(shown.pane.model()->rowCount(), 1);
    QVERIFY(!shown.session->bookmarks().contains(Position{7}));
}

void Panels::an_empty_note_is_never_cut()
{
    EmptyNote note;
    note.say(QStringLiteral("No position is bookmarked. Press M to mark the one you look at."),
        QStringLiteral("Bookmark this position"),
        [] {});
    note.show();
    const QPushButton& button = *note.actionButton();
    for (const int width : {170, 220, 264, 600}) {
        for (const int height : {32, 60, 90, 120, 400}) {
            note.resize(width, height);
            QCoreApplication::processEvents();
            const QString size = QStringLiteral("%1x%2").arg(width).arg(height);
            QVERIFY2(note.rect().contains(button.geometry()), qPrintable(size));
            QVERIFY2(button.height() >= button.sizeHint().height(), qPrintable(size));
            if (note.label()->isVisible()) {
                const QRect text = note.label()->geometry();
                QVERIFY2(note.rect().contains(text), qPrintable(size));
                QVERIFY2(text.height() >= note.label()->heightForWidth(text.width()), qPrintable(size));
                QVERIFY2(text.bottom() < button.y(), qPrintable(size));
            } else {
                QCOMPARE(note.toolTip(), note.sentence());
            }
        }
    }
    QVERIFY(note.label()->isVisible());
}

QTEST_MAIN(Panels)
#include "tst_panels.moc"
