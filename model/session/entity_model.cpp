#include "model/session/entity_model.h"

#include "model/session/words.h"

#include <algorithm>
#include <limits>
#include <string>

namespace hindcast {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

/// Decides which streams a filter lets through; holds no reference to the model, so it may run elsewhere.
struct EntityModel::Matcher {
    std::shared_ptr<const TimeColumns> columns;
    std::string text; ///< lower case
    std::optional<CategoryId> category;

    Matcher(std::shared_ptr<const TimeColumns> c, const QString& t, std::optional<CategoryId> k)
        : columns(std::move(c))
        , text(t.toUtf8().toStdString())
        , category(k)
    {
        std::transform(text.begin(), text.end(), text.begin(), lower);
    }

    bool matches(StreamId stream) const
    {
        const StreamName& name = columns->names().streams[static_cast<std::size_t>(stream.value)];
        if (category && name.category != *category) {
            return false;
        }
        const auto same = [](char a, char b) { return lower(a) == b; };
        return text.empty()
            || std::search(name.name.begin(), name.name.end(), text.begin(), text.end(), same)
            != name.name.end();
    }

    /// Appends those from birth `begin` on; stops early when asked to.
    void collect(std::size_t begin, Births& out, const std::stop_token& stop = {}) const
    {
        const auto births = columns->streamsByBirth();
        for (std::size_t i = begin; i < births.size(); ++i) {
            if (i % 4096 == 0 && stop.stop_requested()) {
                return;
            }
            if (matches(births[i])) {
                out.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }
};

EntityModel::EntityModel(ProjectHost& host, TimeCursor& cursor, QObject* parent)
    : QAbstractListModel(parent)
    , m_host(host)
    , m_cursor(cursor)
{
    connect(&host, &ProjectHost::opened, this, &EntityModel::restart);
    connect(&host, &ProjectHost::closed, this, &EntityModel::restart);
    connect(&host, &ProjectHost::grown, this, &EntityModel::grow);
    connect(&host, &ProjectHost::reloaded, this, &EntityModel::reload);
    connect(&cursor, &TimeCursor::positionChanged, this, [this](Position position) {
        // A cursor that is ahead of us belongs to a log whose opened() or grown() is still to come.
        if (m_columns == m_host.columns()) {
            movePlayhead(position);
        }
    });
    restart();
}

void EntityModel::restart()
{
    beginResetModel();
    m_filterSlot.cancel();
    m_columns = m_host.columns();
    m_text.clear();
    m_category.reset();
    m_filtered.reset();
    m_filteredUpTo = 0;
    m_playhead = m_columns ? m_cursor.position() : Position{0};
    m_rows = rowsAt(m_playhead);
    endResetModel();
    Q_EMIT summaryChanged();
}

void EntityModel::reload()
{
    beginResetModel();
    m_columns = m_host.columns();
    m_playhead = m_cursor.position();
    // The former answer was about other columns: nothing passes until there is a new one.
    m_filtered = isFiltered() ? std::make_shared<Births>() : nullptr;
    m_rows = rowsAt(m_playhead);
    endResetModel();
    refilter();
}

void EntityModel::grow()
{
    m_columns = m_host.columns();
    if (m_filtered && !m_filterSlot.isPending()) {
        Matcher(m_columns, m_text, m_category).collect(m_filteredUpTo, *m_filtered);
        m_filteredUpTo = m_columns->streamsByBirth().size();
    }
    movePlayhead(m_cursor.position());
}

int EntityModel::rowsAt(Position position) const
{
    if (!m_columns) {
        return 0;
    }
    std::int64_t rows = m_columns->streamsBornBy(position);
    if (m_filtered) {
        rows = std::lower_bound(m_filtered->begin(), m_filtered->end(), static_cast<std::uint32_t>(rows))
            - m_filtered->begin();
    }
    return static_cast<int>(std::min<std::int64_t>(rows, std::numeric_limits<int>::max() - 1));
}

void EntityModel::movePlayhead(Position position)
{
    m_playhead = position;
    const int rows = rowsAt(position);
    if (rows > m_rows) {
        beginInsertRows({}, 0, rows - m_rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, 0, m_rows - rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0), index(m_rows - 1), {LastEventRole, LastPositionRole});
    }
    Q_EMIT summaryChanged();
}

int EntityModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

std::size_t EntityModel::birthOfRow(int row) const
{
    const auto fromOldest = static_cast<std::size_t>(m_rows - 1 - row);
    return m_filtered ? (*m_filtered)[fromOldest] : fromOldest;
}

StreamId EntityModel::streamAt(int row) const
{
    return m_columns->streamsByBirth()[birthOfRow(row)];
}

std::size_t EntityModel::birthOf(StreamId stream) const
{
    const Position first{m_columns->positionsOf(stream).front()};
    return static_cast<std::size_t>(m_columns->streamsBornBy(first) - 1);
}

int EntityModel::rowOf(StreamId stream) const
{
    if (!m_columns || m_columns->positionsOf(stream).empty()) {
        return -1;
    }
    const std::size_t birth = birthOf(stream);
    std::size_t fromOldest = birth;
    if (m_filtered) {
        const auto found = std::lower_bound(m_filtered->begin(), m_filtered->end(), birth);
        if (found == m_filtered->end() || *found != birth) {
            return -1;
        }
        fromOldest = static_cast<std::size_t>(found - m_filtered->begin());
    }
    return fromOldest < static_cast<std::size_t>(m_rows) ? m_rows - 1 - static_cast<int>(fromOldest) : -1;
}

std::int64_t EntityModel::existing() const
{
    return m_columns ? m_columns->streamsBornBy(m_playhead) : 0;
}

QVariant EntityModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows) {
        return {};
    }
    const StreamId stream = streamAt(index.row());
    const StreamName& name = m_columns->names().streams[static_cast<std::size_t>(stream.value)];
    const auto lastPosition = [&] {
        const Version version = m_columns->versionAt(stream, m_playhead);
        return Position{m_columns->positionsOf(stream)[static_cast<std::size_t>(version.value - 1)]};
    };
    switch (role) {
    case Qt::DisplayRole:
        return fromUtf8(name.name);
    case StreamRole:
        return static_cast<qlonglong>(stream.value);
    case CategoryRole:
        return static_cast<qlonglong>(name.category.value);
    case LastPositionRole:
        return static_cast<qlonglong>(lastPosition().value);
    case LastEventRole:
        return typeWords(
            m_columns->names().types[static_cast<std::size_t>(m_columns->type(lastPosition()).value)]);
    default:
        return {};
    }
}

void EntityModel::setFilter(const QString& text, std::optional<CategoryId> category)
{
    if (m_text == text && m_category == category) {
        return;
    }
    m_text = text;
    m_category = category;
    refilter();
}

void EntityModel::refilter()
{
    m_filterSlot.cancel();
    if (!m_columns || !isFiltered()) {
        takeFiltered(nullptr);
        return;
    }
    const Matcher matcher(m_columns, m_text, m_category);
    if (m_columns->streamsByBirth().size() < asyncFrom) {
        auto births = std::make_shared<Births>();
        matcher.collect(0, *births);
        m_filteredUpTo = m_columns->streamsByBirth().size();
        takeFiltered(births);
        return;
    }
    using Answer = std::shared_ptr<Births>;
    m_host.request<Answer>(
        m_filterSlot,
        ProjectHost::Lane::Background,
        [matcher](const ReadContext& context) -> Result<Answer> {
            auto births = std::make_shared<Births>();
            matcher.collect(0, *births, context.stop);
            return births;
        },
        [this, judged = m_columns->streamsByBirth().size()](Result<Answer> births) {
            if (!births) {
                return;
            }
            // What was born meanwhile is judged here: a few, against the log's many.
            Matcher(m_columns, m_text, m_category).collect(judged, **births);
            m_filteredUpTo = m_columns->streamsByBirth().size();
            takeFiltered(*births);
        });
    Q_EMIT summaryChanged();
}

void EntityModel::takeFiltered(std::shared_ptr<Births> births)
{
    beginResetModel();
    m_filtered = std::move(births);
    m_rows = rowsAt(m_playhead);
    endResetModel();
    Q_EMIT summaryChanged();
}

} // namespace hindcast
