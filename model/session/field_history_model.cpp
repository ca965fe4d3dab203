#include "model/session/field_history_model.h"

#include "model/session/value_text.h"
#include "model/session/words.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr int cellLimit = 200;
constexpr int toolTipLimit = 1000;

/// The value at one side of a write; nothing is a sign of its own, unlike null.
QString sideText(bool exists, const Value& value, int limit)
{
    return exists ? valueLine(value, limit) : QStringLiteral("∅");
}

} // namespace

FieldHistoryModel::FieldHistoryModel(Session& session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    connect(&session.selection(), &Selection::fieldChanged, this, &FieldHistoryModel::restart);
    connect(&session.host(), &ProjectHost::opened, this, &FieldHistoryModel::restart);
    connect(&session.host(), &ProjectHost::closed, this, &FieldHistoryModel::restart);
    connect(&session.host(), &ProjectHost::payloadsRemoved, this, &FieldHistoryModel::restart);
    connect(&session.host(), &ProjectHost::reloaded, this, &FieldHistoryModel::restart);
    connect(&session.host(), &ProjectHost::grown, this, &FieldHistoryModel::grow);
    restart();
}

void FieldHistoryModel::restart()
{
    m_slot.cancel();
    beginResetModel();
    m_writes.clear();
    m_problem.reset();
    m_stream = m_session.columns() ? m_session.selection().stream() : std::nullopt;
    m_field = m_stream ? m_session.selection().field() : std::nullopt;
    endResetModel();
    if (m_field) {
        ask();
    }
    Q_EMIT changed();
}

void FieldHistoryModel::grow()
{
    if (m_field && m_session.columns()->positionsOf(*m_stream).size() != m_eventsAsked) {
        ask();
    }
}

void FieldHistoryModel::ask()
{
    const auto columns = m_session.columns();
    m_eventsAsked = columns->positionsOf(*m_stream).size();
    ++m_requestsSent;
    using Writes = std::vector<FieldWrite>;
    m_session.host().request<Writes>(
        m_slot,
        ProjectHost::Lane::Background,
        [stream = *m_stream, field = *m_field, last = columns->last()](const ReadContext& context) {
            return context.states.writesOf(context.reader, context.branch, stream, field, last);
        },
        [this](Result<Writes> writes) {
            beginResetModel();
            m_writes = writes ? std::move(*writes) : Writes();
            m_problem = writes ? std::nullopt : std::optional<Error>(writes.error());
            endResetModel();
            Q_EMIT changed();
        });
}

int FieldHistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_writes.size());
}

int FieldHistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FieldHistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const FieldWrite& write = m_writes[static_cast<std::size_t>(index.row())];
    if (role == PositionRole) {
        return static_cast<qlonglong>(write.position.value);
    }
    if (role == Qt::ToolTipRole) {
        return tr("Position %1, version %2\n%3")
            .arg(grouped(write.position.value),
                grouped(write.version.value),
                sideText(write.existedBefore, write.before, toolTipLimit) + QStringLiteral(" → ")
                    + sideText(write.existsAfter, write.after, toolTipLimit));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case PositionColumn:
        return grouped(write.position.value);
    case EventColumn:
        return typeWords(m_session.columns()->names().types[static_cast<std::size_t>(write.type.value)]);
    case BeforeColumn:
        return sideText(write.existedBefore, write.before, cellLimit);
    default:
        return sideText(write.existsAfter, write.after, cellLimit);
    }
}

int FieldHistoryModel::writesUpTo(Position position) const
{
    const auto after = std::upper_bound(
        m_writes.begin(), m_writes.end(), position, [](Position at, const FieldWrite& write) {
            return at < write.position;
        });
    return static_cast<int>(after - m_writes.begin());
}

} // namespace hindcast
