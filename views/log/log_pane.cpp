#include "views/log/log_pane.h"

#include "model/session/log_model.h"
#include "views/log/filter_bar.h"
#include "views/log/log_table_view.h"
#include "views/panels/empty_note.h"

#include <QLineEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace hindcast {

LogPane::LogPane(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new LogModel(session.host(), session.filter(), this))
    , m_filterBar(new FilterBar(session, this))
    , m_table(new LogTableView(session, *m_model, this))
    , m_note(new EmptyNote(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(tr("Log"));
    setFocusProxy(m_table);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filterBar);
    column->addLayout(m_stack, 1);

    connect(&session.reference(), &TimeReference::changed, m_model, [this] {
        m_model->setReference(m_session.reference().moment());
    });
    const auto tellDoubt = [this] { m_model->setUnvouchedFrom(m_session.integrity().unvouchedFrom()); };
    connect(&session.integrity(), &IntegrityCheck::finished, m_model, tellDoubt);
    connect(&session.host(), &ProjectHost::closed, m_model, tellDoubt);
    connect(m_filterBar, &FilterBar::dismissed, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_filterBar, &FilterBar::missed, this, &LogPane::missed);
    connect(m_table, &LogTableView::eventActivated, this, &LogPane::eventActivated);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LogPane::showRowsOrNote);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &LogPane::showRowsOrNote);
    connect(&session.filter(), &LogFilter::hitsGrew, this, &LogPane::showRowsOrNote);
    showRowsOrNote();
}

void LogPane::setLanes(std::shared_ptr<const LaneIndex> lanes)
{
    m_table->setLanes(std::move(lanes));
}

void LogPane::focusFilter()
{
    m_filterBar->focusField();
}

void LogPane::showRowsOrNote()
{
    const LogFilter& filter = m_session.filter();
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    if (!m_session.columns()) {
        m_note->say(tr("Open a log to see its events."));
    } else if (!filter.isActive()) {
        m_note->say(tr("This log has no events yet."));
    } else if (filter.isSearching()) {
        m_note->say(tr("Searching…"));
    } else {
        m_note->say(
            tr("No event matches \"%1\".").arg(filter.effectiveQuery()), tr("Clear the filter"), [this] {
                m_filterBar->clearFilter();
                m_table->setFocus(Qt::OtherFocusReason);
            });
    }
    m_stack->setCurrentWidget(m_note);
}

} // namespace hindcast
