#include "model/session/log_model.h"
#include "tests/support/menu_hand.h"
#include "tests/views/log/log_fixture.h"
#include "views/log/filter_bar.h"
#include "views/log/filter_completer.h"
#include "views/log/log_pane.h"
#include "views/log/log_table_view.h"
#include "views/panels/empty_note.h"
#include "views/theme/theme.h"
#include "views/theme/tokens.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>

using namespace hindcast;

class LogPaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void a_click_moves_the_playhead_and_selects_the_entity();
    void arrows_travel_row_by_row();
    void arrows_travel_over_hits_only();
    void the_playheads_row_stays_in_view();
    void growth_leaves_who_reads_elsewhere_where_they_are();
    void growth_is_followed_at_the_end();
    void what_comes_after_the_playhead_is_faded();
    void what_comes_after_the_playhead_stays_readable_data();
    void what_comes_after_the_playhead_stays_readable();
    void enter_and_double_click_ask_for_details();
    void typing_filters_and_counts();
    void enter_steps_through_hits();
    void enter_past_the_last_hit_says_so();
    void enter_closes_the_offers();
    void escape_clears_then_leaves();
    void an_unknown_name_is_said();
    void names_are_completed_data();
    void names_are_completed();
    void no_hit_offers_to_clear();
    void columns_are_remembered();
    void the_headers_menu_shows_and_hides_columns();
    void a_rows_menu_goes_copies_and_bookmarks();
    void the_menu_key_opens_the_playheads_menu();
    void a_million_rows_cost_what_is_visible();
};

namespace {

QString said(const QWidget& parent)
{
    QStringList texts;
    for (const QLabel* label : parent.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&parent)) {
            texts << label->text();
        }
    }
    return texts.join(u'|');
}

/// A log of any length that lies nowhere: only the view is looked at.
class LongList : public QAbstractListModel {
public:
    explicit LongList(int length)
        : m_rows(length)
    {
    }
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        rows.insert(index.row());
        return role == Qt::DisplayRole ? QVariant(index.row()) : QVariant();
    }
    void grow(int by)
    {
        beginInsertRows({}, m_rows, m_rows + by - 1);
        m_rows += by;
        endInsertRows();
    }
    mutable QSet<int> rows;

private:
    int m_rows;
};

} // namespace

void LogPaneTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("hindcast-test"));
    QCoreApplication::setApplicationName(QStringLiteral("log-pane"));
    Theme::instance().apply(ThemeChoice::Light);
}

void LogPaneTest::init()
{
    QSettings().clear();
}

void LogPaneTest::a_click_moves_the_playhead_and_selects_the_entity()
{
    Shown shown(SampleProject::orderStory(100));
    QCOMPARE(shown.playhead(), 500);
    shown.session->cursor().jumpTo(Position{5});
    shown.click(2);
    QCOMPARE(shown.playhead(), 3);
    QCOMPARE(*shown.session->selection().stream(), shown.session.stream("stock-2"));
    QVERIFY(shown.session->cursor().canGoBack());
}

void LogPaneTest::arrows_travel_row_by_row()
{
    Shown shown(SampleProject::orderStory(100));
    shown.session->cursor().jumpTo(Position{10});
    shown.table().setFocus();
    QTest::keyClick(&shown.table(), Qt::Key_Up);
    QCOMPARE(shown.playhead(), 9);
    QTest::keyClick(&shown.table(), Qt::Key_Down);
    QTest::keyClick(&shown.table(), Qt::Key_Down);
    QCOMPARE(shown.playhead(), 11);
    QCOMPARE(*shown.session->selection().stream(), shown.session->columns()->stream(Position{11}));
    QTest::keyClick(&shown.table(), Qt::Key_PageDown);
    QCOMPARE(shown.playhead(), 11 + shown.table().fullRows());
}

void LogPaneTest::arrows_travel_over_hits_only()
{
    Shown shown(SampleProject::orderStory(100));
    shown.session->filter().setQuery(QStringLiteral("stream:order-3"));
    QTRY_COMPARE(shown.pane.model()->rowCount(), 4);
    shown.session->cursor().jumpTo(Position{13}); // hidden, after the first hit
    QTest::keyClick(&shown.table(), Qt::Key_Up);
    QCOMPARE(shown.playhead(), 11);
    QTest::keyClick(&shown.table(), Qt::Key_Down);
    QCOMPARE(shown.playhead(), shown.pane.model()->positionAt(1).value);
}

void LogPaneTest::the_playheads_row_stays_in_view()
{
    Shown shown(SampleProject::orderStory(1'000));
    for (const std::int64_t at : {1, 5'000, 2'500, 2'520, 2'500, 4'999, 1}) {
        shown.session->cursor().setPosition(Position{at});
        const int row = static_cast<int>(at) - 1;
        QVERIFY(row >= shown.table().topRow());
        QVERIFY(row < shown.table().topRow() + shown.table().fullRows());
    }
}

void LogPaneTest::growth_leaves_who_reads_elsewhere_where_they_are()
{
    Shown shown(SampleProject::orderStory(100));
    shown.session->cursor().jumpTo(Position{5});
    shown.table().verticalScrollBar()->setValue(200);
    QVERIFY(shown.session.append(happened("order-1", "Changed")));
    QCOMPARE(shown.pane.model()->rowCount(), 501);
    QCOMPARE(shown.table().topRow(), 200);
}

void LogPaneTest::growth_is_followed_at_the_end()
{
    Shown shown(SampleProject::orderStory(100));
    shown.table().verticalScrollBar()->setValue(200);
    QVERIFY(shown.session.append(happened("order-1", "Changed")));
    QCOMPARE(shown.playhead(), 501);
    QCOMPARE(shown.table().topRow(), 501 - shown.table().fullRows());
    QCOMPARE(shown.table().currentIndex().row(), 500);
}

void LogPaneTest::what_comes_after_the_playhead_is_faded()
{
    Shown shown(SampleProject::orderStory(100));
    shown.session->cursor().jumpTo(Position{4});
    const QImage image = shown.table().viewport()->grab().toImage();
    const auto darkest = [&](int row) {
        int least = 255;
        const QRect rect = shown.table().rowRect(row).adjusted(0, 2, 0, -3);
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = 0; x < 80; ++x) {
                least = std::min(least, qGray(image.pixel(x, y)));
            }
        }
        return least;
    };
    const QColor selected = Theme::instance().color(Token::SelectedRow);
    QCOMPARE(image.pixelColor(2, shown.centreOf(3).y()), selected);
    QVERIFY(image.pixelColor(2, shown.centreOf(2).y()) != selected);
    QVERIFY(darkest(2) + 40 < darkest(5));
}

void LogPaneTest::what_comes_after_the_playhead_stays_readable_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("position") << int{LogModel::PositionColumn};
    QTest::newRow("time") << int{LogModel::TimeColumn};
    QTest::newRow("stream") << int{LogModel::StreamColumn};
    QTest::newRow("data") << int{LogModel::DataColumn};
}

void LogPaneTest::what_comes_after_the_playhead_stays_readable()
{
    QFETCH(int, column);
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        Theme::instance().apply(choice);
        Shown shown(SampleProject::orderStory(100));
        shown.session->cursor().jumpTo(Position{1});
        QTRY_VERIFY(!shown.pane.model()->index(5, LogModel::DataColumn).data().toString().isEmpty());
        // Double size, so that strokes have pixels of their whole colour.
        QImage image(shown.table().viewport()->size() * 2, QImage::Format_RGB32);
        image.setDevicePixelRatio(2);
        shown.table().viewport()->render(&image);
        const QRect cell =
            shown.table().visualRect(shown.pane.model()->index(5, column)).adjusted(4, 3, -4, -4);
        double best = 1;
        for (int y = 2 * cell.top(); y < 2 * cell.bottom(); ++y) {
            for (int x = 2 * cell.left(); x < 2 * cell.right(); ++x) {
                best = std::max(
                    best, contrastRatio(image.pixelColor(x, y), Theme::instance().color(Token::Panel)));
            }
        }
        QVERIFY2(best >= 4.5, qPrintable(QString::number(best)));
    }
}

void LogPaneTest::enter_and_double_click_ask_for_details()
{
    Shown shown(SampleProject::orderStory(100));
    QSignalSpy asked(&shown.pane, &LogPane::eventActivated);
    shown.session->cursor().jumpTo(Position{5});
    shown.table().setFocus();
    QTest::keyClick(&shown.table(), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QTest::mouseDClick(shown.table().viewport(), Qt::LeftButton, {}, shown.centreOf(7));
    QCOMPARE(asked.count(), 2);
    QVERIFY(asked.at(1).at(0).value<Position>() == Position{8});
}

void LogPaneTest::typing_filters_and_counts()
{
    Shown shown(SampleProject::orderStory(100));
    shown.pane.focusFilter();
    QTRY_VERIFY(shown.field().hasFocus());
    QTest::keyClicks(&shown.field(), QStringLiteral("type:OrderFailed"));
    QTRY_COMPARE(shown.pane.model()->rowCount(), 33);
    QTRY_VERIFY(said(*shown.pane.filterBar()).contains(QStringLiteral("33 hits")));
}

void LogPaneTest::enter_steps_through_hits()
{
    Shown shown(SampleProject::orderStory(100));
    shown.session->cursor().jumpTo(Position{1});
    shown.field().setFocus();
    QTest::keyClicks(&shown.field(), QStringLiteral("stream:order-3"));
    QTest::keyClick(&shown.field(), Qt::Key_Return); // applies at once, and goes
    QCOMPARE(shown.playhead(), 11);
    QVERIFY(said(*shown.pane.filterBar()).contains(QStringLiteral("1 of 4 hits")));
    QTest::keyClick(&shown.field(), Qt::Key_Return);
    QVERIFY(shown.playhead() > 11);
    QTest::keyClick(&shown.field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.playhead(), 11);
}

void LogPaneTest::enter_past_the_last_hit_says_so()
{
    Shown shown(SampleProject::orderStory(100));
    QSignalSpy missed(&shown.pane, &LogPane::missed);
    shown.session->cursor().jumpTo(Position{500});
    shown.field().setFocus();
    QTest::keyClicks(&shown.field(), QStringLiteral("stream:order-3"));
    QTest::keyClick(&shown.field(), Qt::Key_Return);
    QCOMPARE(shown.playhead(), 500);
    QCOMPARE(missed.count(), 1);
    QCOMPARE(missed.at(0).at(0).toString(), QStringLiteral("No hit after 500; Shift+Enter goes back."));
    shown.session->cursor().jumpTo(Position{1});
    QTest::keyClick(&shown.field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(missed.at(1).at(0).toString(), QStringLiteral("No hit before 1; Enter goes on."));
}

void LogPaneTest::enter_closes_the_offers()
{
    Shown shown(SampleProject::orderStory(100));
    shown.session->cursor().jumpTo(Position{1});
    shown.pane.activateWindow();
    shown.field().setFocus();
    QTRY_VERIFY(shown.field().hasFocus());
    QTest::keyClicks(&shown.field(), QStringLiteral("stream:order-3"));
    QAbstractItemView* offers = shown.field().completer()->popup();
    QTRY_VERIFY(offers->isVisible());
    // As on a real screen: an open popup has the keyboard.
    QTest::keyClick(offers, Qt::Key_Return);
    QVERIFY(!offers->isVisible());
    QCOMPARE(shown.playhead(), 11);
    QTest::qWait(0);
    QVERIFY(!offers->isVisible());
}

void LogPaneTest::escape_clears_then_leaves()
{
    Shown shown(SampleProject::orderStory(100));
    shown.field().setFocus();
    QTest::keyClicks(&shown.field(), QStringLiteral("A-77"));
    QTest::keyClick(&shown.field(), Qt::Key_Return);
    QTRY_COMPARE(shown.pane.model()->rowCount(), 100);
    QTest::keyClick(&shown.field(), Qt::Key_Escape);
    QVERIFY(shown.field().text().isEmpty());
    QCOMPARE(shown.pane.model()->rowCount(), 500);
    QVERIFY(shown.field().hasFocus());
    QTest::keyClick(&shown.field(), Qt::Key_Escape);
    QVERIFY(shown.table().hasFocus());
}

void LogPaneTest::an_unknown_name_is_said()
{
    Shown shown(SampleProject::orderStory(10));
    shown.field().setFocus();
    QTest::keyClicks(&shown.field(), QStringLiteral("type:Nonsense"));
    QTest::keyClick(&shown.field(), Qt::Key_Return);
    QVERIFY(said(*shown.pane.filterBar()).contains(QStringLiteral("Nonsense")));
    QCOMPARE(shown.pane.model()->rowCount(), 50);
}

void LogPaneTest::names_are_completed_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("offers");
    QTest::addColumn<QString>("chosen");
    QTest::newRow("type") << "type:pay"
                          << "type:PaymentDeclined;type:PaymentAuthorized"
                          << "type:PaymentDeclined ";
    QTest::newRow("bare word") << "decl"
                               << "type:PaymentDeclined"
                               << "type:PaymentDeclined ";
    QTest::newRow("stream by its beginning") << "stream:STO"
                                             << "stream:stock-1"
                                             << "stream:stock-1 ";
    QTest::newRow("last word only") << "foo type:failed"
                                    << "type:OrderFailed"
                                    << "foo type:OrderFailed ";
    QTest::newRow("name with blanks") << "type:two"
                                      << "type:\"Two Words\""
                                      << "type:\"Two Words\" ";
    QTest::newRow("all is typed") << "type:OrderFailed"
                                  << ""
                                  << "";
    QTest::newRow("one letter is too little") << "d"
                                              << ""
                                              << "";
}

void LogPaneTest::names_are_completed()
{
    QFETCH(QString, query);
    LogNames names;
    names.types = {"", "OrderFailed", "PaymentDeclined", "PaymentAuthorized", "Two Words"};
    names.streams = {{}, {"stock-1", CategoryId{1}}, {"order-1", CategoryId{2}}};
    FilterCompleter completer;
    completer.offer(query, names);
    QTEST(completer.offers().join(u';'), "offers");
    if (!completer.offers().isEmpty()) {
        QTEST(completer.pathFromIndex(completer.model()->index(0, 0)), "chosen");
    }
}

void LogPaneTest::no_hit_offers_to_clear()
{
    Shown shown(SampleProject::orderStory(10));
    shown.session->filter().setQuery(QStringLiteral("nothing has this"));
    auto* note = shown.pane.findChild<EmptyNote*>();
    QTRY_VERIFY(note->isVisible());
    QTRY_VERIFY(note->actionButton()->isVisible());
    QVERIFY(note->sentence().contains(QStringLiteral("nothing has this")));
    QTest::mouseClick(note->actionButton(), Qt::LeftButton);
    QVERIFY(shown.table().isVisible());
    QCOMPARE(shown.pane.model()->rowCount(), 50);
}

void LogPaneTest::columns_are_remembered()
{
    {
        Shown shown(SampleProject::orderStory(2));
        QVERIFY(shown.table().header()->isSectionHidden(LogModel::CausationColumn));
        shown.table().setColumnShown(LogModel::CausationColumn, true);
        shown.table().setColumnShown(LogModel::TimeColumn, false);
    }
    Shown again(SampleProject::orderStory(2));
    QVERIFY(!again.table().header()->isSectionHidden(LogModel::CausationColumn));
    QVERIFY(again.table().header()->isSectionHidden(LogModel::TimeColumn));
    QVERIFY(!again.table().header()->isSectionHidden(LogModel::PositionColumn));
}

void LogPaneTest::the_headers_menu_shows_and_hides_columns()
{
    Shown shown(SampleProject::orderStory(2));
    QHeaderView& header = *shown.table().header();
    const QPoint at = header.viewport()->rect().center();
    const QStringList offered = chooseFromMenu(*header.viewport(), at, QStringLiteral("Causation"));
    QCOMPARE(offered.join(u'|'),
        QStringLiteral("Position|Time|Stream|Event|Data|Id|Correlation|Causation|Version"));
    QVERIFY(!header.isSectionHidden(LogModel::CausationColumn));
    chooseFromMenu(*header.viewport(), at, QStringLiteral("Data"));
    QVERIFY(header.isSectionHidden(LogModel::DataColumn));
    chooseFromMenu(*header.viewport(), at, QStringLiteral("Data"));
    QVERIFY(!header.isSectionHidden(LogModel::DataColumn));
    // Without its position a row says nothing.
    chooseFromMenu(*header.viewport(), at, QStringLiteral("Position"));
    QVERIFY(!header.isSectionHidden(LogModel::PositionColumn));
    // A column is called by its name, also while times are told from a moment.
    QVERIFY(shown.session->reference().toggle(Position{2}));
    QCOMPARE(chooseFromMenu(*header.viewport(), at, {}), offered);
}

void LogPaneTest::a_rows_menu_goes_copies_and_bookmarks()
{
    Shown shown(SampleProject::orderStory(2));
    const auto choose = [&](const QString& entry) {
        const QRect stream =
            shown.table().visualRect(shown.table().model()->index(3, LogModel::StreamColumn));
        return chooseFromMenu(*shown.table().viewport(), stream.center(), entry);
    };
    shown.session->cursor().play();
    QCOMPARE(choose(QStringLiteral("Go to position 4")).join(u'|'),
        QStringLiteral("Go to position 4|Copy stream|Bookmark position 4"));
    QCOMPARE(shown.playhead(), 4);
    QVERIFY(!shown.session->cursor().isPlaying());
    choose(QStringLiteral("Copy stream"));
    const auto stream = shown.session->columns()->stream(Position{4});
    QCOMPARE(QGuiApplication::clipboard()->text().toStdString(),
        shown.session->columns()->names().streams[static_cast<std::size_t>(stream.value)].name);
    choose(QStringLiteral("Bookmark position 4"));
    QVERIFY(shown.session->bookmarks().contains(Position{4}));
    QVERIFY(choose(QStringLiteral("Remove the bookmark")).contains(QStringLiteral("Remove the bookmark")));
    QVERIFY(!shown.session->bookmarks().contains(Position{4}));
}

void LogPaneTest::the_menu_key_opens_the_playheads_menu()
{
    Shown shown(SampleProject::orderStory(2));
    shown.session->cursor().setPosition(Position{2});
    QTimer hand;
    QStringList offered;
    connect(&hand, &QTimer::timeout, &hand, [&] {
        if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
            hand.stop();
            offered << menu->actions().front()->text();
            QTest::keyClick(menu, Qt::Key_Escape);
        }
    });
    hand.start(10);
    const QPoint middle = shown.table().viewport()->rect().center();
    QContextMenuEvent key(QContextMenuEvent::Keyboard, middle, shown.table().viewport()->mapToGlobal(middle));
    QCoreApplication::sendEvent(shown.table().viewport(), &key);
    QCOMPARE(offered, QStringList{QStringLiteral("Go to position 2")});
}

void LogPaneTest::a_million_rows_cost_what_is_visible()
{
    LongList model(100'000'000);
    FixedRowView view(26);
    view.setModel(&model);
    view.resize(300, 260);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.verticalScrollBar()->maximum(), 100'000'000 - view.fullRows());
    view.verticalScrollBar()->setValue(99'999'000);
    model.grow(1'000'000);
    view.grab();
    QVERIFY(model.rows.contains(99'999'005));
    QVERIFY2(model.rows.size() <= 3 * (view.fullRows() + 1), "only rows in sight are looked at");
    QCOMPARE(view.indexAt({5, 30}).row(), 99'999'001);
}

QTEST_MAIN(LogPaneTest)
#include "tst_log_pane.moc"
