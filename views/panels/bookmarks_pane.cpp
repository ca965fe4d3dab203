#include "views/panels/bookmarks_pane.h"

#include "model/session/bookmark_model.h"
#include "model/session/words.h"
#include "views/panels/cell_painting.h"
#include "views/panels/empty_note.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

namespace hindcast {

namespace {

constexpr int flagWidth = 18;

/// A flag, the label, and at the right the position; the label is edited in place.
class BookmarkDelegate : public QStyledItemDelegate {
public:
    BookmarkDelegate(Session& session, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_session(session)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {120, Theme::rowHeight};
    }

    void updateEditorGeometry(QWidget* editor,
        const QStyleOptionViewItem& option,
        const QModelIndex&) const override
    {
        editor->setGeometry(option.rect.adjusted(Theme::padding + flagWidth - 7, 1, -Theme::padding, -1));
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::instance();
        const Position position{index.data(BookmarkModel::PositionRole).toLongLong()};
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(option.rect, theme.color(Token::SelectedRow));
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(option.rect, theme.color(Token::Hover));
        }
        QRect row = option.rect.adjusted(Theme::padding, 0, -Theme::padding, 0);
        theme.icon(QStringLiteral("flag"), Token::Pin)
            .paint(painter, QRect(row.left() - 2, row.top(), 16, row.height()));
        row.setLeft(row.left() + flagWidth);
        const QString place = grouped(position.value);
        const int placeWidth = textWidth(theme.dataFont(), place) + 1;
        const QRect right(row.right() - placeWidth + 1, row.top(), placeWidth, row.height());
        row.setRight(right.left() - 10);
        const bool here = m_session.cursor().position() == position;
        const bool named = !index.data(Qt::EditRole).toString().isEmpty();
        drawCellText(*painter,
            row,
            index.data().toString(),
            theme.uiFont(),
            theme.color(named ? Token::Text : Token::Muted));
        drawCellText(*painter,
            right,
            place,
            theme.dataFont(),
            theme.color(here ? Token::Accent : Token::Muted),
            Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    Session& m_session;
};

} // namespace

BookmarksPane::BookmarksPane(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new BookmarkModel(session, this))
    , m_heading(new PaneHeading(tr("Bookmarks"), this))
    , m_list(new QListView(this))
    , m_note(new EmptyNote(this))
    , m_rename(new QToolButton(this))
    , m_remove(new QToolButton(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(tr("Bookmarks"));
    setFocusProxy(m_list);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new BookmarkDelegate(session, this));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setAccessibleName(tr("Bookmarks"));
    m_list->setToolTip(tr("Click: go there, F2: rename, Del: remove"));
    m_list->installEventFilter(this);
    m_rename->setText(tr("Rename"));
    m_rename->setAccessibleName(tr("Rename the bookmark"));
    m_rename->setToolTip(tr("Rename the bookmark (F2)"));
    m_remove->setIcon(Theme::instance().icon(QStringLiteral("close"), Token::Muted));
    m_remove->setAccessibleName(tr("Remove the bookmark"));
    m_remove->setToolTip(tr("Remove the bookmark (Del)"));
    m_heading->addControl(m_rename);
    m_heading->addControl(m_remove);

    m_stack->addWidget(m_list);
    m_stack->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addLayout(m_stack, 1);

    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { jumpTo(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &BookmarksPane::summarise);
    connect(m_rename, &QToolButton::clicked, this, [this] { m_list->edit(m_list->currentIndex()); });
    connect(m_remove, &QToolButton::clicked, this, &BookmarksPane::removeCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &BookmarksPane::summarise);
    connect(
        &session.cursor(), &TimeCursor::positionChanged, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(&session.host(), &ProjectHost::opened, this, &BookmarksPane::summarise);
    connect(&session.host(), &ProjectHost::closed, this, &BookmarksPane::summarise);
    summarise();
}

void BookmarksPane::summarise()
{
    const int rows = m_model->rowCount();
    m_heading->setNote(rows > 0 ? grouped(rows) : QString());
    m_rename->setVisible(rows > 0);
    m_remove->setVisible(rows > 0);
    m_rename->setEnabled(m_list->currentIndex().isValid());
    m_remove->setEnabled(m_list->currentIndex().isValid());
    if (rows > 0) {
        m_stack->setCurrentWidget(m_list);
        return;
    }
    if (m_session.columns()) {
        m_note->say(tr("No position is bookmarked. Press M to mark the one you look at."),
            tr("Bookmark this position"),
            [this] { m_session.bookmarks().toggle(m_session.cursor().position()); });
    } else {
        m_note->say(tr("Open a log to bookmark its events."));
    }
    m_stack->setCurrentWidget(m_note);
}

void BookmarksPane::jumpTo(int row)
{
    if (row >= 0 && row < m_model->rowCount()) {
        m_session.cursor().pause();
        m_session.cursor().jumpTo(m_model->positionAt(row));
    }
}

void BookmarksPane::removeCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_model->rowCount()) {
        return;
    }
    m_session.bookmarks().remove(m_model->positionAt(row));
    m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
}

bool BookmarksPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete) {
            removeCurrent();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            jumpTo(m_list->currentIndex().row());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hindcast
