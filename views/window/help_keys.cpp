#include "views/window/help_keys.h"

#include "views/window/actions.h"

#include <algorithm>

namespace hindcast {

std::vector<HelpKey> helpKeys(const Actions& actions)
{
    std::vector<HelpKey> keys;
    for (const CommandInfo& info : commandTable()) {
        const QString shown =
            QKeySequence::listToString(actions.action(info.command)->shortcuts(), QKeySequence::NativeText);
        keys.push_back({titleOf(info.group),
            titleOf(info.command),
            shown,
            QString::fromLatin1(info.id),
            actions.keyText(info.command)});
    }
    for (const FixedKey& fixed : fixedKeys()) {
        const QString group = titleOf(fixed.group);
        const auto last = std::find_if(
            keys.rbegin(), keys.rend(), [&group](const HelpKey& key) { return key.group == group; });
        keys.insert(last.base(), {group, textOf(fixed), QString::fromUtf8(fixed.keys), {}, {}});
    }
    return keys;
}

} // namespace hindcast
