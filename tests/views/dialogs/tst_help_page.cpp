#include "views/dialogs/help_page.h"
#include "views/theme/theme.h"

#include <QListWidget>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextFragment>
#include <QTextTable>

using namespace hindcast;

/// The help as a person reads it.
class HelpPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeChoice::Light); }

    void init()
    {
        m_page.setKeys(
            {{QStringLiteral("Travel"), QStringLiteral("Next event"), QStringLiteral("Right"), {}, {}}});
        m_page.resize(1000, 700);
        m_page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_page));
    }

    void tables_are_lines_between_rows_and_code_has_the_themes_face_data()
    {
        QTest::addColumn<int>("topic");
        QTest::newRow("keys") << 0;
        QTest::newRow("mapping") << 2;
        QTest::newRow("formats") << 4;
    }

    void tables_are_lines_between_rows_and_code_has_the_themes_face()
    {
        QFETCH(int, topic);
        m_page.showTopic(topic);
        const QTextDocument& document = *m_page.findChild<QTextBrowser*>()->document();
        int tables = 0;
        for (const QTextFrame* frame : document.rootFrame()->childFrames()) {
            if (const auto* table = qobject_cast<const QTextTable*>(frame)) {
                ++tables;
                QCOMPARE(table->format().border(), 0.0);
                const QTextTableCellFormat cell = table->cellAt(0, 0).format().toTableCellFormat();
                QCOMPARE(cell.bottomBorder(), 1.0);
                QCOMPARE(cell.topBorder(), 0.0);
                QCOMPARE(cell.bottomBorderBrush().color(), Theme::instance().color(Token::Line));
                QVERIFY(cell.topPadding() > 0 && cell.bottomPadding() > 0);
            }
        }
        QVERIFY(tables > 0);
        int codes = 0;
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                const QFont face = it.fragment().charFormat().font();
                const bool isKey = it.fragment().text() == QStringLiteral("Right");
                if (it.fragment().charFormat().fontFixedPitch() || isKey) {
                    ++codes;
                    QCOMPARE(face.families().value(0), Theme::instance().dataFont().family());
                    QCOMPARE(face.pixelSize(), Theme::instance().dataFont().pixelSize());
                }
            }
        }
        QVERIFY(codes > 0);
    }

    void the_topic_that_is_read_stays_marked()
    {
        QListWidget& topics = *m_page.topics();
        const auto marked = [&] {
            return topics.currentItem()->isSelected() && topics.selectedItems().size() == 1;
        };
        const auto click = [&](int row, Qt::KeyboardModifiers keys) {
            QTest::mouseClick(
                topics.viewport(), Qt::LeftButton, keys, topics.visualItemRect(topics.item(row)).center());
        };
        click(2, {});
        QVERIFY(marked());
        click(2, Qt::ControlModifier);
        QVERIFY(marked());
        QTest::keyClick(&topics, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(topics.currentRow(), 3);
        QVERIFY(marked());
        QTest::mouseClick(topics.viewport(), Qt::LeftButton, {}, {20, topics.viewport()->height() - 4});
        QVERIFY(marked());
        Theme::instance().apply(ThemeChoice::Dark);
        Theme::instance().apply(ThemeChoice::Light);
        QVERIFY(marked());
    }

private:
    HelpPage m_page;
};

QTEST_MAIN(HelpPageTest)
#include "tst_help_page.moc"
