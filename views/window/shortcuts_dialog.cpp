#include "views/window/shortcuts_dialog.h"

#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hindcast {

ShortcutsDialog::ShortcutsDialog(Actions& actions, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_list(new QTreeWidget(this))
    , m_key(new QKeySequenceEdit(this))
    , m_warning(new QLabel(this))
    , m_assign(new QPushButton(tr("Set key"), this))
    , m_clear(new QPushButton(tr("No key"), this))
{
    setWindowTitle(tr("Change keys"));
    resize(620, 560);
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_key->setAccessibleName(tr("New key: press it here"));
    m_key->setToolTip(tr("Press the new key here"));
    m_assign->setObjectName(QStringLiteral("assignKey"));
    m_assign->setToolTip(tr("The selected command gets this key"));
    m_clear->setObjectName(QStringLiteral("clearKey"));
    m_clear->setToolTip(tr("The selected command gets no key"));
    m_warning->setWordWrap(true);
    m_warning->setProperty("muted", true);
    auto* reset = new QPushButton(tr("Reset all"), this);
    reset->setObjectName(QStringLiteral("resetKeys"));
    reset->setToolTip(tr("Every command gets back the key it came with"));
    auto* close = new QPushButton(tr("Close"), this);
    close->setToolTip(tr("Close (Esc)"));
    for (QPushButton* button : {m_assign, m_clear, reset, close}) {
        button->setAutoDefault(false);
    }
    auto* editing = new QHBoxLayout;
    editing->addWidget(m_key, 1);
    editing->addWidget(m_assign);
    editing->addWidget(m_clear);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(reset);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* rows = new QVBoxLayout(this);
    rows->setSpacing(10);
    rows->addWidget(m_list, 1);
    rows->addLayout(editing);
    rows->addWidget(m_warning);
    rows->addLayout(buttons);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_key, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::warn);
    connect(m_assign, &QPushButton::clicked, this, &ShortcutsDialog::assign);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (const auto command = current()) {
            m_actions.setKeys(*command, {});
        }
    });
    connect(reset, &QPushButton::clicked, &m_actions, &Actions::resetKeys);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_actions, &Actions::keysChanged, this, &ShortcutsDialog::fill);
    fill();
}

void ShortcutsDialog::fill()
{
    const int row = std::max(0, m_list->indexOfTopLevelItem(m_list->currentItem()));
    m_list->clear();
    for (const CommandInfo& info : commandTable()) {
        const QString keys =
            QKeySequence::listToString(m_actions.action(info.command)->shortcuts(), QKeySequence::NativeText);
        const QString name = titleOf(info.group) + QStringLiteral(": ") + titleOf(info.command);
        auto* item = new QTreeWidgetItem(m_list, {name, keys});
        item->setData(0, Qt::UserRole, static_cast<int>(info.command));
    }
    m_list->resizeColumnToContents(1);
    m_list->setCurrentItem(m_list->topLevelItem(row));
}

void ShortcutsDialog::select(Command command)
{
    m_list->setCurrentItem(m_list->topLevelItem(static_cast<int>(command)));
}

std::optional<Command> ShortcutsDialog::current() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    return item == nullptr ? std::nullopt
                           : std::optional(static_cast<Command>(item->data(0, Qt::UserRole).toInt()));
}

void ShortcutsDialog::showCurrent()
{
    if (const auto command = current()) {
        m_key->setKeySequence(m_actions.action(*command)->shortcut());
        warn();
    }
}

void ShortcutsDialog::warn()
{
    const auto command = current();
    const auto owner = m_key->keySequence().isEmpty() ? std::nullopt : m_actions.owner(m_key->keySequence());
    const bool taken = owner && owner != command;
    m_warning->setText(taken ? tr("\"%1\" has this key now and would lose it.").arg(titleOf(*owner))
                             : tr("Select a command, press its new key in the field, and set it."));
    m_assign->setEnabled(command && !m_key->keySequence().isEmpty());
}

void ShortcutsDialog::assign()
{
    if (const auto command = current()) {
        m_actions.setKeys(*command, {m_key->keySequence()});
    }
}

} // namespace hindcast
