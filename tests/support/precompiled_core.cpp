#include "tests/support/precompiled_core.h"
