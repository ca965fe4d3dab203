#include "views/inspector/event_pane.h"

#include "model/session/event_tracker.h"
#include "model/session/words.h"
#include "views/inspector/envelope_view.h"
#include "views/inspector/json_view.h"
#include "views/panels/doubt_note.h"
#include "views/panels/empty_note.h"
#include "views/panels/late_look.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hindcast {

namespace {

constexpr int mostMetaLines = 8;
constexpr int fewestMetaLines = 3; ///< that stay when there is no room for more
constexpr int mostDataLines = 6; ///< that are seen before meta gets more than its fewest

/// Of the view's lines, but no more than `most`.
int heightOf(const JsonView& view, int most)
{
    return std::min(view.blockCount(), most) * view.fontMetrics().lineSpacing() + 2 * Theme::padding;
}

JsonView* jsonView(QWidget* parent, const QString& name)
{
    auto* view = new JsonView(parent);
    view->setAccessibleName(name);
    return view;
}

QToolButton* copyButton(QWidget* parent, const QString& name)
{
    auto* button = new QToolButton(parent);
    button->setIcon(Theme::instance().icon(QStringLiteral("copy"), Token::Muted));
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

EventPane::EventPane(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_tracker(new EventTracker(session, this))
    , m_heading(new PaneHeading({}, this))
    , m_doubt(new DoubtNote(session, this))
    , m_envelope(new EnvelopeView(this))
    , m_dataHeading(new PaneHeading(tr("Data"), this))
    , m_data(jsonView(this, tr("Data of the event")))
    , m_metaHeading(new PaneHeading(tr("Meta"), this))
    , m_meta(jsonView(this, tr("Meta of the event")))
    , m_redaction(new EmptyNote(this))
    , m_body(new QWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_note(new EmptyNote(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(tr("Event"));
    setFocusProxy(m_data);
    auto* copyData = copyButton(this, tr("Copy all data"));
    auto* copyMeta = copyButton(this, tr("Copy all meta"));
    m_dataHeading->addControl(copyData);
    m_metaHeading->addControl(copyMeta);
    connect(copyData, &QToolButton::clicked, this, [this] {
        if (const EventDetails* event = m_tracker->details()) {
            // What was cut for showing is whole here.
            QGuiApplication::clipboard()->setText(event->dataCut ? fromUtf8(event->event.data) : event->data);
        }
    });
    connect(copyMeta, &QToolButton::clicked, this, [this] {
        if (const EventDetails* event = m_tracker->details()) {
            QGuiApplication::clipboard()->setText(event->meta);
        }
    });

    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_doubt);
    body->addWidget(m_envelope);
    body->addWidget(m_dataHeading);
    body->addWidget(m_redaction, 1);
    body->addWidget(m_data, 1);
    body->addWidget(m_metaHeading);
    body->addWidget(m_meta);
    // No line gives way to another: what does not fit is scrolled to.
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_body);
    m_body->setAutoFillBackground(false); // the panel shines through, in either theme
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addLayout(m_stack, 1);

    connect(m_tracker, &EventTracker::changed, this, &EventPane::showDetails);
    connect(m_tracker, &EventTracker::lateChanged, m_body, [this](bool late) { setLateLook(m_body, late); });
    connect(&session.reference(), &TimeReference::changed, this, &EventPane::showDetails);
    connect(m_data, &JsonView::completed, this, &EventPane::showDataNote);
    connect(m_envelope, &EnvelopeView::causeClicked, this, &EventPane::goToCause);
    connect(m_envelope, &EnvelopeView::consequenceClicked, this, &EventPane::goToConsequence);
    showDetails();
}

void EventPane::showDetails()
{
    const EventDetails* details = m_tracker->details();
    if (details == nullptr) {
        showNote();
        return;
    }
    const Event& event = details->event;
    m_heading->show();
    m_heading->setTitle(typeWords(event.typeName));
    m_heading->setNote(
        tr("position %1 · version %2").arg(grouped(event.position.value), grouped(event.version.value)));
    m_doubt->setEvent(event.position);
    m_envelope->showDetails(*details, m_session.reference().us());
    m_redaction->setVisible(details->redaction.has_value());
    m_data->setVisible(!details->redaction);
    if (details->redaction) {
        showRedaction(*details->redaction);
    }
    showPayload(*details);
    // Where room is short, meta gives way before data does.
    m_data->setMinimumHeight(heightOf(*m_data, mostDataLines));
    m_meta->setMinimumHeight(heightOf(*m_meta, fewestMetaLines));
    m_meta->setMaximumHeight(heightOf(*m_meta, mostMetaLines));
    m_stack->setCurrentWidget(m_scroll);
}

void EventPane::showPayload(const EventDetails& details)
{
    if (m_data->json() != details.data) {
        m_data->setJson(details.data);
    }
    showDataNote();
    m_metaHeading->setVisible(!details.meta.isEmpty());
    m_meta->setVisible(!details.meta.isEmpty());
    if (m_meta->json() != details.meta) {
        m_meta->setJson(details.meta);
    }
}

void EventPane::showRedaction(const RedactionNote& redaction)
{
    const QString who = redaction.who.empty() ? tr("somebody") : fromUtf8(redaction.who);
    const QString sentence =
        tr("Data and meta were redacted by %1 on %2: %3")
            .arg(who, timeText(redaction.whenUs, {true, false}), fromUtf8(redaction.reason));
    const bool isHere = redaction.branch == m_session.host().branch() && redaction.fact.value > 0;
    if (isHere) {
        m_redaction->say(
            sentence, tr("Go to the event that says so"), [this, fact = redaction.fact] { jumpTo(fact); });
    } else {
        m_redaction->say(sentence);
    }
}

void EventPane::showDataNote()
{
    const EventDetails* details = m_tracker->details();
    if (details == nullptr) {
        return;
    }
    const auto megabytes = static_cast<double>(details->event.data.size()) / (1 << 20);
    m_dataHeading->setNote(details->dataCut
            ? tr("the first MB of %1; copy takes all").arg(QString::number(megabytes, 'f', 1))
            : m_data->cutsLines() ? tr("long lines are cut; copy takes all")
                                  : QString());
}

void EventPane::showNote()
{
    m_heading->hide(); // the tab says already what this is
    if (!m_session.columns()) {
        m_note->say(tr("Open a log to read its events."));
    } else if (m_tracker->problem()) {
        m_note->say(fromUtf8(describe(*m_tracker->problem())));
    } else if (m_session.columns()->last().value == 0) {
        m_note->say(tr("This log has no events yet."));
    } else if (m_session.cursor().position().value == 0) {
        m_note->say(tr("The playhead stands before the first event."), tr("Go to the first event"), [this] {
            m_session.cursor().jumpTo(Position{1});
        });
    } else {
        m_note->say(tr("Reading…"));
    }
    m_stack->setCurrentWidget(m_note);
}

void EventPane::jumpTo(std::optional<Position> position)
{
    if (position) {
        m_session.cursor().pause();
        m_session.cursor().jumpTo(*position);
    }
}

void EventPane::goToCause()
{
    if (const EventDetails* details = m_tracker->details()) {
        jumpTo(details->cause);
    }
}

void EventPane::goToConsequence()
{
    if (const EventDetails* details = m_tracker->details()) {
        jumpTo(details->firstConsequence);
    }
}

} // namespace hindcast
