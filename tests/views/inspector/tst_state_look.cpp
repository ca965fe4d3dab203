#include "model/session/field_history_model.h"
#include "tests/views/inspector/inspector_fixture.h"
#include "views/inspector/field_history_view.h"
#include "views/theme/theme.h"

#include <QScreen>
#include <QSet>
#include <QWindow>

namespace {

std::string textOf(const std::string& value)
{
    return "{\"text\":\"" + value + "\"}";
}

} // namespace

/// What the state's rows look like on the screen.
class StateLookTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeChoice::Light); }

    void a_changed_field_is_one_band_however_deep_it_lies()
    {
        ShownState shown({happened("a-1", "Made", R"({"who":{"at":{"town":"Here","road":"Old"}},"n":1})"),
            happened("a-1", "Moved", R"({"who":{"at":{"town":"There"}}})"),
            happened("a-1", "Counted", R"({"n":2})")});
        shown.select("a-1", 1);
        shown.moveTo(2);
        const QModelIndex town = shown.row({std::string("who"), std::string("at"), std::string("town")});
        QVERIFY(town.isValid());
        const QRect cell = shown.pane.tree()->visualRect(town);
        QVERIFY2(cell.left() > 20, "there is indentation to look at");
        // On the screen and not in a picture made for the test: a part that is not repainted stays as it was.
        const auto colorAt = [&](int x) {
            const QPoint at = shown.pane.tree()->viewport()->mapTo(&shown.pane, QPoint(x, cell.center().y()));
            return shown.pane.screen()->grabWindow(shown.pane.winId()).toImage().pixelColor(at);
        };
        const QColor changed = Theme::instance().color(Token::Changed);
        const int right = shown.pane.tree()->viewport()->width() - 2;
        for (const int x : {4, cell.left() / 2, cell.left() - 3, right}) {
            QTRY_COMPARE(colorAt(x), changed);
        }
        shown.moveTo(3);
        for (const int x : {4, cell.left() / 2, cell.left() - 3, right}) {
            QTRY_COMPARE(colorAt(x), Theme::instance().color(Token::Panel));
        }
    }

    void a_row_under_the_pointer_is_one_band_too()
    {
        ShownState shown({happened("a-1", "Made", R"({"who":{"at":{"town":"Here","road":"Old"}},"n":1})"),
            happened("a-1", "Moved", R"({"who":{"at":{"town":"There"}}})")});
        shown.select("a-1", 2);
        const std::string at = "at";
        const std::string who = "who";
        const auto bandOf = [&](const ValuePath& path) {
            const QRect cell = shown.pane.tree()->visualRect(shown.row(path));
            QTest::mouseMove(shown.pane.tree()->viewport(), cell.center());
            QCoreApplication::processEvents();
            const QImage image = shown.pane.tree()->viewport()->grab().toImage();
            QSet<QRgb> colors;
            // Left of the names and right of the values; not at the rounded ends of a frame.
            for (const int x : {5, cell.left() - 3, cell.left() + 1, image.width() - 8}) {
                colors << image.pixel(x, cell.top() + 3);
            }
            return colors;
        };
        QCOMPARE(bandOf({who, at, std::string("town")}),
            QSet<QRgb>{Theme::instance().color(Token::Changed).rgb()});
        QCOMPARE(
            bandOf({who, at, std::string("road")}), QSet<QRgb>{Theme::instance().color(Token::Hover).rgb()});
    }

    void both_values_of_a_write_are_seen_however_long_they_are()
    {
        const std::string before(300, 'a');
        const std::string after(300, 'b');
        ShownState shown({happened("a-1", "MadeWithALongNameOfItsOwn", textOf(before)),
            happened("a-1", "WrittenAnewWithALongName", textOf(after)),
            happened("a-1", "WrittenAnewWithALongName", textOf(before))});
        shown.select("a-1", 3);
        shown.click({std::string("text")});
        auto* history = shown.pane.findChild<FieldHistoryView*>();
        QTRY_COMPARE(history->model()->rowCount(), 3);
        // Rows two and three tell the same change both ways: each half of it differs.
        const auto half = [&](int row, bool right) {
            const QImage image = history->viewport()->grab().toImage();
            const QRect rect = history->rowRect(row);
            const int middle = rect.width() * 7 / 10;
            return image.copy(right ? QRect(middle + 20, rect.top() + 4, rect.width() - middle - 20, 18)
                                    : QRect(rect.width() / 2, rect.top() + 4, 40, 18));
        };
        shown.session->cursor().setPosition(Position{0}); // no row is marked as the playhead's
        QCoreApplication::processEvents();
        QVERIFY(half(1, false) != half(2, false));
        QVERIFY(half(1, true) != half(2, true));
    }
};

QTEST_MAIN(StateLookTest)
#include "tst_state_look.moc"
