#include "views/log/log_cell_delegate.h"

#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

namespace hindcast {

namespace {

constexpr float futureOpacity = 0.5F;

} // namespace

void LogCellDelegate::setLanes(std::shared_ptr<const LaneIndex> lanes)
{
    m_lanes = std::move(lanes);
    m_lanesLast = Position{0};
    for (const Lane& lane : m_lanes ? m_lanes->lanes() : std::vector<Lane>()) {
        m_lanesLast = m_lanesLast + lane.events;
    }
}

int LogCellDelegate::laneOf(const QModelIndex& index) const
{
    const Position position{index.data(LogModel::PositionRole).toLongLong()};
    return m_lanes && position <= m_lanesLast ? m_lanes->laneOf(position)
                                              : index.data(LogModel::CategoryRole).toInt() - 1;
}

void LogCellDelegate::paint(QPainter* painter,
    const QStyleOptionViewItem& option,
    const QModelIndex& index) const
{
    const Theme& theme = Theme::instance();
    QRect rect = option.rect.adjusted(margin, 0, -margin, 0);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    QFont font = theme.dataFont();
    // What is not yet stays readable: it loses its ink to the muted one, and only its dot fades.
    const bool future = !option.state.testFlag(QStyle::State_Enabled);
    QColor color = theme.color(future ? Token::Muted : Token::Text);
    switch (index.column()) {
    case LogModel::EventColumn: {
        QColor dot = theme.laneColor(laneOf(index));
        dot.setAlphaF(future ? futureOpacity : 1);
        drawDot(*painter, rect, dot);
        rect.setLeft(rect.left() + 14);
        font = theme.uiFont();
        break;
    }
    case LogModel::PositionColumn:
        if (index.data(LogModel::UnvouchedRole).toBool()) {
            constexpr int side = 14;
            const QRect sign(rect.left(), rect.center().y() - side / 2 + 1, side, side);
            theme.icon(QStringLiteral("warning"), Token::Bad).paint(painter, sign);
        }
        break;
    case LogModel::StreamColumn:
        break;
    default:
        color = theme.color(Token::Muted);
    }
    // The ends of entities' names tell them apart.
    const auto elide = index.column() == LogModel::StreamColumn ? Qt::ElideLeft : Qt::ElideRight;
    drawCellText(*painter, rect, index.data().toString(), font, color, alignment, elide);
}

} // namespace hindcast
