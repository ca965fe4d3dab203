#pragma once

#include "model/session/event_vocabulary.h"
#include "model/session/session.h"
#include "views/log/filter_completer.h"

#include <QTimer>
#include <QWidget>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QToolButton;

namespace hindcast {

class ProblemPlace;

/// The one field that filters log, timeline and stepping: text, type:Name, stream:name, or = and an
/// expression. Applies what is typed after a short pause, says how many events match and what is wrong, and
/// steps through the hits.
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
    void offer(FilterCompleter::Asked asked);
    void complete(FilterCompleter::Asked asked);
    bool pressed(const QKeyEvent& key);
    void enter(const QKeyEvent& key);
    void showResult();
    void showProblem();
    void showFaults();
    void step(int direction);
    QString resultText() const;

    Session& m_session;
    QLineEdit* m_field;
    QLabel* m_result;
    ProblemPlace* m_place;
    QLabel* m_problem;
    QLabel* m_faults;
    QToolButton* m_previous;
    QToolButton* m_next;
    QToolButton* m_clear;
    FilterCompleter* m_completer;
    EventVocabulary m_vocabulary;
    QTimer m_pause;
};

} // namespace hindcast
