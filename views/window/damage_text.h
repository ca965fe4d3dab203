#pragma once

#include <QString>

#include <optional>

namespace hindcast {

struct ProjectVerdict;

/// What the window says about a log that was altered from outside.
struct DamageText {
    QString status; ///< short, for as long as the log is open
    QString what;
    QString advice;
};

/// Nothing where all is well.
std::optional<DamageText> damageText(const ProjectVerdict& verdict);

} // namespace hindcast
