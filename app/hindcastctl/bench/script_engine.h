#pragma once

#include <optional>

namespace hindcast::ctl {

/// The guard of `bench expr` in Qt's script engine, in nanoseconds.
struct ScriptFigures {
    double guard = 0; ///< the values already inside
    double guardWithCopying = 0; ///< the fields copied in before each call
};

/// Runs the program `hindcast_bench_script`, which is built beside this one where Qt's script engine is
/// installed, so that this one links no Qt. Nothing where it is absent or fails.
std::optional<ScriptFigures> measureScriptEngine();

} // namespace hindcast::ctl
