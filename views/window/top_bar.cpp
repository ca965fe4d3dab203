#include "views/window/top_bar.h"

#include "views/theme/theme.h"
#include "views/window/search_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace hindcast {

namespace {

constexpr int markSize = 16;
constexpr int longestName = 320;

} // namespace

TopBar::TopBar(Actions& actions, QMenu* menu, QWidget* parent)
    : QWidget(parent)
    , m_mark(new QLabel(this))
    , m_project(new QLabel(this))
    , m_warning(new QLabel(this))
    , m_status(new QLabel(this))
    , m_theme(new QToolButton(this))
    , m_menu(new QToolButton(this))
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(Theme::toolbarHeight);
    auto* name = new QLabel(tr("Hindcast"), this);
    name->setFont(Theme::instance().headingFont());
    m_project->setObjectName(QStringLiteral("projectName"));
    m_project->setMaximumWidth(longestName);
    m_status->setObjectName(QStringLiteral("statusText"));

    auto* search = new SearchButton(this);
    m_search = search;
    actions.describe(search, Command::Palette);
    const auto showKey = [search, &actions] { search->setKeyText(actions.keyText(Command::Palette)); };
    showKey();
    connect(&actions, &Actions::keysChanged, search, showKey);
    connect(search, &QAbstractButton::clicked, actions.action(Command::Palette), &QAction::trigger);

    m_theme->setObjectName(QStringLiteral("themeButton"));
    actions.describe(m_theme, Command::SwitchTheme);
    connect(m_theme, &QToolButton::clicked, actions.action(Command::SwitchTheme), &QAction::trigger);
    m_menu->setObjectName(QStringLiteral("menuButton"));
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setShortcut(QKeySequence(Qt::Key_F10));
    m_menu->setToolTip(tr("Menu (F10)"));
    m_menu->setAccessibleName(tr("Menu"));

    auto* left = new QHBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_mark);
    left->addWidget(name);
    left->addSpacing(18);
    left->addWidget(m_project);
    left->addSpacing(6);
    left->addWidget(m_warning);
    left->addWidget(m_status, 1);
    auto* right = new QHBoxLayout;
    right->setSpacing(4);
    right->addStretch(1);
    right->addWidget(m_theme);
    right->addWidget(m_menu);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::padding, 0, 8, 1);
    row->setSpacing(12);
    row->addLayout(left, 10);
    row->addWidget(search, 9);
    row->addLayout(right, 10);
    connect(&Theme::instance(), &Theme::changed, this, &TopBar::recolour);
    recolour();
    setStatus({});
}

void TopBar::setProject(const QString& name, const QString& path)
{
    m_project->setText(m_project->fontMetrics().elidedText(name, Qt::ElideMiddle, longestName));
    m_project->setToolTip(path);
}

void TopBar::setStatus(const QString& status)
{
    say(status, false);
}

void TopBar::setWarning(const QString& warning)
{
    say(warning, true);
}

bool TopBar::isWarning() const
{
    return !m_warning->isHidden();
}

void TopBar::say(const QString& status, bool warns)
{
    m_warning->setVisible(warns);
    m_status->setProperty("muted", !warns);
    m_status->setProperty("error", warns);
    m_status->style()->unpolish(m_status);
    m_status->style()->polish(m_status);
    m_status->setText(status);
    m_status->setAccessibleName(status);
}

QString TopBar::status() const
{
    return m_status->text();
}

QPoint TopBar::popupAnchor() const
{
    const QPoint top = m_search->mapTo(window(), QPoint(m_search->width() / 2, 0));
    return {top.x(), top.y() - 2};
}

void TopBar::recolour()
{
    const Theme& theme = Theme::instance();
    m_warning->setPixmap(theme.icon(QStringLiteral("warning"), Token::Bad).pixmap(markSize, markSize));
    m_mark->setPixmap(theme.icon(QStringLiteral("hindcast")).pixmap(markSize, markSize));
    m_theme->setIcon(theme.icon(theme.isDark() ? QStringLiteral("sun") : QStringLiteral("moon")));
    m_menu->setIcon(theme.icon(QStringLiteral("menu")));
    update();
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(Token::Line));
    if (!m_project->text().isEmpty()) {
        const int x = m_project->x() - 14;
        painter.fillRect(QRect(x, 10, 1, height() - 20), theme.color(Token::Line));
    }
}

} // namespace hindcast
