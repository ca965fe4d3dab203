#include "tests/e2e/user_test.h"
#include "tests/support/corpus.h"
#include "views/dialogs/import_band.h"
#include "views/dialogs/import_sheet.h"
#include "views/dialogs/report_page.h"
#include "views/window/actions.h"
#include "views/window/message_bar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace hindcast;

namespace {

const QByteArray parcels = R"({"parcel":"p-1","what":"Packed","when":"2026-11-23T10:00:00Z","kg":2}
{"parcel":"p-2","what":"Packed","when":"2026-11-23T10:01:00Z","kg":3}
{"parcel":"p-1","what":"Sent","when":"2026-11-23T10:02:00Z","by":"rail"}
)";

} // namespace

/// The way from a log to a project, and all that can go otherwise on it.
class ImportTest : public UserTest {
    Q_OBJECT

private Q_SLOTS:
    void an_edited_mapping_shows_in_the_preview_and_in_the_project()
    {
        m_user->drop({m_user->write(QStringLiteral("parcels.ndjson"), parcels)});
        QVERIFY(m_user->awaitSheet());
        auto* type = child<QComboBox>("mapping-type")->lineEdit();
        type->setFocus();
        type->selectAll();
        m_user->type(QStringLiteral("by"));
        auto* preview = child<QTableView>("previewTable");
        QTRY_VERIFY(m_user->window().importSheet().isReady());
        QTRY_COMPARE(cell(preview, 2, QStringLiteral("Type")), QStringLiteral("rail"));

        type->selectAll();
        m_user->type(QStringLiteral("what"));
        child<QComboBox>("mapping-stream")->lineEdit()->setFocus();
        child<QComboBox>("mapping-stream")->lineEdit()->selectAll();
        m_user->type(QStringLiteral("parcel"));
        QTRY_COMPARE(cell(preview, 2, QStringLiteral("Type")), QStringLiteral("Sent"));
        QTRY_VERIFY(m_user->window().importSheet().isReady());
        // Enter in a field of the mapping imports as well.
        m_user->press(Qt::Key_Return);
        QVERIFY(m_user->awaitOpen());
        QCOMPARE(m_user->last().value, 3);
        QCOMPARE(m_user->session().columns()->names().streams.size(), std::size_t{3});
    }

    void a_field_that_no_record_has_is_said_at_once()
    {
        m_user->drop({m_user->write(QStringLiteral("parcels.ndjson"), parcels)});
        QVERIFY(m_user->awaitSheet());
        auto* import = child<QPushButton>("importButton");
        typeInto("mapping-stream", QStringLiteral("no.such"));
        const auto* problem = child<QLabel>("problem-stream");
        QVERIFY(problem->isVisible());
        QCOMPARE(problem->text(),
            QStringLiteral("No record has a field \"no.such\". There are: parcel, what, when, kg, by"));
        QTest::qWait(0);
        QTRY_VERIFY(!import->isEnabled());
        m_user->press(Qt::Key_Return);
        QVERIFY(!m_user->window().importBand().isVisible());
        typeInto("mapping-stream", QStringLiteral("parcel"));
        QVERIFY(!problem->isVisible());
        QTRY_VERIFY(import->isEnabled());
    }

    void the_category_follows_the_stream_until_somebody_sets_it()
    {
        m_user->drop({m_user->write(QStringLiteral("orders.ndjson"),
            R"({"orderId":"4","customerId":"9","action":"pay","ts":1700000000000})"
            "\n"
            R"({"orderId":"4","customerId":"8","action":"ship","ts":1700000000001})"
            "\n")});
        QVERIFY(m_user->awaitSheet());
        const auto* category = child<QComboBox>("mapping-category")->lineEdit();
        auto* preview = child<QTableView>("previewTable");
        QCOMPARE(category->text(), QStringLiteral("=order"));
        typeInto("mapping-stream", QStringLiteral("customerId"));
        QVERIFY(m_user->awaitSheet());
        QCOMPARE(category->text(), QStringLiteral("=customer"));
        QCOMPARE(cell(preview, 0, QStringLiteral("Category")), QStringLiteral("customer"));

        typeInto("mapping-category", QStringLiteral("=buyer"));
        typeInto("mapping-stream", QStringLiteral("orderId"));
        QVERIFY(m_user->awaitSheet());
        QCOMPARE(category->text(), QStringLiteral("=buyer"));
        QCOMPARE(cell(preview, 0, QStringLiteral("Category")), QStringLiteral("buyer"));
    }

    void a_profile_brings_a_mapping_back()
    {
        ImportSheet& sheet = m_user->window().importSheet();
        m_user->drop({m_user->write(QStringLiteral("parcels.ndjson"), parcels)});
        QVERIFY(m_user->awaitSheet());
        auto* type = child<QComboBox>("mapping-type")->lineEdit();
        type->setFocus();
        type->selectAll();
        m_user->type(QStringLiteral("=Parcel"));
        QTRY_VERIFY(sheet.isReady());
        const QString profile = m_user->folder() + QStringLiteral("/profile.json");
        QVERIFY(sheet.saveProfile(profile));

        sheet.setSources(sheet.sources());
        QVERIFY(m_user->awaitSheet());
        QVERIFY(type->text() != QStringLiteral("=Parcel"));
        QVERIFY(sheet.loadProfile(profile));
        QVERIFY(m_user->awaitSheet());
        QCOMPARE(type->text(), QStringLiteral("=Parcel"));
        QCOMPARE(
            cell(child<QTableView>("previewTable"), 0, QStringLiteral("Type")), QStringLiteral("Parcel"));
    }

    void a_file_in_the_way_is_asked_about_inline()
    {
        const QString log = m_user->write(QStringLiteral("parcels.ndjson"), parcels);
        m_user->write(QStringLiteral("parcels.hindcast"), "");
        m_user->drop({log});
        auto* replace = child<QCheckBox>("replaceBox");
        auto* import = child<QPushButton>("importButton");
        QTRY_VERIFY(replace->isVisible());
        QTRY_COMPARE(child<QTableView>("previewTable")->model()->rowCount(), 3);
        QVERIFY(!import->isEnabled());
        m_user->press(Qt::Key_Return);
        QVERIFY(!m_user->window().importBand().isVisible());
        replace->setFocus();
        m_user->press(Qt::Key_Space);
        QVERIFY(replace->isChecked());
        m_user->click(import, import->rect().center());
        QVERIFY(m_user->awaitOpen());
        QCOMPARE(m_user->last().value, 3);
    }

    void a_file_that_is_no_project_is_not_offered_for_replacing()
    {
        const QString log = m_user->write(QStringLiteral("parcels.ndjson"), parcels);
        m_user->write(QStringLiteral("parcels.hindcast"), "something else");
        m_user->drop({log});
        QTRY_COMPARE(child<QTableView>("previewTable")->model()->rowCount(), 3);
        QVERIFY(!child<QCheckBox>("replaceBox")->isVisible());
        QVERIFY(!child<QPushButton>("importButton")->isEnabled());
    }

    void escape_leaves_the_sheet()
    {
        m_user->drop({m_user->write(QStringLiteral("parcels.ndjson"), parcels)});
        QVERIFY(m_user->awaitSheet());
        m_user->press(Qt::Key_Escape);
        QVERIFY(m_user->window().currentPage() != &m_user->window().importSheet());
        QVERIFY(!QFile::exists(m_user->folder() + QStringLiteral("/parcels.hindcast")));
    }

    void a_bad_file_says_what_and_where()
    {
        m_user->drop({m_user->write(QStringLiteral("broken.json"), "[{\"a\":1},\n {\"a\" 2}]\n")});
        auto* error = child<QLabel>("importError");
        QTRY_VERIFY(error->isVisible());
        QVERIFY2(error->text().contains(QStringLiteral("line 2, column")), qPrintable(error->text()));
        QVERIFY(!child<QPushButton>("importButton")->isEnabled());
        // The file itself can still be looked at, where it is wrong.
        auto* raw = child<QPlainTextEdit>("rawText");
        QVERIFY(raw->isVisible());
        QVERIFY(raw->toPlainText().contains(QStringLiteral("\"a\" 2")));
        QCOMPARE(raw->textCursor().blockNumber(), 1);
        QCOMPARE(raw->extraSelections().size(), 1);
    }

    void of_a_bad_file_nothing_empty_is_shown_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("text");
        QTest::newRow("malformed") << QByteArray("[{\"a\":1},\n {\"a\" 2}]\n") << true;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void of_a_bad_file_nothing_empty_is_shown()
    {
        QFETCH(QByteArray, content);
        QFETCH(bool, text);
        m_user->drop({m_user->write(QStringLiteral("broken.json"), content)});
        QTRY_VERIFY(child<QLabel>("importError")->isVisible());
        QVERIFY(!child<QTableView>("previewTable")->isVisible());
        QVERIFY(!child<QComboBox>("mapping-stream")->isVisible());
        QVERIFY(!child<QLineEdit>("targetPath")->isVisible());
        QVERIFY(!child<QPushButton>("importButton")->isVisible());
        QCOMPARE(child<QPlainTextEdit>("rawText")->isVisible(), text);
        QVERIFY(child<QPushButton>("chooseAnother")->hasFocus());
        // The next one is a sheet as ever.
        m_user->drop({m_user->write(QStringLiteral("parcels.ndjson"), parcels)});
        QVERIFY(m_user->awaitSheet());
        QVERIFY(child<QTableView>("previewTable")->isVisible());
        QVERIFY(child<QComboBox>("mapping-stream")->isVisible());
        QVERIFY(!child<QPushButton>("chooseAnother")->isVisible());
        QVERIFY(child<QPushButton>("importButton")->isEnabled());
    }

    void the_report_says_what_was_read_as_what_and_what_to_look_at()
    {
        const QAction* command = m_user->window().actions().action(Command::ImportReport);
        QVERIFY2(!command->isEnabled(), "nothing has been imported yet");
        m_user->drop({m_user->write(QStringLiteral("a.ndjson"), "{\"n\":1}\n{\"n\":2}\n"),
            m_user->write(QStringLiteral("b.csv"), "n,m\n3,4\n")});
        QVERIFY(m_user->awaitSheet());
        m_user->press(Qt::Key_Return);
        QVERIFY(m_user->awaitOpen());
        QVERIFY(command->isEnabled());
        m_user->window().actions().action(Command::ImportReport)->trigger();
        QStringList said;
        for (const QLabel* label : m_user->window().reportPage().findChildren<QLabel*>()) {
            said << (label->isVisible() ? label->text() : QString());
        }
        const QString all = said.join(u'\n');
        QVERIFY2(all.contains(QStringLiteral("Read as NDJSON: a.ndjson")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Read as CSV: b.csv")), qPrintable(all));
        const auto* doubts = child<QLabel>("reportDoubts");
        QVERIFY(doubts->isVisible());
        QVERIFY2(doubts->text().contains(QStringLiteral("b.csv: No field looks like a time")),
            qPrintable(doubts->text()));
        QVERIFY(!m_user->window().messages().isVisible());
    }

    void skipped_records_are_reported_before_the_project_opens()
    {
        const QByteArray spoiled = parcels + "{\"parcel\":\"p-3\",\n" + parcels;
        m_user->drop({m_user->write(QStringLiteral("parcels.ndjson"), spoiled)});
        QVERIFY(m_user->awaitSheet());
        m_user->press(Qt::Key_Return);
        const ReportPage& report = m_user->window().reportPage();
        QTRY_COMPARE(m_user->window().currentPage(), &report);
        auto* problems = child<QTableWidget>("problemTable");
        QCOMPARE(problems->rowCount(), 1);
        QCOMPARE(problems->item(0, 1)->text(), QStringLiteral("4"));
        auto* copy = child<QPushButton>("copyProblems");
        m_user->click(copy, copy->rect().center());
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("parcels.ndjson:4:")));
        report.openButton()->setFocus();
        m_user->press(Qt::Key_Return);
        QVERIFY(m_user->awaitOpen());
        QCOMPARE(m_user->last().value, 6);
        // It stays within reach.
        m_user->window().actions().action(Command::ImportReport)->trigger();
        QCOMPARE(m_user->window().currentPage(), &report);
        m_user->press(Qt::Key_Escape);
        QVERIFY(m_user->awaitOpen());
    }

    void strict_refuses_what_would_be_skipped()
    {
        const QByteArray spoiled = parcels + "{\"parcel\":\"p-3\",\n" + parcels;
        m_user->drop({m_user->write(QStringLiteral("parcels.ndjson"), spoiled)});
        QVERIFY(m_user->awaitSheet());
        child<QCheckBox>("strictBox")->setFocus();
        m_user->press(Qt::Key_Space);
        m_user->press(Qt::Key_Return);
        auto* error = child<QLabel>("importError");
        QTRY_VERIFY(error->isVisible());
        QVERIFY2(error->text().contains(QStringLiteral("line 4")), qPrintable(error->text()));
        QVERIFY(!QFile::exists(m_user->folder() + QStringLiteral("/parcels.hindcast")));
        QVERIFY(m_user->awaitSheet());
    }

    void a_cancelled_import_leaves_nothing_and_keeps_the_sheet()
    {
        QByteArray many;
        for (int i = 0; i < 400000; ++i) {
            many += "{\"parcel\":\"p-" + QByteArray::number(i % 5000)
                + "\",\"what\":\"Packed\",\"when\":\"2026-11-23T10:00:00Z\"}\n";
        }
        m_user->drop({m_user->write(QStringLiteral("many.ndjson"), many)});
        QVERIFY(m_user->awaitSheet());
        m_user->press(Qt::Key_Return);
        ImportBand& band = m_user->window().importBand();
        QTRY_VERIFY(band.text().contains(QStringLiteral("events")));
        QVERIFY(!child<QPushButton>("cancelButton")->isVisible()); // one way to cancel, and it is the band's
        auto* cancel = child<QPushButton>("cancelImport");
        m_user->click(cancel, cancel->rect().center());
        QTRY_VERIFY(!band.isVisible());
        QVERIFY(m_user->awaitSheet());
        const QStringList left = QDir(m_user->folder()).entryList({QStringLiteral("many*")}, QDir::Files);
        QCOMPARE(left, QStringList{QStringLiteral("many.ndjson")});
        QVERIFY(m_user->window().messages().text().contains(QStringLiteral("cancelled")));
        QVERIFY(m_user->window().messages().isVisible());
        // Of the next one that is not true.
        m_user->press(Qt::Key_Return);
        QTRY_VERIFY(band.isVisible());
        QVERIFY(!m_user->window().messages().isVisible());
        m_user->click(cancel, cancel->rect().center());
        QTRY_VERIFY(!band.isVisible());
    }

    void projects_are_known_by_their_content()
    {
        QVERIFY(m_user->importLog(m_user->write(QStringLiteral("parcels.ndjson"), parcels)));
        const QString disguised = m_user->folder() + QStringLiteral("/export.json");
        QVERIFY(QFile::copy(m_user->session().host().path(), disguised));
        m_user->window().openPaths({disguised});
        QVERIFY(m_user->awaitOpen());
        QTRY_COMPARE(m_user->session().host().path(), disguised);

        // An SQLite file of somebody else's is refused with advice, inline.
        QByteArray foreign("SQLite format 3\0", 16);
        foreign.append(QByteArray(4080, '\0'));
        m_user->window().openPaths({m_user->write(QStringLiteral("foreign.db"), foreign)});
        QVERIFY(m_user->awaitError());
        QVERIFY(!m_user->window().messages().text().isEmpty());
    }

private:
    void typeInto(const char* field, const QString& text)
    {
        QLineEdit* edit = child<QComboBox>(field)->lineEdit();
        edit->setFocus();
        edit->selectAll();
        m_user->type(text);
    }

    static QString cell(QTableView* table, int row, const QString& column)
    {
        const QAbstractItemModel* model = table->model();
        for (int i = 0; i < model->columnCount(); ++i) {
            if (model->headerData(i, Qt::Horizontal).toString() == column) {
                return model->index(row, i).data().toString();
            }
        }
        return {};
    }
};

QTEST_MAIN(ImportTest)
#include "tst_import.moc"
