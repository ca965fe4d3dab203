#include "views/dialogs/file_row.h"
#include "views/dialogs/padded_delegate.h"
#include "views/theme/theme.h"

#include <QTableWidget>
#include <QTest>

using namespace hindcast;

/// What a row shows of the pointer.
class RowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeChoice::Light); }

    void the_whole_row_under_the_pointer_is_lit()
    {
        QTableWidget table(3, 2);
        table.setItemDelegate(new PaddedDelegate(&table));
        table.resize(400, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto ground = [&](int row, int column) {
            const QRect cell = table.visualRect(table.model()->index(row, column));
            return table.viewport()->grab().toImage().pixelColor(cell.topLeft() + QPoint(3, 3));
        };
        const QColor lit = Theme::instance().color(Token::Hover);
        QTest::mouseMove(table.viewport(), table.visualRect(table.model()->index(1, 0)).center());
        QTRY_COMPARE(ground(1, 0), lit);
        QCOMPARE(ground(1, 1), lit);
        QVERIFY(ground(0, 0) != lit);
        QTest::mouseMove(table.viewport(), table.visualRect(table.model()->index(2, 1)).center());
        QTRY_COMPARE(ground(2, 0), lit);
        QVERIFY(ground(1, 0) != lit);
    }

    void a_file_that_moved_away_from_under_the_pointer_is_not_lit()
    {
        QWidget page;
        FileRow row(
            QStringLiteral("orders.ndjson"), QStringLiteral("a shop"), QStringLiteral("event"), &page);
        row.setGeometry(0, 0, 300, 32);
        page.resize(300, 200);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        const auto isLit = [&] {
            return row.grab().toImage().pixelColor(150, 4) == Theme::instance().color(Token::Hover);
        };
        page.setFocusPolicy(Qt::StrongFocus);
        page.setFocus();
        QTest::mouseMove(&row, {100, 16});
        QTRY_VERIFY(isLit());
        row.move(0, 100);
        QVERIFY(!isLit());
        QTest::mouseMove(&row, {101, 16});
        QTRY_VERIFY(isLit());
    }
};

QTEST_MAIN(RowsTest)
#include "tst_rows.moc"
