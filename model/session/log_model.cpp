#include "model/session/log_model.h"

#include <algorithm>
#include <array>
#include <limits>

namespace hindcast {

namespace {

/// Pages asked for at a time. A view shows parts of two; what scrolled by meanwhile is not worth reading.
constexpr std::size_t maxWanted = 4;

QString clippedText(std::string_view text)
{
    constexpr std::size_t limit = LogModel::cellBytes;
    if (text.size() <= limit) {
        return fromUtf8(text);
    }
    return fromUtf8(clipped(text, limit)) + QChar(u'…');
}

/// The longest stretch from `begin` on that is one BETWEEN query.
std::size_t endOfRun(const std::vector<Position>& positions, std::size_t begin)
{
    std::size_t end = begin + 1;
    while (end < positions.size() && positions[end] == positions[end - 1] + 1) {
        ++end;
    }
    return end;
}

} // namespace

LogModel::LogModel(ProjectHost& host, LogFilter& filter, QObject* parent)
    : QAbstractTableModel(parent)
    , m_host(host)
    , m_filter(filter)
{
    m_loadTimer.setSingleShot(true);
    m_loadTimer.setInterval(0);
    connect(&m_loadTimer, &QTimer::timeout, this, &LogModel::loadWanted);
    connect(&host, &ProjectHost::opened, this, &LogModel::restart);
    connect(&host, &ProjectHost::closed, this, &LogModel::restart);
    connect(&host, &ProjectHost::payloadsRemoved, this, &LogModel::restart);
    connect(&host, &ProjectHost::reloaded, this, &LogModel::restart);
    connect(&host, &ProjectHost::grown, this, &LogModel::growTo);
    connect(&filter, &LogFilter::changed, this, &LogModel::restart);
    connect(&filter, &LogFilter::hitsGrew, this, &LogModel::growTo);
    restart();
}

int LogModel::rowsNow() const
{
    const std::int64_t rows = m_hits ? static_cast<std::int64_t>(m_hits->size())
        : m_columns                  ? m_columns->last().value
                                     : 0;
    return static_cast<int>(std::min<std::int64_t>(rows, std::numeric_limits<int>::max() - 1));
}

void LogModel::restart()
{
    beginResetModel();
    m_slot.cancel();
    m_loading.clear();
    m_wanted.clear();
    m_pages.clear();
    m_recent.clear();
    m_columns = m_host.columns();
    m_hits = m_columns ? m_filter.hits() : nullptr;
    m_timeStyle = m_columns ? TimeStyle::of(*m_columns) : TimeStyle{};
    m_rows = rowsNow();
    endResetModel();
}

void LogModel::growTo()
{
    m_columns = m_host.columns();
    if (m_hits != m_filter.hits()) {
        restart();
        return;
    }
    const int rows = rowsNow();
    if (rows <= m_rows) {
        return;
    }
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    endInsertRows();
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Position LogModel::positionAt(int row) const
{
    return m_hits ? Position{(*m_hits)[static_cast<std::size_t>(row)]} : Position{row + 1LL};
}

int LogModel::rowAtOrBefore(Position position) const
{
    if (!m_hits) {
        return static_cast<int>(std::min<std::int64_t>(position.value, m_rows)) - 1;
    }
    const auto end = m_hits->begin() + m_rows;
    const auto after =
        std::upper_bound(m_hits->begin(), end, position.value, [](std::int64_t at, std::uint32_t hit) {
            return at < static_cast<std::int64_t>(hit);
        });
    return static_cast<int>(after - m_hits->begin()) - 1;
}

int LogModel::rowOf(Position position) const
{
    const int row = rowAtOrBefore(position);
    return row >= 0 && positionAt(row) == position ? row : -1;
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows) {
        return {};
    }
    const Position position = positionAt(index.row());
    switch (role) {
    case PositionRole:
        return static_cast<qlonglong>(position.value);
    case TypeRole:
        return static_cast<qlonglong>(m_columns->type(position).value);
    case CategoryRole:
        return static_cast<qlonglong>(m_columns->category(position).value);
    case LoadedRole:
        return m_pages.contains(index.row() / pageRows);
    case UnvouchedRole:
        return m_unvouchedFrom && position >= *m_unvouchedFrom;
    case Qt::AccessibleTextRole:
        return index.column() == PositionColumn && m_unvouchedFrom && position >= *m_unvouchedFrom
            ? tr("%1, not vouched for").arg(grouped(position.value))
            : QVariant();
    case Qt::TextAlignmentRole:
        return int((index.column() == PositionColumn || index.column() == VersionColumn ? Qt::AlignRight
                                                                                        : Qt::AlignLeft)
            | Qt::AlignVCenter);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    const int column = index.column();
    if (column < DataColumn || column == VersionColumn) {
        return columnText(position, column);
    }
    const StoredCells* cells = storedCells(index.row());
    if (!cells) {
        return QString(QChar(u'…'));
    }
    return column == DataColumn       ? cells->data
        : column == IdColumn          ? cells->id
        : column == CorrelationColumn ? cells->correlation
                                      : cells->causation;
}

QString LogModel::timeAsTold(std::int64_t us) const
{
    return shownTime(us, m_timeStyle, m_reference ? std::optional(m_reference->us) : std::nullopt);
}

void LogModel::setReference(std::optional<TimeReference::Moment> reference)
{
    m_reference = reference;
    Q_EMIT headerDataChanged(Qt::Horizontal, TimeColumn, TimeColumn);
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, TimeColumn), index(m_rows - 1, TimeColumn));
    }
}

void LogModel::setUnvouchedFrom(std::optional<Position> position)
{
    if (m_unvouchedFrom == position) {
        return;
    }
    m_unvouchedFrom = position;
    Q_EMIT headerDataChanged(Qt::Horizontal, PositionColumn, PositionColumn);
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, PositionColumn), index(m_rows - 1, PositionColumn));
    }
}

QString LogModel::widestTime() const
{
    if (!m_reference || !m_columns || m_columns->firstTime() == noTime) {
        return timeText(0, m_timeStyle);
    }
    const QString first = timeAsTold(m_columns->firstTime());
    const QString last = timeAsTold(m_columns->lastTime());
    return first.size() > last.size() ? first : last;
}

QVariant LogModel::columnText(Position position, int column) const
{
    switch (column) {
    case PositionColumn:
        return grouped(position.value);
    case TimeColumn:
        return timeAsTold(m_columns->time(position));
    case StreamColumn:
        return fromUtf8(
            m_columns->names().streams[static_cast<std::size_t>(m_columns->stream(position).value)].name);
    case EventColumn:
        return typeWords(m_columns->names().types[static_cast<std::size_t>(m_columns->type(position).value)]);
    default:
        return grouped(m_columns->versionAt(m_columns->stream(position), position).value);
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((section == PositionColumn || section == VersionColumn ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == TimeColumn && m_reference ? tr("Since %1").arg(grouped(m_reference->position.value))
                                                : columnTitle(section);
}

QString LogModel::columnTitle(int column)
{
    const std::array<QString, ColumnCount> titles{tr("Position"),
        tr("Time"),
        tr("Stream"),
        tr("Event"),
        tr("Data"),
        tr("Id"),
        tr("Correlation"),
        tr("Causation"),
        tr("Version")};
    return titles.at(static_cast<std::size_t>(column));
}

QString LogModel::columnKey(int column)
{
    static constexpr std::array<const char16_t*, ColumnCount> keys{
        u"position", u"time", u"stream", u"event", u"data", u"id", u"correlation", u"causation", u"version"};
    return column >= 0 && column < ColumnCount ? QString::fromUtf16(keys.at(static_cast<std::size_t>(column)))
                                               : QString();
}

const LogModel::StoredCells* LogModel::storedCells(int row) const
{
    const int number = row / pageRows;
    const auto offset = static_cast<std::size_t>(row % pageRows);
    const auto found = m_pages.find(number);
    // The page at the end may have been read before the log grew.
    if (found == m_pages.end() || offset >= found->second->second.size()) {
        want(number);
        return nullptr;
    }
    m_recent.splice(m_recent.begin(), m_recent, found->second);
    return &found->second->second[offset];
}

void LogModel::want(int page) const
{
    if (std::find(m_loading.begin(), m_loading.end(), page) != m_loading.end()) {
        return;
    }
    const auto known = std::find(m_wanted.begin(), m_wanted.end(), page);
    if (known != m_wanted.end()) {
        return;
    }
    m_wanted.push_back(page);
    if (m_wanted.size() > maxWanted) {
        m_wanted.erase(m_wanted.begin());
    }
    m_loadTimer.start();
}

std::vector<Position> LogModel::positionsOfPage(int page) const
{
    std::vector<Position> positions;
    const std::int64_t first = std::int64_t{page} * pageRows;
    const std::int64_t end = std::min<std::int64_t>(first + pageRows, m_rows);
    positions.reserve(static_cast<std::size_t>(std::max<std::int64_t>(end - first, 0)));
    for (std::int64_t row = first; row < end; ++row) {
        positions.push_back(positionAt(static_cast<int>(row)));
    }
    return positions;
}

void LogModel::loadWanted()
{
    if (m_wanted.empty()) {
        return;
    }
    // A new question replaces the one under way, so what that was about is asked again, newest first.
    std::vector<int> numbers = m_wanted;
    std::reverse(numbers.begin(), numbers.end());
    numbers.insert(numbers.end(), m_loading.begin(), m_loading.end());
    numbers.resize(std::min(numbers.size(), maxWanted));
    std::vector<std::pair<int, std::vector<Position>>> questions;
    questions.reserve(numbers.size());
    for (const int number : numbers) {
        questions.emplace_back(number, positionsOfPage(number));
    }
    m_pagesRequested += static_cast<std::int64_t>(m_wanted.size());
    m_loading = numbers;
    m_wanted.clear();

    const auto read = [questions](const ReadContext& context) -> Result<Pages> {
        Pages pages;
        for (const auto& question : questions) {
            const std::vector<Position>& positions = question.second;
            Page page(positions.size());
            for (std::size_t begin = 0; begin < positions.size();) {
                const std::size_t end = endOfRun(positions, begin);
                const PositionRange range{positions[begin], positions[end - 1]};
                const auto visited = context.reader.visit(context.branch, range, [&](const EventView& event) {
                    const auto at =
                        begin + static_cast<std::size_t>(event.position.value - range.first.value);
                    page[at] = StoredCells{event.isRedacted ? tr("redacted") : clippedText(event.data),
                        clippedText(event.id),
                        clippedText(event.correlation),
                        clippedText(event.causation)};
                    return !context.stop.stop_requested();
                });
                if (!visited) {
                    return visited.error();
                }
                begin = end;
            }
            pages.emplace_back(question.first, std::move(page));
        }
        return pages;
    };
    m_host.request<Pages>(m_slot, ProjectHost::Lane::Interactive, read, [this](Result<Pages> pages) {
        m_loading.clear();
        if (pages) {
            keep(std::move(*pages));
        }
    });
}

void LogModel::keep(Pages&& pages)
{
    for (auto& [number, page] : pages) {
        const auto old = m_pages.find(number);
        if (old != m_pages.end()) {
            m_recent.erase(old->second);
            m_pages.erase(old);
        }
        const int first = number * pageRows;
        const int last = first + static_cast<int>(page.size()) - 1;
        m_recent.emplace_front(number, std::move(page));
        m_pages[number] = m_recent.begin();
        if (m_pages.size() > maxPages) {
            m_pages.erase(m_recent.back().first);
            m_recent.pop_back();
        }
        if (last >= first) {
            Q_EMIT dataChanged(index(first, DataColumn), index(last, CausationColumn));
        }
    }
}

} // namespace hindcast
