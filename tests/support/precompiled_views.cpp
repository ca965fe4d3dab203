#include "tests/support/precompiled_views.h"
