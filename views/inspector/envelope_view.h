#pragma once

#include "model/session/event_details.h"

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;
class QToolButton;

namespace hindcast {

class ValueLine;

/// An event's envelope, a line a field: label, value that can be selected, and a button to copy it. Fields
/// the event has not are left out. Cause and consequence are links.
class EnvelopeView : public QWidget {
    Q_OBJECT

public:
    enum Field { Type, Stream, Time, TimeWritten, Id, Correlation, Causation, Consequence, FieldCount };

    explicit EnvelopeView(QWidget* parent = nullptr);

    /// With `referenceUs` the time is told from that moment, and what was written stays in sight.
    void showDetails(const EventDetails& details, std::optional<std::int64_t> referenceUs = {});
    QString text(Field field) const;
    ValueLine* line(Field field) const { return m_lines[field].value; }
    QPushButton* causeLink() const { return m_cause; }
    QPushButton* consequenceLink() const { return m_consequence; }

Q_SIGNALS:
    void causeClicked();
    void consequenceClicked();

private:
    struct Line {
        QLabel* label = nullptr;
        ValueLine* value = nullptr;
        QToolButton* copy = nullptr;
    };

    void setValue(Field field, const QString& value);

    std::array<Line, FieldCount> m_lines;
    QPushButton* m_cause;
    QPushButton* m_consequence;
};

} // namespace hindcast
