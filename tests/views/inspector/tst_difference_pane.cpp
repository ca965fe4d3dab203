#include "engine/value/json.h"
#include "model/session/difference_model.h"
#include "tests/views/inspector/inspector_fixture.h"
#include "views/inspector/difference_pane.h"
#include "views/inspector/json_view.h"
#include "views/inspector/standing_text.h"
#include "views/panels/empty_note.h"
#include "views/panels/fixed_row_view.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

/// The difference between two positions as a person reads it.
class DifferencePaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void difference_from_pin_to_swap();
    void the_last_steps_of_a_path_are_seen();
    void difference_says_what_is_missing();
    void standing_reads_as_a_sentence_data();
    void standing_reads_as_a_sentence();
    void difference_tells_absent_and_deleted_from_the_same_data();
    void difference_tells_absent_and_deleted_from_the_same();
};

void DifferencePaneTest::initTestCase()
{
    Theme::instance().apply(ThemeChoice::Light);
}

void DifferencePaneTest::difference_from_pin_to_swap()
{
    Shown<DifferencePane> shown(SampleProject::orderStory(10));
    shown.session->selection().setStream(shown.session.stream("order-1"));
    shown.session->cursor().setPosition(Position{1});
    QTest::mouseClick(shown.pane.pinButton(), Qt::LeftButton);
    shown.session->cursor().setPosition(Position{10});
    QTRY_COMPARE(shown.pane.model()->rowCount(), 2);
    QVERIFY(shown.pane.table()->isVisible());
    QCOMPARE(shown.pane.heading()->title(), QStringLiteral("A: 1 → 10"));
    QTest::mouseClick(shown.pane.copyButton(), Qt::LeftButton);
    const auto patch = readJson(QGuiApplication::clipboard()->text().toStdString());
    QVERIFY(patch.ok() && patch->isList());
    QCOMPARE(patch->size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(writeJson(patch->at(0))),
        QStringLiteral(R"({"op":"replace","path":"/status","value":"done"})"));
    QTest::mouseClick(shown.pane.swapButton(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 1);
    QVERIFY(shown.session->cursor().pin() == Position{10});
    QTRY_COMPARE(shown.pane.model()->index(0, DifferenceModel::AfterColumn).data().toString(),
        QStringLiteral("\"new\""));
}

void DifferencePaneTest::the_last_steps_of_a_path_are_seen()
{
    Shown<DifferencePane> shown(
        {happened("a-1", "Made", R"({"a_customer_of_ours":{"their_address":{"x":1,"y":1}}})"),
            happened("a-1", "Moved", R"({"a_customer_of_ours":{"their_address":{"x":2,"y":2}}})")});
    shown.pane.resize(300, 500);
    shown.session->selection().setStream(shown.session.stream("a-1"));
    shown.session->cursor().setPin(Position{1});
    QTRY_COMPARE(shown.pane.model()->rowCount(), 2);
    FixedRowView& table = *shown.pane.table();
    QCOMPARE(table.header()->length(), table.viewport()->width());
    const auto cell = [&](int row) {
        const QRect rect = table.visualRect(shown.pane.model()->index(row, DifferenceModel::PathColumn));
        return table.viewport()->grab(rect.adjusted(0, 0, 0, -1)).toImage();
    };
    // The two paths differ in their last letter only.
    QVERIFY(cell(0) != cell(1));
}

void DifferencePaneTest::difference_says_what_is_missing()
{
    Shown<DifferencePane> shown(SampleProject::orderStory(10));
    QVERIFY(shown.pane.note()->sentence().contains(QStringLiteral("Pin a position")));
    QTest::mouseClick(shown.pane.note()->actionButton(), Qt::LeftButton);
    QVERIFY(shown.session->cursor().pin() == Position{50});
    QVERIFY(shown.pane.note()->sentence().contains(QStringLiteral("Select an entity")));
    shown.session->selection().setStream(shown.session.stream("order-1"));
    QTRY_VERIFY(shown.pane.note()->sentence().contains(QStringLiteral("is the same")));
}

void DifferencePaneTest::standing_reads_as_a_sentence_data()
{
    using Standing = DifferenceModel::Standing;
    QTest::addColumn<std::int64_t>("a");
    QTest::addColumn<std::int64_t>("playhead");
    QTest::addColumn<Standing>("atA");
    QTest::addColumn<Standing>("atPlayhead");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name,
                         std::int64_t a,
                         std::int64_t playhead,
                         Standing atA,
                         Standing atPlayhead,
                         const char* said) {
        QTest::newRow(name) << a << playhead << atA << atPlayhead << QString::fromUtf8(said);
    };
    const auto absent = Standing::Absent;
    const auto present = Standing::Present;
    const auto deleted = Standing::Deleted;
    row("there at both", 200, 300, present, present, "");
    row("absent at both",
        120,
        130,
        absent,
        absent,
        "o-42 does not exist at 120 or at 130; it begins at 150.");
    row("absent, A here", 120, 120, absent, absent, "o-42 does not exist at 120; it begins at 150.");
    row("absent at A", 120, 200, absent, present, "o-42 does not exist at 120; it begins at 150.");
    row("absent at the playhead", 200, 120, present, absent, "o-42 does not exist at 120; it begins at 150.");
    row("comes and goes",
        120,
        1900,
        absent,
        deleted,
        "o-42 does not exist at 120; it begins at 150 and is deleted at 1,900.");
    row("goes", 200, 1900, present, deleted, "o-42 exists at 200 and is deleted at 1,900.");
    row("goes, seen from the end",
        1900,
        200,
        deleted,
        present,
        "o-42 exists at 200 and is deleted at 1,900.");
    row("gone at both", 1900, 1950, deleted, deleted, "o-42 is deleted at 1,900 and at 1,950.");
    row("gone, A here", 1900, 1900, deleted, deleted, "o-42 is deleted at 1,900.");
}

void DifferencePaneTest::standing_reads_as_a_sentence()
{
    QFETCH(std::int64_t, a);
    QFETCH(std::int64_t, playhead);
    QFETCH(DifferenceModel::Standing, atA);
    QFETCH(DifferenceModel::Standing, atPlayhead);
    const ComparedAt at{Position{a}, Position{playhead}, Position{150}};
    QTEST(standingText(QStringLiteral("o-42"), at, {atA, atPlayhead}), "said");
}

void DifferencePaneTest::difference_tells_absent_and_deleted_from_the_same_data()
{
    QTest::addColumn<std::int64_t>("a");
    QTest::addColumn<std::int64_t>("playhead");
    QTest::addColumn<bool>("rows");
    QTest::addColumn<QString>("said");
    QTest::newRow("to come") << std::int64_t{1} << std::int64_t{5} << false << "does not exist at 1 or at 5";
    QTest::newRow("comes") << std::int64_t{1} << std::int64_t{12} << true << "does not exist at 1;";
    QTest::newRow("comes, from behind")
        << std::int64_t{12} << std::int64_t{1} << true << "does not exist at 1;";
    QTest::newRow("there") << std::int64_t{13} << std::int64_t{13} << false << "is the same at";
    QTest::newRow("goes") << std::int64_t{13} << std::int64_t{30} << true
                          << "exists at 13 and is deleted at 30";
    QTest::newRow("gone") << std::int64_t{20} << std::int64_t{30} << false << "is deleted at 20 and at 30";
}

void DifferencePaneTest::difference_tells_absent_and_deleted_from_the_same()
{
    QFETCH(std::int64_t, a);
    QFETCH(std::int64_t, playhead);
    QFETCH(bool, rows);
    QFETCH(QString, said);
    Shown<DifferencePane> shown(SampleProject::orderStory(10));
    shown.session->selection().setStream(shown.session.stream("order-3")); // 11 to 19, where it is deleted
    shown.session->cursor().setPin(Position{a});
    shown.session->cursor().setPosition(Position{playhead});
    QTRY_VERIFY(shown.pane.model()->isCurrent() && shown.pane.model()->standings());
    QCOMPARE(shown.pane.table()->isVisible(), rows);
    QCOMPARE(shown.pane.remark()->isVisible(), rows);
    const QString text = rows ? shown.pane.remark()->text() : shown.pane.note()->sentence();
    QVERIFY2(text.contains(said), qPrintable(text));
}

QTEST_MAIN(DifferencePaneTest)
#include "tst_difference_pane.moc"
