#pragma once

#include "model/session/session.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace hindcast {

class FilterCompleter;

/// The one field that filters log, timeline and stepping: text, type:Name, stream:name. Applies what is typed
/// after a short pause, says how many events match, and steps through them.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(Session& session, QWidget* parent = nullptr);

    /// Key /: puts the cursor into the field.
    void focusField();
    void clearFilter();
    void nextHit() { step(1); }
    void previousHit() { step(-1); }
    QLineEdit* field() const { return m_field; }

Q_SIGNALS:
    /// Esc in an empty field: the keyboard goes back to where it was.
    void dismissed();
    /// There was no hit in that direction; which keys lead on.
    void missed(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    void edited(const QString& text);
    void showResult();
    void step(int direction);
    QString resultText() const;

    Session& m_session;
    QLineEdit* m_field;
    QLabel* m_result;
    QLabel* m_problem;
    QToolButton* m_previous;
    QToolButton* m_next;
    QToolButton* m_clear;
    FilterCompleter* m_completer;
    QTimer m_pause;
};

} // namespace hindcast
