#pragma once

#include <QFont>

namespace hindcast {

/// What the timeline writes with beside its marks: smaller than the rest of the window.

QFont smallFont();
QFont smallFigures(); ///< figures of equal width
QFont pillFont(); ///< the playhead's position
QFont signFont(); ///< a warning's sign

} // namespace hindcast
