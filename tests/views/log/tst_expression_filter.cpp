#include "model/session/log_model.h"
#include "tests/views/log/log_fixture.h"
#include "views/log/filter_bar.h"
#include "views/log/problem_place.h"
#include "views/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>

using namespace hindcast;

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

/// The log's pane with the keyboard in its filter.
struct Typing : Shown {
    explicit Typing(int orders = 100)
        : Shown(SampleProject::orderStory(orders))
    {
        session->cursor().jumpTo(Position{1});
        pane.activateWindow();
        field().setFocus();
        (void)QTest::qWaitFor([this] { return field().hasFocus(); });
    }

    QAbstractItemView& offers() { return *field().completer()->popup(); }
    /// As on a real screen: an open popup has the keyboard.
    QWidget& keyboard() { return offers().isVisible() ? static_cast<QWidget&>(offers()) : field(); }
    void type(const QString& text) { QTest::keyClicks(&field(), text); }
    void press(Qt::Key key) { QTest::keyClick(&keyboard(), key); }
    ProblemPlace& place() { return *pane.findChild<ProblemPlace*>(); }
    QStringList offered()
    {
        QStringList all;
        for (int row = 0; row < offers().model()->rowCount(); ++row) {
            all << offers().model()->index(row, 0).data().toString();
        }
        return all;
    }
};

} // namespace

/// Typing expressions into the filter.
class ExpressionFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("hindcast-test"));
        QCoreApplication::setApplicationName(QStringLiteral("expression-filter"));
        Theme::instance().apply(ThemeChoice::Light);
    }

    void an_expression_filters()
    {
        Typing typing;
        typing.type(QStringLiteral("= event.type == 'OrderFailed' && event.version > 1"));
        QTRY_COMPARE(typing.pane.model()->rowCount(), 33);
        QTRY_VERIFY(said(*typing.pane.filterBar()).contains(QStringLiteral("33 hits")));
        typing.press(Qt::Key_Return);
        QCOMPARE(typing.session->columns()->type(Position{typing.playhead()}),
            typing.session->columns()->type(typing.pane.model()->positionAt(0)));
        typing.press(Qt::Key_Escape);
        QTRY_COMPARE(typing.pane.model()->rowCount(), 500);
    }

    void an_error_shows_its_place_and_keeps_the_hits()
    {
        Typing typing;
        typing.type(QStringLiteral("= event.position <= 3"));
        QTRY_COMPARE(typing.pane.model()->rowCount(), 3);
        QVERIFY(!typing.place().isVisible());
        typing.type(QStringLiteral(" && event.typ"));
        QTRY_VERIFY(typing.place().isVisible());
        QVERIFY(said(*typing.pane.filterBar())
                    .contains(QStringLiteral("Event has no field 'typ': did you mean 'type'?")));
        QVERIFY(typing.field().property("invalid").toBool());
        QCOMPARE(typing.pane.model()->rowCount(), 3);
        const std::int64_t before = typing.playhead();
        typing.press(Qt::Key_Return);
        QVERIFY2(typing.playhead() == before, "Enter goes nowhere while what is typed is wrong");
        QCOMPARE(typing.field().text(), QStringLiteral("= event.position <= 3 && event.typ"));
        typing.type(QStringLiteral("e != ''"));
        QTRY_VERIFY(!typing.place().isVisible());
        QTRY_COMPARE(typing.pane.model()->rowCount(), 3);
    }

    void faulty_events_are_counted_and_the_first_is_a_link()
    {
        Typing typing;
        typing.type(QStringLiteral("= event.data.never == 1"));
        QTRY_VERIFY(said(*typing.pane.filterBar()).contains(QStringLiteral("an error for 500 events")));
        QVERIFY(said(*typing.pane.filterBar()).contains(QStringLiteral("no such key: never")));
        typing.session->cursor().jumpTo(Position{77});
        for (QLabel* label : typing.pane.filterBar()->findChildren<QLabel*>()) {
            Q_EMIT label->linkActivated(QStringLiteral("first"));
        }
        QCOMPARE(typing.playhead(), 1);
        typing.press(Qt::Key_Escape);
        QVERIFY(!said(*typing.pane.filterBar()).contains(QStringLiteral("an error for")));
    }

    void a_choice_is_taken_in_place()
    {
        Typing typing;
        typing.type(QStringLiteral("= typ"));
        QTRY_VERIFY(typing.offers().isVisible());
        QCOMPARE(typing.offered().front(), QStringLiteral("event.type"));
        typing.press(Qt::Key_Down);
        typing.press(Qt::Key_Return);
        QTRY_COMPARE(typing.field().text(), QStringLiteral("= event.type"));
        typing.type(QStringLiteral(" == 'orderf"));
        QTRY_VERIFY(typing.offers().isVisible());
        QCOMPARE(typing.offered(), QStringList{QStringLiteral("'OrderFailed'")});
        typing.press(Qt::Key_Down);
        typing.press(Qt::Key_Return);
        QTRY_COMPARE(typing.field().text(), QStringLiteral("= event.type == 'OrderFailed'"));
        QTRY_COMPARE(typing.pane.model()->rowCount(), 33);
    }

    void the_caret_stays_behind_a_choice_in_the_middle()
    {
        Typing typing;
        typing.type(QStringLiteral("= event.data.to > 5"));
        typing.field().setCursorPosition(15);
        typing.type(QStringLiteral("t"));
        QTRY_VERIFY(typing.offers().isVisible());
        QTRY_COMPARE(typing.offered(), QStringList{QStringLiteral(".total")});
        typing.press(Qt::Key_Down);
        typing.press(Qt::Key_Return);
        QTRY_COMPARE(typing.field().text(), QStringLiteral("= event.data.total > 5"));
        QTRY_COMPARE(typing.field().cursorPosition(), 18);
    }

    void fields_of_payloads_are_offered()
    {
        Typing typing;
        typing.type(QStringLiteral("= event.data."));
        QTRY_VERIFY(typing.offers().isVisible());
        QTRY_VERIFY(typing.offered().contains(QStringLiteral(".total")));
    }

    void ctrl_space_offers()
    {
        Typing typing;
        typing.type(QStringLiteral("= true && "));
        QVERIFY(!typing.offers().isVisible()); // anything may stand here: nobody asked
        QTest::keyClick(&typing.field(), Qt::Key_Space, Qt::ControlModifier);
        QTRY_VERIFY(typing.offers().isVisible());
        QCOMPARE(typing.field().text(), QStringLiteral("= true && "));
        QCOMPARE(typing.offered().front(), QStringLiteral("event"));
    }

    void the_place_fits_its_width_data()
    {
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, int begin, int length, int columns, const char* shown) {
            QTest::newRow(name) << begin << length << columns << QString::fromUtf8(shown);
        };
        row("all of it", 4, 3, 40, "abc defghi jklmno/    ^~~");
        row("the end", 17, 0, 40, "abc defghi jklmno/                 ^");
        row("its beginning", 0, 3, 9, "abc defg…/^~~");
        row("its middle", 8, 2, 9, "… defghi…/      ^~");
        row("its end", 11, 6, 9, "…fghi jk…/      ^~~");
    }
    void the_place_fits_its_width()
    {
        QFETCH(int, begin);
        QFETCH(int, length);
        QFETCH(int, columns);
        const QStringList lines =
            ProblemPlace::lines(QStringLiteral("abc defghi jklmno"), begin, length, columns);
        QTEST(lines.join(u'/'), "shown");
        QVERIFY(lines.front().size() <= columns);
    }
};

QTEST_MAIN(ExpressionFilterTest)
#include "tst_expression_filter.moc"
