#include "views/window/damage_text.h"

#include "engine/log/verify.h"
#include "model/session/words.h"

#include <QCoreApplication>

namespace hindcast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DamageText", text);
}

DamageText altered(const ProjectVerdict::Branch& bad)
{
    const Position first = *bad.report.firstBad;
    const QString event = grouped(first.value);
    const QString reason = fromUtf8(bad.report.reason);
    const QString where = bad.branch.id == mainBranch
        ? tr("This log was altered from outside: event %1 is not what was recorded (%2).").arg(event, reason)
        : tr("Branch \"%3\" was altered from outside: event %1 is not what was recorded (%2).")
              .arg(event, reason, fromUtf8(bad.branch.name));
    const QString advice = first.value == 1
        ? tr("Trust none of it: restore a copy, or import the log again.")
        : tr("What precedes it, up to %1, can be trusted and read.").arg(grouped(first.value - 1));
    return {tr("Altered from %1 on").arg(event), where, advice};
}

} // namespace

std::optional<DamageText> damageText(const ProjectVerdict& verdict)
{
    for (const ProjectVerdict::Branch& branch : verdict.branches) {
        if (branch.report.firstBad) {
            return altered(branch);
        }
    }
    if (verdict.staleIndex.empty()) {
        return {};
    }
    return DamageText{tr("Index damaged"),
        tr("Events may be missing from their entities: index %1 does not hold the events.")
            .arg(fromUtf8(verdict.staleIndex)),
        tr("The events themselves are unaltered; \"hindcastctl rebuild\" makes the index anew.")};
}

} // namespace hindcast
