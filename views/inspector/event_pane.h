#pragma once

#include "model/session/session.h"

#include <QWidget>

#include <optional>

class QScrollArea;
class QStackedLayout;

namespace hindcast {

class DoubtNote;
class EmptyNote;
struct EventDetails;
struct RedactionNote;
class EnvelopeView;
class EventTracker;
class JsonView;
class PaneHeading;

/// The event at the playhead: envelope, data and meta as it was recorded, and its place in the web of causes.
class EventPane : public QWidget {
    Q_OBJECT

public:
    explicit EventPane(Session& session, QWidget* parent = nullptr);

    EventTracker* tracker() const { return m_tracker; }
    DoubtNote* doubt() const { return m_doubt; }
    EnvelopeView* envelope() const { return m_envelope; }
    JsonView* dataView() const { return m_data; }
    JsonView* metaView() const { return m_meta; }
    PaneHeading* heading() const { return m_heading; }
    EmptyNote* note() const { return m_note; }
    /// In the place of data and meta where they were redacted.
    EmptyNote* redactionNote() const { return m_redaction; }

public Q_SLOTS:
    /// Key [: to the event that caused this one, if the log has it.
    void goToCause();
    /// Key ]: to the first event that this one caused, if any.
    void goToConsequence();

private:
    void showDetails();
    void showPayload(const EventDetails& details);
    void showRedaction(const RedactionNote& redaction);
    void showDataNote();
    void showNote();
    void jumpTo(std::optional<Position> position);

    Session& m_session;
    EventTracker* m_tracker;
    PaneHeading* m_heading;
    DoubtNote* m_doubt;
    EnvelopeView* m_envelope;
    PaneHeading* m_dataHeading;
    JsonView* m_data;
    PaneHeading* m_metaHeading;
    JsonView* m_meta;
    EmptyNote* m_redaction;
    QWidget* m_body;
    QScrollArea* m_scroll; ///< around the body
    EmptyNote* m_note;
    QStackedLayout* m_stack;
};

} // namespace hindcast
