#include "views/dialogs/file_dialog.h"

#include "views/theme/theme.h"

#include <QAbstractFileIconProvider>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLayout>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTreeView>

#include <array>

namespace hindcast {

namespace {

constexpr QSize dialogSize(860, 560);
constexpr int sideWidth = 180;
constexpr int iconWidth = 16;
constexpr std::array columnWidths{280, 90, 110, 150}; ///< name, size, type, date

QString tr(const char* text)
{
    return QCoreApplication::translate("FileDialog", text);
}

QString folderKey()
{
    return QStringLiteral("dialogs/folder");
}

struct LogKind {
    const char* title;
    const char* endings; ///< separated by blanks
};

constexpr std::array<LogKind, 4> logKinds{{
    {QT_TRANSLATE_NOOP("FileDialog", "CloudEvents and JSON"), "json"},
    {QT_TRANSLATE_NOOP("FileDialog", "NDJSON"), "ndjson jsonl"},
    {QT_TRANSLATE_NOOP("FileDialog", "CSV"), "csv tsv txt"},
    {QT_TRANSLATE_NOOP("FileDialog", "XES"), "xes xml"},
}};

/// "*.csv *.csv.gz" for "csv".
QStringList patternsOf(const LogKind& kind)
{
    QStringList patterns;
    for (const QString& ending : QString::fromLatin1(kind.endings).split(QLatin1Char(' '))) {
        patterns << QStringLiteral("*.") + ending << QStringLiteral("*.") + ending + QStringLiteral(".gz");
    }
    return patterns;
}

QString filterOf(const QString& title, const QStringList& patterns)
{
    return QStringLiteral("%1 (%2)").arg(title, patterns.join(QLatin1Char(' ')));
}

/// The window's own icons for what lies in folders.
class FileIcons : public QAbstractFileIconProvider {
public:
    QIcon icon(IconType type) const override
    {
        return Theme::instance().icon(
            type == File ? QStringLiteral("file") : QStringLiteral("open"), Token::Muted);
    }
    QIcon icon(const QFileInfo& info) const override { return icon(info.isDir() ? Folder : File); }
};

QStringList ask(QFileDialog& dialog)
{
    dress(dialog);
    if (dialog.exec() != QDialog::Accepted) {
        return {};
    }
    QSettings().setValue(folderKey(), dialog.directory().absolutePath());
    return dialog.selectedFiles();
}

QString rememberedFolder()
{
    return QSettings().value(folderKey()).toString();
}

} // namespace

QStringList logFilters()
{
    QStringList all{QStringLiteral("*.hindcast")};
    QStringList filters{filterOf(tr("Hindcast projects"), all)};
    for (const LogKind& kind : logKinds) {
        filters << filterOf(tr(kind.title), patternsOf(kind));
        all << patternsOf(kind);
    }
    filters.prepend(filterOf(tr("Logs and projects"), all));
    filters << tr("All files (*)");
    return filters;
}

void dress(QFileDialog& dialog)
{
    static FileIcons icons; // the dialog's model keeps a pointer to it
    dialog.setIconProvider(&icons);
    dialog.setViewMode(QFileDialog::Detail);
    dialog.setOption(QFileDialog::HideNameFilterDetails); // the patterns are longer than any window
    dialog.resize(dialogSize);
    if (dialog.layout() == nullptr) {
        return; // the desktop's own
    }
    dialog.layout()->setContentsMargins(16, 14, 16, 14);
    dialog.layout()->setSpacing(8);
    dialog.setSizeGripEnabled(false);
    if (auto* splitter = dialog.findChild<QSplitter*>()) {
        splitter->setSizes({sideWidth, dialogSize.width() - sideWidth});
    }
    for (auto* list : dialog.findChildren<QListView*>()) {
        list->setIconSize({iconWidth, iconWidth});
    }
    if (auto* files = dialog.findChild<QTreeView*>()) {
        files->setRootIsDecorated(false);
        files->header()->setHighlightSections(false);
        files->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        for (std::size_t column = 0; column < columnWidths.size(); ++column) {
            files->header()->resizeSection(static_cast<int>(column), columnWidths[column]);
        }
    }
    if (auto* buttons = dialog.findChild<QDialogButtonBox*>()) {
        for (const auto which : {QDialogButtonBox::Open, QDialogButtonBox::Save}) {
            if (QPushButton* button = buttons->button(which)) {
                button->setProperty("primary", true);
            }
        }
    }
}

QStringList askForLogs(QWidget* parent)
{
    QFileDialog dialog(parent, tr("Open log or project"), rememberedFolder());
    dialog.setFileMode(QFileDialog::ExistingFiles);
    dialog.setNameFilters(logFilters());
    return ask(dialog);
}

QString askForFile(QWidget* parent, const QString& title, const QString& filter)
{
    QFileDialog dialog(parent, title, rememberedFolder(), filter);
    dialog.setFileMode(QFileDialog::ExistingFile);
    return ask(dialog).value(0);
}

QString askWhereToSave(QWidget* parent,
    const QString& title,
    const QString& path,
    const QString& filter,
    bool asksToReplace)
{
    QFileDialog dialog(parent, title, rememberedFolder(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setOption(QFileDialog::DontConfirmOverwrite, !asksToReplace);
    dialog.selectFile(path);
    return ask(dialog).value(0);
}

} // namespace hindcast
