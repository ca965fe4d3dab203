#pragma once

#include "views/theme/theme.h"

namespace hindcast {

/// The look that the user chose last; the system's where none was chosen.
ThemeChoice rememberedTheme();
/// The other of light and dark, applied and remembered.
void switchTheme();

} // namespace hindcast
