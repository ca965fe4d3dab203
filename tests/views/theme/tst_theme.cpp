#include "views/theme/icon_engine.h"
#include "views/theme/style_sheet.h"
#include "views/theme/theme.h"
#include "views/theme/tokens.h"

#include <QApplication>
#include <QComboBox>
#include <QDirIterator>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace hindcast;

namespace {

constexpr double readable = 4.5; // WCAG 2.1 AA for text

int pixelsOf(const QImage& image, const QColor& color)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() > 200 && std::abs(pixel.red() - color.red()) < 12
                && std::abs(pixel.green() - color.green()) < 12
                && std::abs(pixel.blue() - color.blue()) < 12) {
                ++found;
            }
        }
    }
    return found;
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_is_readable_on_every_surface_it_is_used_on_data()
    {
        QTest::addColumn<Token>("text");
        QTest::addColumn<Token>("surface");
        const auto row = [](const char* name, Token text, Token surface) {
            QTest::newRow(name) << text << surface;
        };
        row("text on the window", Token::Text, Token::Window);
        row("text on a panel", Token::Text, Token::Panel);
        row("text in a field", Token::Text, Token::PanelRaised);
        row("text under the mouse", Token::Text, Token::Hover);
        row("text of a selected row", Token::Text, Token::SelectedRow);
        row("text of a changed value", Token::Text, Token::Changed);
        row("text on an accent's pale surface", Token::Text, Token::OnPanel);
        row("text on the canvas", Token::Text, Token::Canvas);
        row("text on a zebra lane", Token::Text, Token::Zebra);
        row("muted on the window", Token::Muted, Token::Window);
        row("muted on a panel", Token::Muted, Token::Panel);
        row("muted in a field", Token::Muted, Token::PanelRaised);
        row("muted under the mouse", Token::Muted, Token::Hover);
        row("muted on a zebra lane", Token::Muted, Token::Zebra);
        row("accent on a panel", Token::Accent, Token::Panel);
        row("text on accent", Token::AccentText, Token::Accent);
        row("the past banner", Token::PastText, Token::PastSurface);
        row("good on a panel", Token::Good, Token::Panel);
        row("bad on a panel", Token::Bad, Token::Panel);
    }

    void text_is_readable_on_every_surface_it_is_used_on()
    {
        QFETCH(Token, text);
        QFETCH(Token, surface);
        for (const bool dark : {false, true}) {
            const double ratio = contrastRatio(tokenColor(text, dark), tokenColor(surface, dark));
            QVERIFY2(ratio >= readable, qPrintable(QStringLiteral("%1 dark=%2").arg(ratio).arg(dark)));
        }
    }

    void placeholders_are_readable()
    {
        for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
            Theme::instance().apply(choice);
            QLineEdit field;
            field.ensurePolished();
            const QColor ink = field.palette().color(QPalette::PlaceholderText);
            QCOMPARE(ink.alpha(), 255);
            const double ratio = contrastRatio(ink, Theme::instance().color(Token::PanelRaised));
            QVERIFY2(ratio >= readable, qPrintable(QString::number(ratio)));
            QCOMPARE(field.palette().color(QPalette::Text), Theme::instance().color(Token::Text));
        }
    }

    void dark_surfaces_step_up_in_lightness()
    {
        const auto lightness = [](Token token) { return tokenColor(token, true).lightness(); };
        QVERIFY(lightness(Token::Window) < lightness(Token::Panel));
        QVERIFY(lightness(Token::Panel) < lightness(Token::PanelRaised));
        QVERIFY(lightness(Token::Panel) < lightness(Token::Line));
    }

    void every_icon_draws_in_the_tokens_colour()
    {
        Theme::instance().apply(ThemeChoice::Light);
        int icons = 0;
        QDirIterator files(QStringLiteral(":/icons"));
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).completeBaseName();
            const QImage image =
                Theme::instance().icon(name, Token::Accent).pixmap(QSize(32, 32), 1.0).toImage();
            QVERIFY2(pixelsOf(image, Theme::instance().color(Token::Accent)) > 20, qPrintable(name));
            ++icons;
        }
        QVERIFY(icons >= 28);
        QVERIFY(iconSvg(QStringLiteral("no such icon"), Qt::black).isEmpty());
    }

    void icons_follow_a_change_of_theme_without_being_set_anew()
    {
        Theme& theme = Theme::instance();
        theme.apply(ThemeChoice::Light);
        const QIcon icon = theme.icon(QStringLiteral("play"));
        const QColor light = theme.color(Token::Text);
        QVERIFY(pixelsOf(icon.pixmap(QSize(32, 32), 1.0).toImage(), light) > 20);
        theme.apply(ThemeChoice::Dark);
        const QImage dark = icon.pixmap(QSize(32, 32), 1.0).toImage();
        QVERIFY(pixelsOf(dark, theme.color(Token::Text)) > 20);
        QCOMPARE(pixelsOf(dark, light), 0);
    }

    void icons_are_rendered_at_device_pixels()
    {
        const QPixmap twice = Theme::instance().icon(QStringLiteral("play")).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(twice.size(), QSize(32, 32));
        QCOMPARE(twice.devicePixelRatio(), 2.0);
    }

    void a_choice_sets_palette_and_style_sheet_and_says_so()
    {
        Theme& theme = Theme::instance();
        QSignalSpy changed(&theme, &Theme::changed);
        theme.apply(ThemeChoice::Dark);
        QVERIFY(theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Base), tokenColor(Token::Panel, true));
        const QString dark = qApp->styleSheet();
        theme.apply(ThemeChoice::Light);
        QVERIFY(!theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Base), tokenColor(Token::Panel, false));
        QVERIFY(qApp->styleSheet() != dark);
        QCOMPARE(changed.count(), 2);
        theme.apply(ThemeChoice::System);
        QVERIFY(!theme.isDark()); // the offscreen platform's own palette is light, whatever we set meanwhile
    }

    void a_choice_that_is_wrong_keeps_its_shape()
    {
        QWidget page;
        QComboBox box(&page);
        box.setEditable(true);
        box.setGeometry(10, 10, 200, 26);
        page.resize(220, 46);
        const QImage right = page.grab().toImage();
        box.setProperty("invalid", true);
        const QImage wrong = page.grab().toImage();
        const QColor bad = Theme::instance().color(Token::Bad);
        QCOMPARE(pixelsOf(right, bad), 0);
        QVERIFY(pixelsOf(wrong, bad) > 2 * 180);
        // Only the frame's colour is another one: corners, arrow and field are where they were.
        const QRect inside = box.geometry().adjusted(3, 3, -3, -3);
        QCOMPARE(wrong.copy(inside), right.copy(inside));
        QCOMPARE(wrong.pixelColor(10, 10), right.pixelColor(10, 10));
    }

    void a_button_with_the_focus_has_one_frame()
    {
        QWidget page;
        QPushButton button(QStringLiteral("Cancel"), &page);
        button.setGeometry(10, 10, 120, 30);
        page.resize(140, 50);
        page.show();
        button.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(button.hasFocus());
        const QImage image = page.grab().toImage();
        const QColor accent = Theme::instance().color(Token::Accent);
        QVector<int> framed;
        for (int y = 10; y < 40; ++y) {
            if (image.pixelColor(24, y) == accent) {
                framed << y;
            }
        }
        QCOMPARE(framed, (QVector<int>{10, 39}));
    }

    void the_style_sheet_holds_no_unfilled_name()
    {
        QVERIFY(!styleSheet(Theme::instance()).contains(QLatin1Char('@')));
    }

    void figures_of_the_tabular_font_have_one_width()
    {
        const QFontMetrics metrics(Theme::instance().tabularFont());
        QCOMPARE(metrics.horizontalAdvance(QStringLiteral("1111")),
            metrics.horizontalAdvance(QStringLiteral("9028")));
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
