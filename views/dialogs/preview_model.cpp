#include "views/dialogs/preview_model.h"

#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr int longestText = 400;

} // namespace

void PreviewModel::setEvents(std::vector<PreviewEvent> events)
{
    beginResetModel();
    m_events = std::move(events);
    m_times.fraction = std::any_of(m_events.begin(), m_events.end(), [](const PreviewEvent& event) {
        return event.recordedUs && *event.recordedUs % 1'000'000 != 0;
    });
    endResetModel();
}

bool PreviewModel::isColumnUsed(int column) const
{
    return std::any_of(m_events.begin(), m_events.end(), [&](const PreviewEvent& event) {
        return !text(event, column).isEmpty();
    });
}

int PreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int PreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString PreviewModel::text(const PreviewEvent& event, int column) const
{
    const auto shortened = [](const std::string& whole) {
        return QString::fromStdString(whole.size() > longestText ? whole.substr(0, longestText) : whole);
    };
    switch (column) {
    case Line:
        return event.line > 0 ? grouped(event.line) : QString();
    case Stream:
        return shortened(event.stream);
    case Category:
        return shortened(event.category);
    case Type:
        return shortened(event.type);
    case Time:
        // What could not be read stays as it was written, so that the person sees it.
        return event.recordedUs ? timeText(*event.recordedUs, m_times) : shortened(event.timeText);
    case Id:
        return shortened(event.id);
    case Correlation:
        return shortened(event.correlation);
    case Causation:
        return shortened(event.causation);
    case Data:
        return shortened(event.data);
    case Meta:
        return shortened(event.meta);
    default:
        return {};
    }
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PreviewEvent& event = m_events[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(event, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Time) {
            return QString::fromStdString(event.timeText);
        }
        return text(event, index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (index.column() == Line ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        return index.column() == Type || index.column() == Category ? Theme::instance().uiFont()
                                                                    : Theme::instance().dataFont();
    case Qt::ForegroundRole:
        if (index.column() == Time && !event.recordedUs) {
            return Theme::instance().color(Token::Bad);
        }
        if (index.column() == Line || index.column() == Data || index.column() == Meta) {
            return Theme::instance().color(Token::Muted);
        }
        return {};
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignVCenter | (section == Line ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Line:
        return tr("Line");
    case Stream:
        return tr("Stream");
    case Category:
        return tr("Category");
    case Type:
        return tr("Type");
    case Time:
        return tr("Time");
    case Id:
        return tr("Id");
    case Correlation:
        return tr("Correlation");
    case Causation:
        return tr("Causation");
    case Data:
        return tr("Data");
    case Meta:
        return tr("Meta");
    default:
        return {};
    }
}

} // namespace hindcast
