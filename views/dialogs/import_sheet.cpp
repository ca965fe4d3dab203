#include "views/dialogs/import_sheet.h"

#include "model/session/log_files.h"
#include "model/session/recognition_job.h"
#include "views/dialogs/file_dialog.h"
#include "views/dialogs/mapping_editor.h"
#include "views/dialogs/preview_model.h"
#include "views/dialogs/target_row.h"
#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QTableView>
#include <QTextBlock>

#include <algorithm>
#include <initializer_list>

namespace hindcast {

namespace {

constexpr int widestColumn = 240;

QString formatTitle(LogFormat format)
{
    const std::string_view title = titleOf(format);
    return QString::fromUtf8(title.data(), static_cast<int>(title.size()));
}

/// "the reason, line 3, column 7" with the advice on a line of its own.
QString errorText(const Error& error)
{
    Error placeless = error;
    placeless.place = {};
    QString text = sentence(reasonOf(placeless));
    if (error.place.line > 0 && error.code != ErrorCode::FileEmpty) {
        text.chop(1);
        text += error.place.column > 0
            ? ImportSheet::tr(", at line %1, column %2.").arg(error.place.line).arg(error.place.column)
            : ImportSheet::tr(", at line %1.").arg(error.place.line);
    }
    const QString advice = sentence(adviceFor(error));
    return advice.isEmpty() ? text : text + QLatin1Char('\n') + advice;
}

} // namespace

ImportSheet::ImportSheet(QWidget* parent)
    : QWidget(parent)
    , m_job(new RecognitionJob(this))
    , m_model(new PreviewModel(this))
{
    build();
    connect(m_job, &RecognitionJob::headRead, m_raw, [this](const QString& text) {
        // Looked at again with every edit: the reader keeps his place.
        if (m_raw->toPlainText() != text) {
            m_raw->setPlainText(text);
        }
    });
    connect(m_job, &RecognitionJob::recognised, this, &ImportSheet::showRecognition);
    connect(m_job, &RecognitionJob::failed, this, &ImportSheet::showFailure);
    connect(m_mapping, &MappingEditor::edited, this, &ImportSheet::look);
    connect(m_formats, &QComboBox::activated, this, [this](int row) {
        m_format = allFormats[static_cast<std::size_t>(row)];
        look();
    });
    connect(m_target, &TargetRow::changed, this, &ImportSheet::updateButtons);
    connect(m_target, &TargetRow::openExistingRequested, this, &ImportSheet::openExistingRequested);
    connect(m_import, &QPushButton::clicked, this, &ImportSheet::accept);
    connect(m_cancel, &QPushButton::clicked, this, &ImportSheet::cancelled);
    connect(m_another, &QPushButton::clicked, this, &ImportSheet::anotherRequested);
    connect(&Theme::instance(), &Theme::changed, this, &ImportSheet::recolour);
    recolour();
    setFocusProxy(m_import);
}

void ImportSheet::setSources(const QStringList& paths)
{
    m_sources = paths;
    m_format.reset();
    m_recognition.reset();
    m_busy = false;
    m_strict->setChecked(false);
    m_mapping->setGiven({});
    m_mapping->setRecognised({}, {});
    m_mapping->setFixed(false, {});
    m_model->setEvents({});
    m_raw->clear();
    m_doubts->hide();
    m_error->hide();
    setReadable(true);
    {
        const QSignalBlocker quiet(m_formats);
        m_formats->setCurrentIndex(-1);
    }
    std::int64_t bytes = 0;
    for (const QString& path : paths) {
        bytes += QFileInfo(path).size();
    }
    const QFileInfo first(paths.value(0));
    m_title->setText(paths.size() == 1 ? tr("Import %1").arg(first.fileName())
                                       : tr("Import %1 files as one log").arg(paths.size()));
    m_detail->setText(tr("%1 · %2").arg(byteText(bytes), QDir::toNativeSeparators(first.absolutePath())));
    m_target->setPath(defaultTarget(paths.value(0)));
    look();
}

void ImportSheet::look()
{
    if (m_sources.isEmpty()) {
        return;
    }
    m_job->ask({m_sources.front(), m_format, m_mapping->given()});
    updateButtons();
}

void ImportSheet::showRecognition(const Recognition& recognition)
{
    m_recognition = recognition;
    m_error->hide();
    setReadable(true);
    {
        const QSignalBlocker quiet(m_formats);
        const auto found = std::find(allFormats.begin(), allFormats.end(), recognition.format);
        m_formats->setCurrentIndex(static_cast<int>(found - allFormats.begin()));
    }
    const bool fixed = recognition.format == LogFormat::Xes || recognition.format == LogFormat::CloudEvents;
    m_mapping->setFixed(fixed,
        tr("%1 names its own fields; there is nothing to choose.").arg(formatTitle(recognition.format)));
    m_mapping->setRecognised(recognition.mapping, recognition.fields);
    m_doubts->setText(sentences(recognition.doubts));
    m_doubts->setVisible(!recognition.doubts.empty());

    m_model->setEvents(recognition.sample);
    for (int column = 0; column < PreviewModel::ColumnCount; ++column) {
        m_table->setColumnHidden(column, !m_model->isColumnUsed(column));
    }
    m_table->resizeColumnsToContents();
    for (int column = 0; column < PreviewModel::ColumnCount; ++column) {
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), widestColumn));
    }
    updateButtons();
}

void ImportSheet::showFailure(const Error& error)
{
    m_recognition.reset();
    m_model->setEvents({});
    m_doubts->hide();
    setReadable(false);
    markLine(error.place.line);
    showError(error);
}

void ImportSheet::setReadable(bool readable)
{
    // Without events there is nothing to map, to look at and to save: only what may help is shown.
    const FieldMapping& given = m_mapping->given();
    const bool mapped = std::any_of(
        allFields.begin(), allFields.end(), [&](Field field) { return !given.of(field).empty(); });
    const bool wasReadable = m_tabs->isTabVisible(0);
    m_fields->setVisible(readable || mapped);
    m_tabs->setTabVisible(0, readable);
    m_tabs->setVisible(readable || !m_raw->document()->isEmpty());
    if (readable != wasReadable) {
        m_tabs->setCurrentIndex(readable ? 0 : 1);
    }
    m_raw->setExtraSelections({});
    for (QWidget* part : std::initializer_list<QWidget*>{m_target, m_strict, m_import}) {
        part->setVisible(readable);
    }
    m_another->setVisible(!readable);
    setFocusProxy(readable ? m_import : m_another);
    // Who tries formats or fields goes on with that.
    if (!readable && isVisible() && !m_format && !mapped) {
        setFocus(Qt::OtherFocusReason);
    }
}

void ImportSheet::markLine(std::int64_t line)
{
    const QTextBlock block = m_raw->document()->findBlockByNumber(static_cast<int>(line) - 1);
    if (line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setBackground(Theme::instance().color(Token::Changed));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        m_raw->setExtraSelections({mark});
        m_raw->setTextCursor(mark.cursor);
        m_raw->centerCursor();
    }
}

void ImportSheet::showError(const Error& error)
{
    m_error->setText(errorText(error));
    m_error->show();
    updateButtons();
}

void ImportSheet::setBusy(bool busy)
{
    m_busy = busy;
    m_reading->setEnabled(!busy);
    m_target->setEnabled(!busy);
    m_strict->setEnabled(!busy);
    updateButtons();
}

bool ImportSheet::isReady() const
{
    return !m_busy && m_recognition && !m_job->isPending() && m_mapping->problem().isEmpty()
        && m_target->isSettled();
}

void ImportSheet::updateButtons()
{
    m_import->setEnabled(isReady());
    m_import->setText(m_busy ? tr("Importing…") : tr("Import"));
    m_cancel->setVisible(!m_busy); // the progress band has its own
}

ImportRequest ImportSheet::request() const
{
    ImportRequest request;
    for (const QString& path : m_sources) {
        request.sources.push_back(path.toStdString());
    }
    request.target = m_target->path().toStdString();
    request.replace = m_target->replaces();
    request.format = m_format;
    request.mapping = m_mapping->given();
    request.strict = m_strict->isChecked();
    return request;
}

void ImportSheet::accept()
{
    if (isReady()) {
        m_error->hide();
        QDir().mkpath(QFileInfo(m_target->path()).absolutePath());
        Q_EMIT importRequested();
    }
}

void ImportSheet::keyPressEvent(QKeyEvent* event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && m_another->hasFocus()) {
        m_another->click();
    } else if (enters) {
        accept();
    } else if (event->key() == Qt::Key_Escape && !m_busy) {
        Q_EMIT cancelled();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ImportSheet::recolour()
{
    const auto ink = [](QWidget* label, Token token) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, Theme::instance().color(token));
        label->setPalette(palette);
    };
    ink(m_doubts, Token::PastText);
    ink(m_error, Token::Bad);
}

void ImportSheet::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::instance().color(Token::Panel));
}

Result<void> ImportSheet::saveProfile(const QString& path) const
{
    const LogFormat format = m_recognition ? m_recognition->format : m_format.value_or(LogFormat::Json);
    FieldMapping mapping = m_recognition ? m_recognition->mapping : FieldMapping{};
    for (const Field field : allFields) {
        if (!m_mapping->given().of(field).empty()) {
            mapping.of(field) = m_mapping->given().of(field);
        }
    }
    QSaveFile file(path);
    const std::string json = mappingToJson(mapping, nameOf(format));
    const auto size = static_cast<qint64>(json.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(json.data(), size) != size || !file.commit()) {
        return Error{
            ErrorCode::FileUnwritable, {file.errorString().toStdString()}, {path.toStdString(), 0, 0}};
    }
    return {};
}

Result<void> ImportSheet::loadProfile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{
            ErrorCode::FileUnreadable, {file.errorString().toStdString()}, {path.toStdString(), 0, 0}};
    }
    Result<MappingProfile> profile = mappingFromJson(file.readAll().toStdString());
    if (!profile) {
        Error error = profile.error();
        error.place.file = path.toStdString();
        return error;
    }
    if (!profile->format.empty()) {
        const Result<LogFormat> format = formatFromName(profile->format);
        if (!format) {
            return format.error();
        }
        m_format = *format;
    }
    m_mapping->setGiven(profile->mapping);
    look();
    return {};
}

void ImportSheet::chooseProfileToSave()
{
    const QString path = askWhereToSave(
        this, tr("Save the profile"), QStringLiteral("profile.json"), tr("Profiles (*.json)"), true);
    if (!path.isEmpty()) {
        if (const auto saved = saveProfile(path); !saved) {
            showError(saved.error());
        }
    }
}

void ImportSheet::chooseProfileToLoad()
{
    const QString path = askForFile(this, tr("Load a profile"), tr("Profiles (*.json)"));
    if (!path.isEmpty()) {
        if (const auto loaded = loadProfile(path); !loaded) {
            showError(loaded.error());
        }
    }
}

} // namespace hindcast
