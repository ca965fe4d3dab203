#include "views/inspector/change_table.h"

#include "model/session/difference_model.h"
#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace hindcast {

namespace {

constexpr int signWidth = 16;
constexpr int rightMargin = 4;
/// Paths measured at most to find the column's width.
constexpr int mostMeasured = 200;

struct Sign {
    QString text;
    Token token;
};

Sign signOf(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::Added:
        return {QStringLiteral("+"), Token::Good};
    case Change::Kind::Removed:
        return {QStringLiteral("−"), Token::Bad};
    default:
        return {QStringLiteral("~"), Token::Pin};
    }
}

/// The sign says what happened; the colour only repeats it.
class ChangeDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::instance();
        const auto kind = static_cast<Change::Kind>(index.data(DifferenceModel::KindRole).toInt());
        QRect rect = option.rect.adjusted(Theme::padding, 0, -rightMargin, 0);
        QColor color = theme.color(Token::Text);
        Qt::TextElideMode elide = Qt::ElideRight;
        if (index.column() == DifferenceModel::PathColumn) {
            const Sign sign = signOf(kind);
            QFont face = theme.dataFont();
            face.setWeight(QFont::Bold);
            drawCellText(*painter,
                {rect.left(), rect.top(), signWidth, rect.height()},
                sign.text,
                face,
                theme.color(sign.token));
            rect.setLeft(rect.left() + signWidth);
            elide = Qt::ElideLeft;
        } else if (index.column() == DifferenceModel::BeforeColumn) {
            color = theme.color(Token::Muted);
        } else if (kind == Change::Kind::Replaced) {
            painter->fillRect(option.rect.adjusted(0, 0, 0, -1), theme.color(Token::Changed));
        }
        drawCellText(*painter,
            rect,
            index.data().toString(),
            theme.dataFont(),
            color,
            Qt::AlignLeft | Qt::AlignVCenter,
            elide);
    }
};

} // namespace

ChangeTable::ChangeTable(DifferenceModel& model, QWidget* parent)
    : FixedRowView(Theme::tableRowHeight, parent)
    , m_model(model)
{
    setModel(&model);
    setRowLines(true);
    setItemDelegate(new ChangeDelegate(this));
    setAccessibleName(tr("Differences"));
    auto* columns = new QHeaderView(Qt::Horizontal);
    columns->setFixedHeight(Theme::rowHeight);
    columns->setSectionsClickable(false);
    columns->setHighlightSections(false);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setSectionResizeMode(QHeaderView::Fixed);
    setHeader(columns);
    connect(&model, &DifferenceModel::changed, this, &ChangeTable::fitColumns);
}

void ChangeTable::fitColumns()
{
    QString longest;
    for (int row = 0; row < std::min(m_model.rowCount(), mostMeasured); ++row) {
        const QString path = m_model.index(row, DifferenceModel::PathColumn).data().toString();
        longest = path.size() > longest.size() ? path : longest;
    }
    const int room = viewport()->width();
    const int margins = Theme::padding + signWidth + rightMargin + 1;
    const int path =
        std::clamp(textWidth(Theme::instance().dataFont(), longest) + margins, room / 3, room / 2);
    const int before = (room - path) / 2;
    header()->resizeSection(DifferenceModel::PathColumn, path);
    header()->resizeSection(DifferenceModel::BeforeColumn, before);
    header()->resizeSection(DifferenceModel::AfterColumn, room - path - before);
}

void ChangeTable::resizeEvent(QResizeEvent* event)
{
    FixedRowView::resizeEvent(event);
    fitColumns();
}

} // namespace hindcast
