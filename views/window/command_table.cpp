#include "views/window/command_table.h"

#include <QCoreApplication>

namespace hindcast {

namespace {

using enum Command;
using Group = CommandGroup;

QString translated(const char* text)
{
    return QCoreApplication::translate("Command", text);
}

} // namespace

const std::vector<CommandInfo>& commandTable()
{
    static const std::vector<CommandInfo> table{
        {Open, "open", Group::File, "Open log or project…", "Ctrl+O"},
        {CloseProject, "close-project", Group::File, "Close project", "Ctrl+W", true},
        {ImportReport, "import-report", Group::File, "Import report", ""},
        {Quit, "quit", Group::File, "Quit", "Ctrl+Q"},
        {TogglePlay, "toggle-play", Group::Travel, "Play or pause", "Space", true},
        {PreviousEvent, "previous-event", Group::Travel, "Previous event", "Left", true},
        {NextEvent, "next-event", Group::Travel, "Next event", "Right", true},
        {TenBack, "ten-back", Group::Travel, "Ten events back", "Shift+Left", true},
        {TenForward, "ten-forward", Group::Travel, "Ten events forward", "Shift+Right", true},
        {PreviousHit, "previous-hit", Group::Travel, "Previous event the filter shows", "Ctrl+Left", true},
        {NextHit, "next-hit", Group::Travel, "Next event the filter shows", "Ctrl+Right", true},
        {PreviousInStream,
            "previous-in-stream",
            Group::Travel,
            "Previous event of the same stream",
            ",",
            true},
        {NextInStream, "next-in-stream", Group::Travel, "Next event of the same stream", ".", true},
        {ToCause, "to-cause", Group::Travel, "To the cause", "[", true},
        {ToConsequence, "to-consequence", Group::Travel, "To the first consequence", "]", true},
        {FirstEvent, "first-event", Group::Travel, "First event", "Home", true},
        {LastEvent, "last-event", Group::Travel, "Last event: return to now", "End", true},
        {GoTo, "go-to", Group::Travel, "Go to position, time or id…", "Ctrl+G", true},
        {Back, "back", Group::Travel, "Back in places visited", "Alt+Left", true},
        {Forward, "forward", Group::Travel, "Forward in places visited", "Alt+Right", true},
        {ToggleBookmark, "toggle-bookmark", Group::Explain, "Bookmark here", "M", true},
        {NextBookmark, "next-bookmark", Group::Explain, "Next bookmark", "U", true},
        {PreviousBookmark, "previous-bookmark", Group::Explain, "Previous bookmark", "Shift+U", true},
        {LastWriter, "last-writer", Group::Explain, "Who last wrote the selected field", "B", true},
        {PinHere, "pin-here", Group::Explain, "Pin this position as A and show the difference", "D", true},
        {TimesFromHere,
            "times-from-here",
            Group::Explain,
            "Tell times relative to here, or end it",
            "T",
            true},
        {CopyEvent, "copy-event", Group::Explain, "Copy the event as JSON", "Ctrl+Shift+C", true},
        {FocusFilter, "focus-filter", Group::View, "Filter the log", "/", true},
        {FitAll, "fit-all", Group::View, "Show the whole log", "Ctrl+0", true},
        {FocusSelection, "focus-selection", Group::View, "Bring the playhead into view", "F", true},
        {ShowEntities, "show-entities", Group::View, "Entities", "Ctrl+1", true},
        {ShowLog, "show-log", Group::View, "Log", "Ctrl+2", true},
        {ShowState, "show-state", Group::View, "State", "Ctrl+3", true},
        {ShowEvent, "show-event", Group::View, "Event", "Ctrl+4", true},
        {ShowDifference, "show-difference", Group::View, "Difference", "Ctrl+5", true},
        {ShowBookmarks, "show-bookmarks", Group::View, "Bookmarks", "Ctrl+6", true},
        {ShowTimeline, "show-timeline", Group::View, "Timeline", "Ctrl+7", true},
        {RearrangePanels, "rearrange-panels", Group::View, "Rearrange panels", "", true, true},
        {ResetLayout, "reset-layout", Group::View, "Reset layout", "", true},
        {SwitchTheme, "switch-theme", Group::View, "Switch between light and dark", "Ctrl+Shift+L"},
        {Palette, "palette", Group::Help, "Search events, entities, commands…", "Ctrl+K"},
        {Help, "help", Group::Help, "Help and all keys", "F1 ?"},
        {Shortcuts, "shortcuts", Group::Help, "Change keys…", ""},
    };
    return table;
}

const CommandInfo& infoOf(Command command)
{
    return commandTable()[static_cast<std::size_t>(command)];
}

std::optional<Command> commandOf(QByteArrayView id)
{
    for (const CommandInfo& info : commandTable()) {
        if (id == QByteArrayView(info.id)) {
            return info.command;
        }
    }
    return {};
}

QString titleOf(Command command)
{
    return translated(infoOf(command).text);
}

QString titleOf(CommandGroup group)
{
    switch (group) {
    case Group::File:
        return translated("File");
    case Group::Travel:
        return translated("Travel");
    case Group::Explain:
        return translated("Explain");
    case Group::View:
        return translated("View");
    case Group::Help:
        return translated("Help");
    }
    return {};
}

QList<QKeySequence> defaultKeys(Command command)
{
    QList<QKeySequence> keys;
    const QString listed = QString::fromUtf8(infoOf(command).keys);
    for (const QString& key : listed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        keys << QKeySequence(key, QKeySequence::PortableText);
    }
    return keys;
}

const std::vector<FixedKey>& fixedKeys()
{
    static const std::vector<FixedKey> table{
        {Group::Travel, "Drag", "Move the playhead on the timeline"},
        {Group::Travel, "Enter", "In the filter: next hit"},
        {Group::Travel, "Shift+Enter", "In the filter: previous hit"},
        {Group::View, "Ctrl+Wheel", "Zoom the timeline about the pointer"},
        {Group::View, "Middle drag", "Pan the timeline"},
        {Group::View, "Esc", "Leave a field, a page or a popup"},
    };
    return table;
}

QString textOf(const FixedKey& key)
{
    return translated(key.text);
}

} // namespace hindcast
