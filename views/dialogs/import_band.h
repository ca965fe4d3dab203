#pragma once

#include "engine/io/import.h"
#include "model/session/rate_meter.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace hindcast {

/// How a running import goes: events so far, rate, remaining time, and a way to stop it. A band below the
/// pages, so that the rest of the window stays usable.
class ImportBand : public QWidget {
    Q_OBJECT

public:
    explicit ImportBand(QWidget* parent = nullptr);

    /// Shows itself for the import of `name`.
    void begin(const QString& name);
    void setProgress(const ImportProgress& progress, const ImportRate& rate);
    /// The sentence that the band shows.
    QString text() const;

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_title;
    QLabel* m_figures;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
};

} // namespace hindcast
