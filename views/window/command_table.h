#pragma once

#include <QByteArrayView>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace hindcast {

/// Everything the window can be told to do by key, menu or palette.
enum class Command {
    // file
    Open,
    CloseProject,
    ImportReport,
    Quit,
    // travel
    TogglePlay,
    PreviousEvent,
    NextEvent,
    TenBack,
    TenForward,
    PreviousHit,
    NextHit,
    PreviousInStream,
    NextInStream,
    ToCause,
    ToConsequence,
    FirstEvent,
    LastEvent,
    GoTo,
    Back,
    Forward,
    // explain
    ToggleBookmark,
    NextBookmark,
    PreviousBookmark,
    LastWriter,
    PinHere,
    TimesFromHere,
    CopyEvent,
    // view
    FocusFilter,
    FitAll,
    FocusSelection,
    ShowEntities,
    ShowLog,
    ShowState,
    ShowEvent,
    ShowDifference,
    ShowBookmarks,
    ShowTimeline,
    RearrangePanels,
    ResetLayout,
    SwitchTheme,
    // help
    Palette,
    Help,
    Shortcuts,
    Count
};

enum class CommandGroup { File, Travel, Explain, View, Help };

struct CommandInfo {
    Command command = Command::Count;
    const char* id = ""; ///< as the settings spell it; never changes
    CommandGroup group = CommandGroup::File;
    const char* text = ""; ///< what it does, in English, for translation in the context "Command"
    const char* keys = ""; ///< default keys, portable, separated by blanks
    bool needsProject = false; ///< acts on the workspace only
    bool checkable = false;
};

/// One row a command, in the order of the enum.
const std::vector<CommandInfo>& commandTable();
const CommandInfo& infoOf(Command command);
/// The command of that id, if there is one.
std::optional<Command> commandOf(QByteArrayView id);
QString titleOf(Command command);
QString titleOf(CommandGroup group);
QList<QKeySequence> defaultKeys(Command command);

/// Keys and mouse gestures that belong to one place and can't be changed: for the help only.
struct FixedKey {
    CommandGroup group = CommandGroup::View;
    const char* keys = "";
    const char* text = "";
};
const std::vector<FixedKey>& fixedKeys();
QString textOf(const FixedKey& key);

} // namespace hindcast
