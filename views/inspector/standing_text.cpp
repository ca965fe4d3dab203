#include "views/inspector/standing_text.h"

#include "model/session/words.h"

#include <QCoreApplication>

namespace hindcast {

namespace {

using Standing = DifferenceModel::Standing;

QString translated(const char* text)
{
    return QCoreApplication::translate("StandingText", text);
}

/// "120", or "120 and at 130" where there are two.
QString places(const ComparedAt& at, const char* both)
{
    return at.a == at.playhead ? grouped(at.a.value)
                               : translated(both).arg(grouped(at.a.value), grouped(at.playhead.value));
}

} // namespace

QString standingText(const QString& name, const ComparedAt& at, const DifferenceModel::Standings& standings)
{
    const auto [atA, atPlayhead] = standings;
    if (atA == Standing::Present && atPlayhead == Standing::Present) {
        return {};
    }
    if (atA == Standing::Deleted && atPlayhead == Standing::Deleted) {
        return translated("%1 is deleted at %2.").arg(name, places(at, "%1 and at %2"));
    }
    if (atA == Standing::Absent || atPlayhead == Standing::Absent) {
        const QString where = atA == atPlayhead ? places(at, "%1 or at %2")
            : atA == Standing::Absent           ? grouped(at.a.value)
                                                : grouped(at.playhead.value);
        QString text =
            translated("%1 does not exist at %2; it begins at %3").arg(name, where, grouped(at.birth.value));
        if (atA == Standing::Deleted || atPlayhead == Standing::Deleted) {
            const Position end = atA == Standing::Deleted ? at.a : at.playhead;
            text += translated(" and is deleted at %1").arg(grouped(end.value));
        }
        return text + u'.';
    }
    const bool goes = atPlayhead == Standing::Deleted;
    const QString there = grouped((goes ? at.a : at.playhead).value);
    const QString gone = grouped((goes ? at.playhead : at.a).value);
    return translated("%1 exists at %2 and is deleted at %3.").arg(name, there, gone);
}

} // namespace hindcast
