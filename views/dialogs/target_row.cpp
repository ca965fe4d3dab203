#include "views/dialogs/target_row.h"

#include "engine/io/project_file.h"
#include "views/dialogs/file_dialog.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace hindcast {

TargetRow::TargetRow(QWidget* parent)
    : QWidget(parent)
    , m_path(new QLineEdit(this))
    , m_exists(new QLabel(this))
    , m_replace(new QCheckBox(tr("Replace it"), this))
    , m_open(new QPushButton(tr("Open it instead"), this))
{
    auto* label = new QLabel(tr("Save as"), this);
    label->setBuddy(m_path);
    m_path->setObjectName(QStringLiteral("targetPath"));
    m_path->setAccessibleName(tr("Where the project is saved"));
    m_path->setToolTip(tr("The project that the import makes"));
    m_replace->setObjectName(QStringLiteral("replaceBox"));
    m_replace->setToolTip(tr("The file that is there is lost when the import succeeds, and only then"));
    m_open->setObjectName(QStringLiteral("openExisting"));
    m_open->setProperty("quiet", true);
    m_open->setToolTip(tr("Open the project that is there and import nothing"));
    auto* browse = new QPushButton(tr("Choose…"), this);
    browse->setToolTip(tr("Choose where the project is saved"));
    browse->setAccessibleName(browse->toolTip());
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_path, 0, 1);
    grid->addWidget(browse, 0, 2);
    auto* conflict = new QHBoxLayout;
    conflict->setSpacing(12);
    conflict->addWidget(m_exists);
    conflict->addWidget(m_replace);
    conflict->addWidget(m_open);
    conflict->addStretch(1);
    grid->addLayout(conflict, 1, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_replace->setChecked(false);
        check();
    });
    connect(m_replace, &QCheckBox::toggled, this, &TargetRow::changed);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openExistingRequested(path()); });
    connect(browse, &QPushButton::clicked, this, &TargetRow::browse);
    check();
}

void TargetRow::setPath(const QString& path)
{
    m_path->setText(path);
    m_path->setCursorPosition(static_cast<int>(path.size()));
    m_replace->setChecked(false);
    check();
}

QString TargetRow::path() const
{
    return m_path->text().trimmed();
}

bool TargetRow::replaces() const
{
    return m_replace->isChecked();
}

bool TargetRow::isSettled() const
{
    return !path().isEmpty() && (replaces() || !QFileInfo::exists(path()));
}

void TargetRow::check()
{
    const bool exists = !path().isEmpty() && QFileInfo::exists(path());
    // An import replaces nothing but projects, so nothing else is offered.
    const bool replaceable = exists && mayReplaceByProject(path().toStdString()).ok();
    m_exists->setText(replaceable
            ? tr("There is a file of that name already.")
            : tr("The file of that name is no project and stays. Choose another name."));
    m_exists->setVisible(exists);
    m_replace->setVisible(replaceable);
    m_open->setVisible(replaceable);
    Q_EMIT changed();
}

void TargetRow::browse()
{
    const QString chosen =
        askWhereToSave(this, tr("Save the project as"), path(), tr("Hindcast projects (*.hindcast)"), false);
    if (!chosen.isEmpty()) {
        setPath(chosen);
    }
}

} // namespace hindcast
