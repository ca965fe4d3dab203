#pragma once

#include "engine/io/import.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QTableWidget;

namespace hindcast {

/// What an import found: what each file was read as, what to look at, the counts with a sentence each, and
/// the records it could not read.
class ReportPage : public QWidget {
    Q_OBJECT

public:
    explicit ReportPage(QWidget* parent = nullptr);

    /// `opened`: the project is open already, the page is looked at afterwards.
    void setReport(const ImportReport& report, const ImportRequest& request, bool opened);
    /// The project that the import made.
    const QString& target() const { return m_target; }
    QPushButton* openButton() const { return m_open; }

Q_SIGNALS:
    /// Open the project, or go back to it.
    void openRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fillLines(const ImportReport& report);
    void fillProblems(const ImportReport& report);

    ImportReport m_report;
    QString m_target;
    QLabel* m_title;
    QLabel* m_detail;
    QLabel* m_doubts;
    QWidget* m_lines;
    QGridLayout* m_grid;
    QLabel* m_problemHeading;
    QTableWidget* m_problems;
    QPushButton* m_copy;
    QPushButton* m_open;
};

} // namespace hindcast
