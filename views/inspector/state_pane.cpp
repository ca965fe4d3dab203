#include "views/inspector/state_pane.h"

#include "model/session/field_history_model.h"
#include "model/session/state_model.h"
#include "model/session/state_tracker.h"
#include "model/session/value_text.h"
#include "model/session/words.h"
#include "views/inspector/field_history_view.h"
#include "views/inspector/state_tree_view.h"
#include "views/panels/doubt_note.h"
#include "views/panels/empty_note.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace hindcast {

StatePane::StatePane(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_tracker(new StateTracker(session, this))
    , m_model(new StateModel(this))
    , m_historyModel(new FieldHistoryModel(session, this))
    , m_heading(new PaneHeading({}, this))
    , m_doubt(new DoubtNote(session, this))
    , m_remark(new QLabel(this))
    , m_tree(new StateTreeView(*m_model, this))
    , m_historyHeading(new PaneHeading({}, this))
    , m_historyView(new FieldHistoryView(session, *m_historyModel, this))
    , m_history(new QWidget(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_note(new EmptyNote(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(tr("State"));
    setFocusProxy(m_tree);
    m_heading->setTitleIsData(true);
    m_historyHeading->setTitleIsData(true);
    m_remark->setProperty("muted", true);
    m_remark->setWordWrap(true);
    m_remark->setContentsMargins(Theme::padding, 6, Theme::padding, 6);
    m_remark->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remark->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* history = new QVBoxLayout(m_history);
    history->setContentsMargins(0, 0, 0, 0);
    history->setSpacing(0);
    history->addWidget(m_historyHeading);
    history->addWidget(m_historyView, 1);
    auto* top = new QWidget(this);
    auto* topColumn = new QVBoxLayout(top);
    topColumn->setContentsMargins(0, 0, 0, 0);
    topColumn->setSpacing(0);
    topColumn->addWidget(m_doubt);
    topColumn->addWidget(m_remark);
    topColumn->addWidget(m_tree, 1);
    m_splitter->addWidget(top);
    m_splitter->addWidget(m_history);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addLayout(m_stack, 1);

    connect(m_tracker, &StateTracker::changed, this, &StatePane::showState);
    connect(m_tracker, &StateTracker::lateChanged, m_tree, &StateTreeView::setLate);
    connect(m_tree, &StateTreeView::picked, this, [this](const QModelIndex& index) {
        m_session.selection().setField(m_model->pathOf(index));
    });
    connect(&session.selection(), &Selection::fieldChanged, this, &StatePane::selectField);
    connect(m_historyModel, &FieldHistoryModel::changed, this, &StatePane::showHistory);
    connect(&session.cursor(), &TimeCursor::positionChanged, this, [this] {
        showHeading();
        showHistory();
    });
    showState();
    showHistory();
}

void StatePane::showState()
{
    const StateSnapshot* snapshot = m_tracker->snapshot();
    if (snapshot == nullptr || snapshot->entity.version.value == 0) {
        const bool waits = snapshot == nullptr && m_session.selection().stream() && !m_tracker->problem();
        if (!waits) { // the former state stays until the next is here
            m_model->clear();
            showNote();
            m_stack->setCurrentWidget(m_note);
        }
    } else {
        m_model->setState(snapshot->entity.state, snapshot->lastChanges);
        m_tree->fitNames(m_shownStream != snapshot->stream);
        m_shownStream = snapshot->stream;
        m_doubt->setEvent(snapshot->entity.position);
        showRemarks();
        m_stack->setCurrentWidget(m_splitter);
        selectField();
    }
    showHeading();
}

void StatePane::showNote()
{
    const auto columns = m_session.columns();
    const auto stream = m_session.selection().stream();
    if (!columns) {
        m_note->say(tr("Open a log to see the state of its entities."));
    } else if (m_tracker->problem()) {
        m_note->say(fromUtf8(describe(*m_tracker->problem())));
    } else if (!stream) {
        m_note->say(tr("Select an entity or an event to see its state."),
            tr("Select the event at the playhead"),
            [this] {
                const auto now = m_session.cursor().position();
                if (now.value > 0) {
                    m_session.selection().setStream(m_session.columns()->stream(now));
                }
            });
        m_note->actionButton()->setEnabled(m_session.cursor().position().value > 0);
    } else if (columns->positionsOf(*stream).empty()) {
        m_note->say(tr("This entity has no events in this branch."));
    } else {
        const Position begins{columns->positionsOf(*stream).front()};
        const auto& name = columns->names().streams[static_cast<std::size_t>(stream->value)].name;
        m_note->actionButton()->setEnabled(true);
        m_note->say(tr("%1 begins at position %2.").arg(fromUtf8(name), grouped(begins.value)),
            tr("Go to position %1").arg(grouped(begins.value)),
            [this, begins] { m_session.cursor().jumpTo(begins); });
    }
}

void StatePane::showRemarks()
{
    const StateSnapshot& snapshot = *m_tracker->snapshot();
    QStringList remarks;
    if (snapshot.entity.deleted) {
        const auto columns = m_session.columns();
        const auto type = columns->type(snapshot.entity.position);
        remarks << tr("Deleted by %1 at position %2; this is what was left.")
                       .arg(typeWords(columns->names().types[static_cast<std::size_t>(type.value)]),
                           grouped(snapshot.entity.position.value));
    }
    QStringList removed;
    for (const Change& change : snapshot.lastChanges) {
        if (change.kind == Change::Kind::Removed) {
            removed << pathText(change.path);
        }
    }
    if (!removed.isEmpty()) {
        remarks << tr("Removed by the last event: %1").arg(removed.mid(0, 5).join(QStringLiteral(", ")));
    }
    if (snapshot.redacted > 0) {
        remarks << tr("The payloads of %1 were redacted: what they wrote is missing here.")
                       .arg(counted(snapshot.redacted, tr("event"), tr("events")));
    }
    if (snapshot.entity.state.size() == 0) {
        remarks << tr("No fields.");
    }
    m_remark->setText(remarks.join(u'\n'));
    m_remark->setVisible(!remarks.isEmpty());
}

void StatePane::showHeading()
{
    const auto columns = m_session.columns();
    const auto stream = m_session.selection().stream();
    if (!columns || !stream) {
        m_heading->hide(); // the tab says already what this is
        return;
    }
    m_heading->show();
    // Until another entity's state is here, the heading names the one that is shown.
    const StateSnapshot* snapshot = m_tracker->snapshot();
    const StreamId shown = snapshot != nullptr ? snapshot->stream : *stream;
    m_heading->setTitle(fromUtf8(columns->names().streams[static_cast<std::size_t>(shown.value)].name));
    const bool exists = snapshot != nullptr && snapshot->entity.version.value > 0;
    const Position now = m_session.cursor().position();
    m_heading->setNote(exists ? tr("version %1 · position %2%3")
                                    .arg(grouped(snapshot->entity.version.value),
                                        grouped(now.value),
                                        snapshot->entity.deleted ? tr(" · deleted") : QString())
                              : tr("position %1").arg(grouped(now.value)));
}

void StatePane::showHistory()
{
    const auto& field = m_historyModel->field();
    m_history->setVisible(field.has_value());
    if (!field) {
        return;
    }
    m_historyHeading->setTitle(pathText(*field));
    if (m_historyModel->problem()) {
        m_historyHeading->setNote(fromUtf8(reasonOf(*m_historyModel->problem())));
        return;
    }
    if (m_historyModel->isLoading()) {
        m_historyHeading->setNote(tr("looking for writers…"));
        return;
    }
    const int all = m_historyModel->rowCount();
    const int soFar = m_historyModel->writesUpTo(m_session.cursor().position());
    QString note = tr("written by %1").arg(counted(soFar, tr("event"), tr("events")));
    if (all > soFar) {
        note += tr(" · %1 later").arg(grouped(all - soFar));
    }
    m_historyHeading->setNote(note);
}

void StatePane::selectField()
{
    const auto& field = m_session.selection().field();
    const QModelIndex index = field ? m_model->indexOf(*field) : QModelIndex();
    if (index == m_tree->currentIndex().siblingAtColumn(StateModel::NameColumn)) {
        return;
    }
    m_tree->setCurrentIndex(index);
    if (!index.isValid()) {
        m_tree->clearSelection();
    }
}

} // namespace hindcast
