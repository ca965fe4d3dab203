#include "engine/log/log_writer.h"
#include "model/session/state_model.h"
#include "tests/e2e/user_test.h"
#include "tests/support/corpus.h"
#include "views/dialogs/command_palette.h"
#include "views/dialogs/help_page.h"
#include "views/dialogs/welcome_page.h"
#include "views/inspector/state_pane.h"
#include "views/inspector/state_tree_view.h"
#include "views/log/filter_bar.h"
#include "views/log/log_pane.h"
#include "views/log/log_table_view.h"
#include "views/theme/key_hint.h"
#include "views/theme/theme.h"
#include "views/timeline/timeline_pane.h"
#include "views/window/actions.h"
#include "views/window/dock_area.h"
#include "views/window/message_bar.h"
#include "views/window/shortcuts_dialog.h"
#include "views/window/theme_setting.h"
#include "views/window/top_bar.h"
#include "views/window/workspace.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace hindcast;

/// What belongs to the window itself: its keys, palette, layout, help, and the page it starts with.
class WindowTest : public UserTest {
    Q_OBJECT

private Q_SLOTS:
    void no_key_belongs_to_two_commands()
    {
        QSet<QString> seen;
        for (const CommandInfo& info : commandTable()) {
            for (const QKeySequence& key : defaultKeys(info.command)) {
                QVERIFY2(!key.isEmpty(), info.id);
                QVERIFY2(!seen.contains(key.toString()), info.id);
                seen << key.toString();
            }
        }
        QCOMPARE(commandTable().size(), static_cast<std::size_t>(Command::Count));
        for (std::size_t i = 0; i < commandTable().size(); ++i) {
            QCOMPARE(static_cast<std::size_t>(commandTable()[i].command), i);
        }
    }

    void letters_typed_into_a_field_stay_there()
    {
        QVERIFY(openSample());
        m_user->session().cursor().jumpTo(Position{50});
        m_user->press(Qt::Key_Slash);
        QLineEdit* field = m_user->window().workspace().log().filterBar()->field();
        m_user->type(QStringLiteral("mubdf,.[]? /"));
        m_user->press(Qt::Key_Left);
        m_user->press(Qt::Key_Home);
        QCOMPARE(field->text(), QStringLiteral("mubdf,.[]? /"));
        QCOMPARE(m_user->position().value, 50);
        QVERIFY(m_user->session().bookmarks().all().empty());
        QVERIFY(!m_user->session().cursor().pin());
        QVERIFY(!m_user->session().cursor().isPlaying());
    }

    void a_focused_button_keeps_the_space_bar_and_the_tree_its_arrows()
    {
        QVERIFY(openSample());
        auto* theme = m_user->window().findChild<QToolButton*>(QStringLiteral("themeButton"));
        theme->setFocus();
        const bool dark = Theme::instance().isDark();
        m_user->press(Qt::Key_Space);
        QCOMPARE(Theme::instance().isDark(), !dark);
        QCOMPARE(rememberedTheme() == ThemeChoice::Dark, !dark);
        QVERIFY(!m_user->session().cursor().isPlaying());
        m_user->press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(Theme::instance().isDark(), dark);

        const auto columns = m_user->session().columns();
        m_user->session().cursor().jumpTo(Position{100});
        m_user->session().selection().setStream(columns->stream(Position{100}));
        StateTreeView* tree = m_user->window().workspace().state().tree();
        QTRY_VERIFY(tree->model()->rowCount() > 0);
        tree->setFocus();
        tree->setCurrentIndex(tree->model()->index(0, 0));
        m_user->press(Qt::Key_Right);
        m_user->press(Qt::Key_Left);
        QCOMPARE(m_user->position().value, 100);
    }

    void keys_do_nothing_to_a_log_that_is_not_seen()
    {
        QVERIFY(openSample());
        m_user->session().cursor().jumpTo(Position{50});
        m_user->press(Qt::Key_F1);
        QCOMPARE(m_user->window().currentPage(), &m_user->window().helpPage());
        m_user->press(Qt::Key_M);
        m_user->press(Qt::Key_Space);
        QCOMPARE(m_user->position().value, 50);
        QVERIFY(m_user->session().bookmarks().all().empty());
        m_user->press(Qt::Key_Escape);
        QCOMPARE(m_user->window().currentPage(), &m_user->window().workspace());
    }

    void a_changed_key_works_is_shown_and_is_remembered()
    {
        QVERIFY(openSample());
        Actions* actions = &m_user->window().actions();
        {
            ShortcutsDialog dialog(*actions, &m_user->window());
            dialog.show();
            dialog.select(Command::PreviousEvent);
            dialog.keyField()->setKeySequence(QKeySequence(Qt::Key_M));
            auto* assign = dialog.findChild<QPushButton*>(QStringLiteral("assignKey"));
            m_user->click(assign, assign->rect().center());
            dialog.close();
        }
        // The one that had the key lost it.
        QCOMPARE(actions->keyText(Command::ToggleBookmark), QString());
        QVERIFY(m_user->window().helpPage().text().contains(QStringLiteral("Previous event")));
        m_user->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_user->window()));
        m_user->window().workspace().focusLog();
        m_user->press(Qt::Key_M);
        QCOMPARE(m_user->position().value, 1999);

        m_user->restart();
        actions = &m_user->window().actions();
        QCOMPARE(actions->keyText(Command::PreviousEvent), QStringLiteral("M"));
        actions->resetKeys();
        QCOMPARE(actions->keyText(Command::ToggleBookmark), QStringLiteral("M"));
        QCOMPARE(actions->keyText(Command::PreviousEvent), QStringLiteral("Left"));
    }

    void hints_tell_the_key_that_a_command_has_now_data()
    {
        QTest::addColumn<Command>("command");
        QTest::addColumn<QString>("hint"); // as it begins
        const auto row = [](Command command, const char* hint) {
            QTest::newRow(infoOf(command).id) << command << QString::fromLatin1(hint);
        };
        row(Command::FirstEvent, "First event (%1)");
        row(Command::PreviousEvent, "Previous event (%1)");
        row(Command::TogglePlay, "Play (%1)");
        row(Command::NextEvent, "Next event (%1)");
        row(Command::LastEvent, "Last event (%1)");
        row(Command::FitAll, "Show the whole log (%1)");
        row(Command::FocusFilter, "Filter the log (%1)\n");
        row(Command::PreviousHit, "Previous hit (%1)");
        row(Command::NextHit, "Next hit (%1)");
        row(Command::PinHere, "Pin this position as A (%1)");
        row(Command::ToCause, "Go to the event that caused this one (%1)");
        row(Command::ToConsequence, "Go to the first event this one caused (%1)");
        row(Command::SwitchTheme, "Switch between light and dark (%1)");
    }
    void hints_tell_the_key_that_a_command_has_now()
    {
        QFETCH(Command, command);
        QFETCH(QString, hint);
        Actions& actions = m_user->window().actions();
        const auto isTold = [&](const QString& key) {
            const auto widgets = m_user->window().findChildren<QWidget*>();
            return std::any_of(widgets.begin(), widgets.end(), [&](const QWidget* widget) {
                return widget->toolTip().startsWith(hint.arg(key));
            });
        };
        QVERIFY(isTold(actions.keyText(command)));
        actions.setKeys(command, {QKeySequence(QStringLiteral("Ctrl+Alt+7"))});
        QVERIFY(isTold(QStringLiteral("Ctrl+Alt+7")));
        actions.setKeys(command, {});
        QVERIFY(!isTold(QStringLiteral("Ctrl+Alt+7")));
        actions.resetKeys();
        QVERIFY(isTold(actions.keyText(command)));
    }

    void every_hint_names_a_command_that_exists()
    {
        int named = 0;
        for (const QWidget* widget : m_user->window().findChildren<QWidget*>()) {
            const QByteArray id = hintCommand(widget);
            QVERIFY2(id.isEmpty() || commandOf(id), id.constData());
            named += id.isEmpty() ? 0 : 1;
        }
        QVERIFY(named >= 12);
    }

    void the_help_tells_the_keys_as_they_are()
    {
        Actions& actions = m_user->window().actions();
        HelpPage& help = m_user->window().helpPage();
        help.showTopic(3);
        QVERIFY(help.text().contains(QStringLiteral("[ goes to the cause")));
        actions.setKeys(Command::ToCause, {QKeySequence(QStringLiteral("Ctrl+Alt+7"))});
        QVERIFY(help.text().contains(QStringLiteral("Ctrl+Alt+7 goes to the cause")));
        actions.setKeys(Command::ToCause, {});
        QVERIFY(help.text().contains(QStringLiteral("(no key) goes to the cause")));
        actions.resetKeys();
        for (int row = 0; row < help.topics()->count(); ++row) {
            help.showTopic(row);
            for (const CommandInfo& info : commandTable()) {
                QVERIFY(!help.text().contains(u'{' + QString::fromLatin1(info.id) + u'}'));
            }
        }
    }

    void the_palette_finds_commands_entities_types_and_positions_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("command by its letters") << "prev bookm"
                                                << "Previous bookmark";
        QTest::newRow("entity") << "order-17"
                                << "order-17";
        QTest::newRow("type") << "ordfail"
                              << "OrderFailed";
        QTest::newRow("position") << "1,386"
                                  << "Go to position 1,386";
        QTest::newRow("nothing") << "qqxzzq"
                                 << "Nothing found. Try fewer letters.";
    }
    void the_palette_finds_commands_entities_types_and_positions()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        QVERIFY(openSample());
        CommandPalette& palette = m_user->window().palette();
        const QAbstractItemModelTester tester(
            palette.list()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_user->press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette.isVisible());
        m_user->type(typed);
        QTRY_COMPARE(palette.list()->model()->index(0, 0).data().toString(), first);
        m_user->press(Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QCOMPARE(m_user->position().value, 2000);
    }

    void the_palette_offers_no_entity_of_another_branch()
    {
        QVERIFY(openSample());
        {
            auto writer = LogWriter::open(m_user->session().host().path().toStdString());
            QVERIFY(writer.ok());
            const auto branch = (*writer)->fork(mainBranch, Position{5}, "what if");
            QVERIFY(branch.ok());
            NewEvent event;
            event.type = "Happened";
            event.data = "{}";
            QVERIFY((*writer)->append(*branch, "elsewhere-1", ExpectedVersion::any(), {&event, 1}).ok());
            QVERIFY((*writer)->append(mainBranch, "elsewhere-2", ExpectedVersion::any(), {&event, 1}).ok());
        }
        QTRY_COMPARE(m_user->session().host().last().value, 2001);
        CommandPalette& palette = m_user->window().palette();
        m_user->press(Qt::Key_K, Qt::ControlModifier);
        m_user->type(QStringLiteral("elsewhere"));
        const QAbstractItemModel& found = *palette.list()->model();
        QTRY_COMPARE(found.index(0, 0).data().toString(), QStringLiteral("elsewhere-2"));
        QCOMPARE(found.rowCount(), 1);
    }

    void the_palette_does_what_is_chosen()
    {
        QVERIFY(openSample());
        CommandPalette& palette = m_user->window().palette();
        auto* field = m_user->window().topBar().searchButton();
        m_user->click(field, field->rect().center());
        QVERIFY(palette.isVisible());
        m_user->type(QStringLiteral("1386"));
        m_user->press(Qt::Key_Return);
        QVERIFY(m_user->awaitPosition(1386));
        QVERIFY(!palette.isVisible());

        m_user->press(Qt::Key_K, Qt::ControlModifier);
        m_user->type(QStringLiteral("order-17"));
        QTRY_COMPARE(palette.list()->model()->index(0, 0).data().toString(), QStringLiteral("order-17"));
        m_user->press(Qt::Key_Down);
        m_user->press(Qt::Key_Up);
        m_user->press(Qt::Key_Return);
        QVERIFY(m_user->session().selection().stream());

        m_user->press(Qt::Key_K, Qt::ControlModifier);
        m_user->type(QStringLiteral("OrderFailed"));
        m_user->press(Qt::Key_Return);
        QTRY_VERIFY(m_user->session().filter().terms().type);
    }

    void a_click_elsewhere_closes_the_palette()
    {
        m_user->press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(m_user->window().palette().isVisible());
        m_user->click(&m_user->window().topBar(), QPoint(5, 5));
        QVERIFY(!m_user->window().palette().isVisible());
    }

    void every_command_is_in_menu_and_help_with_its_key()
    {
        const Actions& actions = m_user->window().actions();
        QSet<const QAction*> inMenus;
        for (const QMenu* menu : m_user->window().findChildren<QMenu*>()) {
            for (const QAction* action : menu->actions()) {
                inMenus << action;
            }
        }
        const HelpPage& help = m_user->window().helpPage();
        for (const CommandInfo& info : commandTable()) {
            QVERIFY2(inMenus.contains(actions.action(info.command)), info.id);
            if (!actions.keyText(info.command).isEmpty()) {
                QVERIFY2(help.text().contains(titleOf(info.command)), info.id);
            }
        }
    }

    void what_was_remarked_on_a_page_stays_there()
    {
        QVERIFY(openSample());
        MessageBar& messages = m_user->window().messages();
        m_user->press(Qt::Key_B); // no field is picked: there is nothing to go to
        QTRY_VERIFY(messages.isVisible() && messages.text().contains(QStringLiteral("Pick a field")));
        m_user->press(Qt::Key_F1);
        QVERIFY(!messages.isVisible());
    }

    void the_help_has_a_text_for_every_topic()
    {
        m_user->press(Qt::Key_Question);
        HelpPage& help = m_user->window().helpPage();
        QCOMPARE(m_user->window().currentPage(), &help);
        for (int row = 0; row < help.topics()->count(); ++row) {
            help.showTopic(row);
            QVERIFY(help.text().size() > 400);
        }
        const auto trust = help.topics()->findItems(QStringLiteral("Trust"), Qt::MatchExactly);
        QCOMPARE(trust.size(), 1);
        help.showTopic(help.topics()->row(trust.first()));
        for (const char* word : {"verify", "rebuild", "redact", "chain", "--force"}) {
            QVERIFY2(help.text().contains(QLatin1String(word)), word);
        }
    }

    void panels_come_by_key_and_the_layout_is_remembered()
    {
        QVERIFY(openSample());
        const QString project = m_user->session().host().path();
        DockArea* docks = &m_user->window().workspace().docks();
        QVERIFY(!docks->dock(QStringLiteral("bookmarks"))->isVisible());
        m_user->press(Qt::Key_6, Qt::ControlModifier);
        QVERIFY(docks->dock(QStringLiteral("bookmarks"))->isVisible());
        docks->resizeDocks({docks->dock(QStringLiteral("entities"))}, {340}, Qt::Horizontal);
        QTRY_COMPARE(docks->dock(QStringLiteral("entities"))->width(), 340);
        const int width = 340;

        m_user->restart();
        m_user->window().openPaths({project});
        QVERIFY(m_user->awaitOpen());
        docks = &m_user->window().workspace().docks();
        QVERIFY(docks->dock(QStringLiteral("bookmarks"))->isVisible());
        QTRY_COMPARE(docks->dock(QStringLiteral("entities"))->width(), width);

        m_user->window().actions().action(Command::ResetLayout)->trigger();
        QVERIFY(!docks->dock(QStringLiteral("bookmarks"))->isVisible());
        QTRY_VERIFY(docks->dock(QStringLiteral("entities"))->width() < width);
    }

    void panels_at_the_sides_keep_their_share_of_the_window()
    {
        m_user->window().resize(1600, 900);
        QVERIFY(openSample());
        DockArea& docks = m_user->window().workspace().docks();
        const auto widthOf = [&](const char* name) { return docks.dock(QLatin1String(name))->width(); };
        QTRY_COMPARE(widthOf("entities"), 264);
        m_user->window().resize(1100, 700);
        QTRY_COMPARE(widthOf("entities"), 220);
        QTRY_VERIFY(widthOf("state") <= 340); // its three tabs need some
        const LogTableView& table = *m_user->window().workspace().log().table();
        QTRY_COMPARE(table.horizontalScrollBar()->maximum(), 0);
        m_user->window().resize(1600, 900);
        QTRY_COMPARE(widthOf("entities"), 264);
        // What the user chose is the user's.
        docks.resizeDocks({docks.dock(QStringLiteral("entities"))}, {300}, Qt::Horizontal);
        QTRY_COMPARE(widthOf("entities"), 300);
        m_user->window().resize(1100, 700);
        QTest::qWait(0);
        QCOMPARE(widthOf("entities"), 300);
    }

    void a_timeline_of_one_lane_leaves_its_room_to_the_panels()
    {
        m_user->window().resize(1100, 700);
        QVERIFY(m_user->importLog(m_user->write(QStringLiteral("repos.ndjson"),
            R"({"stream":"repo-1","type":"Made","time":"2026-11-23T10:00:00Z"})"
            "\n"
            R"({"stream":"repo-2","type":"Made","time":"2026-11-23T10:00:01Z"})"
            "\n")));
        const auto height = [this] {
            return m_user->window().workspace().docks().dock(QStringLiteral("timeline"))->height();
        };
        const auto useful = [this] { return m_user->window().workspace().timeline().fullHeight(); };
        QTRY_VERIFY(height() <= useful() + 2);
        const int low = height();
        QVERIFY(low < 200);
        // A log of more lanes takes the room back, also in a window opened later.
        const QString sample = m_user->copyOf(sourceFile(u"resources/samples/orders.ndjson"));
        m_user->restart();
        m_user->window().resize(1100, 700);
        QVERIFY(m_user->importLog(sample));
        QTRY_VERIFY(height() > low + 30);
    }

    void what_there_is_not_is_said_without_a_tick_and_goes_by_itself()
    {
        QVERIFY(openSample());
        m_user->press(Qt::Key_B);
        const MessageBar& bar = m_user->window().messages();
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.iconName(), QStringLiteral("info"));
        const auto* timer = bar.findChild<QTimer*>();
        QVERIFY(timer->isActive() && timer->isSingleShot());
        QVERIFY(timer->intervalAsDuration() <= std::chrono::seconds(10));
    }

    void past_the_filters_last_hit_it_is_said()
    {
        QVERIFY(openSample());
        m_user->press(Qt::Key_Slash);
        m_user->type(QStringLiteral("type:OrderFailed"));
        QTRY_VERIFY(m_user->session().filter().isActive() && !m_user->session().filter().isSearching());
        m_user->session().cursor().jumpTo(m_user->last());
        m_user->press(Qt::Key_Return);
        const MessageBar& bar = m_user->window().messages();
        QCOMPARE(bar.text(), QStringLiteral("No hit after 2,000; Shift+Enter goes back."));
        m_user->window().workspace().focusLog();
        m_user->press(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(bar.text(), QStringLiteral("The filter has no hit after this event."));
        QVERIFY(!bar.isError());
    }

    void the_welcome_page_opens_the_sample_and_lists_what_was_open()
    {
        WelcomePage& welcome = m_user->window().welcomePage();
        QCOMPARE(m_user->window().currentPage(), &welcome);
        QCOMPARE(QApplication::focusWidget(), welcome.openButton());
        // By keyboard alone: the sample is the next stop after the button.
        m_user->press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("sampleRow"));
        m_user->press(Qt::Key_Space);
        QVERIFY(m_user->awaitOpen());
        QCOMPARE(m_user->last().value, 2000);
        const QString project = m_user->session().host().path();
        m_user->press(Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(m_user->window().currentPage(), &welcome);
        auto* recent = welcome.findChild<QAbstractButton*>(QStringLiteral("recentRow"));
        QVERIFY(recent != nullptr);
        m_user->click(recent, recent->rect().center());
        QVERIFY(m_user->awaitOpen());
        QCOMPARE(m_user->session().host().path(), project);

        m_user->press(Qt::Key_W, Qt::ControlModifier);
        auto* forget = welcome.findChild<QToolButton*>(QStringLiteral("forgetButton"));
        m_user->click(forget, forget->rect().center());
        QTRY_VERIFY(welcome.findChild<QAbstractButton*>(QStringLiteral("recentRow")) == nullptr);
        QVERIFY(QFile::exists(project));
    }

    void a_missing_file_is_said_with_advice()
    {
        m_user->window().openPaths({QStringLiteral("/nowhere/log.ndjson")});
        const MessageBar& bar = m_user->window().messages();
        QVERIFY(bar.isVisible());
        QVERIFY(bar.isError());
        QCOMPARE(bar.text(), QStringLiteral("log.ndjson: There is no such file."));
        QCOMPARE(bar.advice(), QStringLiteral("Check the path."));
    }

    void the_event_is_copied_as_json()
    {
        QVERIFY(openSample());
        m_user->session().cursor().jumpTo(Position{2});
        m_user->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1Char('{')));
        const auto json = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
        QCOMPARE(json.value(QStringLiteral("position")).toInt(), 2);
        QCOMPARE(json.value(QStringLiteral("type")).toString(), QStringLiteral("ProductReserved"));
        QCOMPARE(json.value(QStringLiteral("data")).toObject().value(QStringLiteral("quantity")).toInt(), 3);
    }

    void every_control_has_a_name()
    {
        QVERIFY(openSample());
        for (const QWidget* widget : m_user->window().findChildren<QWidget*>()) {
            const bool interactive = qobject_cast<const QAbstractButton*>(widget) != nullptr
                || qobject_cast<const QLineEdit*>(widget) != nullptr
                || qobject_cast<const QComboBox*>(widget) != nullptr
                || qobject_cast<const QAbstractItemView*>(widget) != nullptr;
            if (!interactive || widget->isHidden() || (widget->focusPolicy() & Qt::TabFocus) == 0) {
                continue;
            }
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            // Parts of Qt's own controls speak for the control.
            const bool inside = qobject_cast<const QComboBox*>(widget->parentWidget()) != nullptr
                || widget->parentWidget()->inherits("QComboBoxPrivateContainer");
            const bool named = !widget->accessibleName().isEmpty()
                || (button != nullptr && !button->text().isEmpty()) || inside;
            const QString who = QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ')
                + widget->objectName() + QStringLiteral(" in ")
                + QString::fromLatin1(widget->parentWidget()->metaObject()->className());
            QVERIFY2(named, qPrintable(who));
        }
    }
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
