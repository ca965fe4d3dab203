#include "engine/value/json.h"
#include "model/session/event_tracker.h"
#include "tests/views/inspector/inspector_fixture.h"
#include "views/inspector/envelope_view.h"
#include "views/inspector/event_pane.h"
#include "views/inspector/json_formats.h"
#include "views/inspector/json_view.h"
#include "views/inspector/value_line.h"
#include "views/panels/empty_note.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>

/// The event at the playhead as a person reads it.
class EventPaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void the_event_is_shown_whole();
    void links_lead_to_cause_and_consequence();
    void nothing_of_an_event_overlaps_at_any_height();
    void a_long_id_is_cut_in_its_middle_until_somebody_is_in_it();
    void meta_leaves_room_for_data();
    void a_huge_payload_is_cut_and_copied_whole();
    void a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen_data();
    void a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen();
    void the_next_event_ends_what_is_still_coming();
    void json_is_coloured_by_tokens_data();
    void json_is_coloured_by_tokens();
};

void EventPaneTest::initTestCase()
{
    Theme::instance().apply(ThemeChoice::Light);
}

void EventPaneTest::the_event_is_shown_whole()
{
    Shown<EventPane> shown(SampleProject::orderStory(10));
    shown.session->cursor().setPosition(Position{3});
    QTRY_COMPARE(shown.pane.heading()->note(), QStringLiteral("position 3 · version 1"));
    QCOMPARE(shown.pane.heading()->title(), QStringLiteral("Product Reserved"));
    const EnvelopeView& envelope = *shown.pane.envelope();
    QCOMPARE(envelope.text(EnvelopeView::Type), QStringLiteral("ProductReserved"));
    QCOMPARE(envelope.text(EnvelopeView::Stream), QStringLiteral("stock-2"));
    QCOMPARE(envelope.text(EnvelopeView::Time), QStringLiteral("2026-11-23T10:00:01.250Z"));
    QCOMPARE(envelope.text(EnvelopeView::Id), QStringLiteral("e1-1"));
    QCOMPARE(envelope.text(EnvelopeView::Correlation), QStringLiteral("c1"));
    QCOMPARE(envelope.text(EnvelopeView::Causation), QStringLiteral("e1-0"));
    QCOMPARE(shown.pane.dataView()->toPlainText(), QStringLiteral("{\n  \"lastOrder\": \"order-1\"\n}"));
    QCOMPARE(shown.pane.metaView()->toPlainText(), QStringLiteral("{\n  \"user\": \"u-1\"\n}"));
    shown.session->cursor().setPosition(Position{0});
    QVERIFY(shown.pane.note()->isVisible());
}

void EventPaneTest::links_lead_to_cause_and_consequence()
{
    Shown<EventPane> shown(SampleProject::orderStory(10));
    shown.session->cursor().setPosition(Position{3});
    QTRY_COMPARE(shown.pane.envelope()->causeLink()->text(), QStringLiteral("go to 1"));
    QTest::mouseClick(shown.pane.envelope()->causeLink(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 1);
    QTRY_VERIFY(shown.pane.tracker()->details()->event.position == Position{1});
    QVERIFY(!shown.pane.envelope()->causeLink()->isVisible());
    QTest::mouseClick(shown.pane.envelope()->consequenceLink(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 3);
}

void EventPaneTest::nothing_of_an_event_overlaps_at_any_height()
{
    Shown<EventPane> shown(SampleProject::orderStory(10));
    shown.session->cursor().setPosition(Position{3});
    QTRY_VERIFY(shown.pane.envelope()->line(EnvelopeView::Causation)->isVisible());
    const EnvelopeView& envelope = *shown.pane.envelope();
    for (const int height : {160, 240, 320, 400, 700}) {
        shown.pane.resize(330, height);
        QCoreApplication::processEvents();
        int below = 0;
        for (int field = 0; field < EnvelopeView::FieldCount; ++field) {
            const QWidget* line = envelope.line(static_cast<EnvelopeView::Field>(field));
            if (line->isVisible()) {
                QVERIFY2(line->y() >= below, qPrintable(QString::number(height)));
                below = line->geometry().bottom() + 1;
            }
        }
        QVERIFY(envelope.height() >= below);
        const auto top = [&](const QWidget* part) { return part->mapTo(&shown.pane, QPoint()).y(); };
        QVERIFY(top(shown.pane.dataView()) >= top(&envelope) + envelope.height());
        QVERIFY(top(shown.pane.metaView()) >= top(shown.pane.dataView()) + shown.pane.dataView()->height());
    }
}

void EventPaneTest::a_long_id_is_cut_in_its_middle_until_somebody_is_in_it()
{
    const std::string id = "01a1ff10-dbd5-7647-8825-f6aa0dd50f00-and-more-than-a-pane-holds-end";
    const QString whole = QString::fromStdString(id);
    Shown<EventPane> shown(
        std::vector{happened("a-1", "Made", "{}", id), happened("a-1", "Made", "{}", "short")});
    shown.session->cursor().setPosition(Position{1});
    ValueLine* line = shown.pane.envelope()->line(EnvelopeView::Id);
    QTRY_COMPARE(line->text(), whole);
    QVERIFY(line->shownText().contains(u'…'));
    QVERIFY(line->shownText().endsWith(QStringLiteral("end")));
    QCOMPARE(line->toolTip(), whole);
    QTest::mouseDClick(line, Qt::LeftButton, {}, {20, line->height() / 2});
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(line, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), whole);
    QCOMPARE(line->shownText(), whole);
    shown.session->cursor().setPosition(Position{2});
    QTRY_COMPARE(line->text(), QStringLiteral("short"));
    QCOMPARE(line->shownText(), QStringLiteral("short"));
}

void EventPaneTest::meta_leaves_room_for_data()
{
    const std::string meta = R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9})";
    Shown<EventPane> shown({{"a-1", "Made", R"({"x":1,"y":2})", {}, {}, {}, meta, {}}});
    QTRY_VERIFY(shown.pane.tracker()->details());
    const auto linesSeen = [](const JsonView& view) {
        return view.viewport()->height() / view.fontMetrics().lineSpacing();
    };
    for (const int height : {380, 600}) {
        shown.pane.resize(420, height);
        QCoreApplication::processEvents();
        QVERIFY(linesSeen(*shown.pane.dataView()) >= 4);
        QVERIFY(linesSeen(*shown.pane.metaView()) >= (height == 600 ? 8 : 3));
    }
}

void EventPaneTest::a_huge_payload_is_cut_and_copied_whole()
{
    const std::string data = R"({"text":")" + std::string(3 << 20, 'x') + "\"}";
    Shown<EventPane> shown({{"a-1", "Big", data, {}, {}, {}, {}, {}}});
    QTRY_VERIFY(shown.pane.tracker()->details());
    QVERIFY(shown.pane.tracker()->details()->dataCut);
    QCOMPARE(shown.pane.dataView()->json().size(), qsizetype{1} << 20);
    QToolButton* copy = nullptr;
    for (auto* button : shown.pane.findChildren<QToolButton*>()) {
        copy = button->accessibleName() == QStringLiteral("Copy all data") ? button : copy;
    }
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text().size(), static_cast<qsizetype>(data.size()));
}

void EventPaneTest::a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("lines");
    QTest::addColumn<bool>("cuts");
    QByteArray many = "[";
    while (many.size() < 1'000'000) {
        many += "12345678,";
    }
    many.back() = ']';
    const int numbers = static_cast<int>(many.count(',')) + 1;
    QTest::newRow("a megabyte in short lines") << many << numbers + 2 << false;
    QTest::newRow("a megabyte in one line")
        << QByteArray("\"" + QByteArray(1'000'000, 'x') + '"') << 1 << true;
    QByteArray wide = "[";
    while (wide.size() < 1'000'000) {
        wide += '"' + QByteArray(9'000, 'y') + "\",";
    }
    wide.back() = ']';
    QTest::newRow("a megabyte in wide lines") << wide << static_cast<int>(wide.count(',')) + 3 << true;
}

void EventPaneTest::a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen()
{
    QFETCH(QByteArray, data);
    QFETCH(int, lines);
    QFETCH(bool, cuts);
    Shown<EventPane> shown({{"a-1", "Big", data.toStdString(), {}, {}, {}, {}, {}}});
    JsonView& view = *shown.pane.dataView();
    qsizetype before = view.document()->characterCount();
    qsizetype largest = 0;
    const auto note = [&] {
        const qsizetype now = view.document()->characterCount();
        largest = std::max(largest, now - before);
        before = now;
    };
    connect(view.document(), &QTextDocument::contentsChanged, &view, note);
    QTRY_VERIFY(!view.json().isEmpty() && view.isComplete());
    QCOMPARE(view.blockCount(), lines);
    QCOMPARE(view.cutsLines(), cuts);
    QVERIFY(largest <= JsonView::stepSize + JsonView::longestLine + 2);
    view.grab();
    const int seen = view.viewport()->height() / view.fontMetrics().lineSpacing() + 2;
    QVERIFY(view.linesColoured() > 0);
    QVERIFY2(view.linesColoured() <= seen, qPrintable(QString::number(view.linesColoured())));
    // What comes into view is coloured then.
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    view.grab();
    QVERIFY(!view.document()->lastBlock().layout()->formats().isEmpty());
    QVERIFY(view.linesColoured() <= 2 * seen);
}

void EventPaneTest::the_next_event_ends_what_is_still_coming()
{
    JsonView view;
    view.setJson(QString(2'000'000, u'\n'));
    QVERIFY(!view.isComplete());
    view.setJson(QStringLiteral("{}"));
    QVERIFY(view.isComplete());
    QTest::qWait(1);
    QCOMPARE(view.toPlainText(), QStringLiteral("{}"));
}

void EventPaneTest::json_is_coloured_by_tokens_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("tokens"); // the coloured stretches, one behind the other
    QTest::newRow("a member") << R"(  "a b": "c:d",)"
                              << R"("a b"|:|"c:d"|,)";
    QTest::newRow("figures") << "  [1.5e3, null]"
                             << "[|1.5e3|,|null|]";
    QTest::newRow("an escape") << R"("a\"b")"
                               << R"("a\"b")";
    QTest::newRow("cut") << R"("abc)"
                         << R"("abc)";
    QTest::newRow("nothing") << ""
                             << "";
}

void EventPaneTest::json_is_coloured_by_tokens()
{
    QFETCH(QString, line);
    QStringList tokens;
    for (const QTextLayout::FormatRange& range : jsonFormats(line)) {
        tokens << line.mid(range.start, range.length);
    }
    QTEST(tokens.join(u'|'), "tokens");
}

QTEST_MAIN(EventPaneTest)
#include "tst_event_pane.moc"
