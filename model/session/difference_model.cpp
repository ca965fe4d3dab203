#include "model/session/difference_model.h"

#include "engine/value/json.h"
#include "model/session/value_text.h"
#include "model/session/words.h"

namespace hindcast {

namespace {

DifferenceModel::Standing standingOf(const EntityState& entity)
{
    using Standing = DifferenceModel::Standing;
    return entity.version.value == 0 ? Standing::Absent
        : entity.deleted             ? Standing::Deleted
                                     : Standing::Present;
}

} // namespace

DifferenceModel::DifferenceModel(Session& session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_request(session.host())
{
    connect(&m_request, &PatientRequest::lateChanged, this, &DifferenceModel::changed);
    connect(&session.host(), &ProjectHost::opened, this, &DifferenceModel::restart);
    connect(&session.host(), &ProjectHost::closed, this, &DifferenceModel::restart);
    connect(&session.host(), &ProjectHost::payloadsRemoved, this, &DifferenceModel::restart);
    connect(&session.host(), &ProjectHost::reloaded, this, &DifferenceModel::restart);
    connect(&session.selection(), &Selection::streamChanged, this, &DifferenceModel::restart);
    connect(&session.cursor(), &TimeCursor::positionChanged, this, &DifferenceModel::follow);
    connect(&session.cursor(), &TimeCursor::pinChanged, this, &DifferenceModel::follow);
    follow();
}

bool DifferenceModel::isApplicable() const
{
    return question().has_value();
}

std::optional<DifferenceModel::Question> DifferenceModel::question() const
{
    const auto columns = m_session.columns();
    const auto stream = m_session.selection().stream();
    const auto pin = m_session.cursor().pin();
    if (!columns || !stream || !pin) {
        return {};
    }
    return Question{*stream,
        columns->versionAt(*stream, *pin),
        columns->versionAt(*stream, m_session.cursor().position())};
}

void DifferenceModel::restart()
{
    m_request.cancel();
    m_asked.reset();
    m_standings.reset();
    m_problem.reset();
    replaceRows({});
    follow();
    Q_EMIT changed();
}

void DifferenceModel::follow()
{
    const auto wanted = question();
    if (wanted == m_asked) {
        Q_EMIT changed(); // A or the playhead moved, though the entity did not
        return;
    }
    const bool absent = wanted && wanted->from.value == 0 && wanted->to.value == 0;
    if (!wanted || absent) {
        m_request.cancel();
        m_asked = wanted;
        take(Answer());
        return;
    }
    if (m_request.isPending() && m_asked && m_asked->stream == wanted->stream) {
        return; // its answer looks again
    }
    m_asked = wanted;
    const auto positions = m_session.columns()->positionsOf(wanted->stream);
    const auto positionOf = [&](Version version) {
        return version.value == 0 ? Position{0}
                                  : Position{positions[static_cast<std::size_t>(version.value - 1)]};
    };
    m_request.ask<Answer>(
        [stream = wanted->stream, from = positionOf(wanted->from), to = positionOf(wanted->to)](
            const ReadContext& context) -> Result<Answer> {
            const auto before = context.states.stateAt(context.reader, context.branch, stream, from);
            if (!before) {
                return before.error();
            }
            const auto after = context.states.stateAt(context.reader, context.branch, stream, to);
            if (!after) {
                return after.error();
            }
            return Answer{diff(before->state, after->state), {standingOf(*before), standingOf(*after)}};
        },
        [this](Result<Answer> answer) {
            take(std::move(answer));
            if (question() != m_asked) {
                follow();
            }
        });
}

void DifferenceModel::take(Result<Answer> answer)
{
    m_problem = answer ? std::nullopt : std::optional<Error>(answer.error());
    m_standings = answer ? std::optional<Standings>(answer->standings) : std::nullopt;
    replaceRows(answer ? std::move(answer->changes) : std::vector<Change>());
    Q_EMIT changed();
}

namespace {

/// Where the whole state comes from nothing or goes there, one change a field says more than one for all.
std::vector<Change> fieldByField(const std::vector<Change>& changes)
{
    if (changes.size() != 1 || !changes.front().path.empty()) {
        return changes;
    }
    const Change& whole = changes.front();
    const bool comes = whole.before.isNull() && whole.after.isMap() && whole.after.size() > 0;
    const bool goes = whole.after.isNull() && whole.before.isMap() && whole.before.size() > 0;
    if (!comes && !goes) {
        return changes;
    }
    std::vector<Change> rows;
    (comes ? whole.after : whole.before).forEachMember([&](std::string_view key, const Value& member) {
        const ValuePath path{std::string(key)};
        rows.push_back(comes ? Change{Change::Kind::Added, path, Value(), member}
                             : Change{Change::Kind::Removed, path, member, Value()});
    });
    return rows;
}

} // namespace

void DifferenceModel::replaceRows(std::vector<Change> changes)
{
    if (changes.empty() && m_changes.empty()) {
        return;
    }
    beginResetModel();
    m_rowChanges = fieldByField(changes);
    m_changes = std::move(changes);
    endResetModel();
}

QString DifferenceModel::jsonPatch() const
{
    return fromUtf8(writeJsonPretty(toJsonPatch(m_changes)));
}

int DifferenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rowChanges.size());
}

int DifferenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Change& change = m_rowChanges[static_cast<std::size_t>(index.row())];
    if (role == KindRole) {
        return static_cast<int>(change.kind);
    }
    const int limit = role == Qt::ToolTipRole ? 1000 : 200;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case PathColumn:
        return pathText(change.path);
    case BeforeColumn:
        return change.kind == Change::Kind::Added ? QString() : valueLine(change.before, limit);
    default:
        return change.kind == Change::Kind::Removed ? QString() : valueLine(change.after, limit);
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == PathColumn ? tr("Field") : section == BeforeColumn ? tr("At A") : tr("Playhead");
}

} // namespace hindcast
