#pragma once

#include "engine/io/import.h"

#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;
class QTabWidget;

namespace hindcast {

class MappingEditor;
class PreviewModel;
class RecognitionJob;
class TargetRow;

/// The page that turns a log into a project: what the file was recognised as, how its fields are read, the
/// first events under that reading, and where the project goes. Every change shows in the preview.
class ImportSheet : public QWidget {
    Q_OBJECT

public:
    explicit ImportSheet(QWidget* parent = nullptr);

    /// Starts anew with these files, read as one log in this order.
    void setSources(const QStringList& paths);
    const QStringList& sources() const { return m_sources; }
    /// While its import runs the sheet can be looked at but not changed.
    void setBusy(bool busy);
    /// Says why the import failed, with the place in the file.
    void showError(const Error& error);

    /// Whether Import would start: something was recognised and the target is settled.
    bool isReady() const;
    ImportRequest request() const;

    /// A profile is the mapping as a file, for the next log of the same kind.
    Result<void> saveProfile(const QString& path) const;
    Result<void> loadProfile(const QString& path);

Q_SIGNALS:
    void importRequested();
    void cancelled();
    void openExistingRequested(const QString& path);
    /// This file can't be read; the person wants to pick one that can.
    void anotherRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* buildReading();
    QWidget* buildPreview();
    QWidget* buildFooter();
    void look();
    void showRecognition(const Recognition& recognition);
    void showFailure(const Error& error);
    void setReadable(bool readable);
    void markLine(std::int64_t line);
    void updateButtons();
    void recolour();
    void chooseProfileToSave();
    void chooseProfileToLoad();
    void accept();

    QStringList m_sources;
    std::optional<LogFormat> m_format; ///< what the person chose; nothing: recognised
    std::optional<Recognition> m_recognition;
    bool m_busy = false;
    RecognitionJob* m_job;
    PreviewModel* m_model;

    QLabel* m_title = nullptr;
    QLabel* m_detail = nullptr;
    QComboBox* m_formats = nullptr;
    MappingEditor* m_mapping = nullptr;
    QLabel* m_doubts = nullptr;
    QLabel* m_error = nullptr;
    QWidget* m_reading = nullptr;
    QWidget* m_fields = nullptr;
    QTabWidget* m_tabs = nullptr;
    QTableView* m_table = nullptr;
    QPlainTextEdit* m_raw = nullptr;
    TargetRow* m_target = nullptr;
    QCheckBox* m_strict = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_another = nullptr;
};

} // namespace hindcast
