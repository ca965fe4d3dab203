#include "views/window/miss_text.h"

#include <QCoreApplication>

namespace hindcast {

QString missText(LinkSteps::Miss miss)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("MissText", text); };
    using Miss = LinkSteps::Miss;
    switch (miss) {
    case Miss::NoEvent:
        return tr("There is no event here: the playhead stands before the first.");
    case Miss::NoCause:
        return tr("This event names no cause.");
    case Miss::CauseNotInLog:
        return tr("The event that this one names as its cause is not in the log.");
    case Miss::NoConsequence:
        return tr("No event names this one as its cause.");
    case Miss::NoField:
        return tr("Pick a field of an entity's state first.");
    case Miss::NeverWritten:
        return tr("No earlier event wrote this field.");
    case Miss::NoLaterHit:
        return tr("The filter has no hit after this event.");
    case Miss::NoEarlierHit:
        return tr("The filter has no hit before this event.");
    }
    return {};
}

} // namespace hindcast
