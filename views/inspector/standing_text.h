#pragma once

#include "model/session/difference_model.h"

namespace hindcast {

/// Where a comparison is made, and where the entity's life begins.
struct ComparedAt {
    Position a;
    Position playhead;
    Position birth;
};

/// "order-42 does not exist at 120; it begins at 150.": what to know before any field is compared. Empty
/// where the entity is there, and not deleted, at both positions.
QString standingText(const QString& name, const ComparedAt& at, const DifferenceModel::Standings& standings);

} // namespace hindcast
