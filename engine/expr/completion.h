#pragma once

#include "engine/expr/environment.h"
#include "engine/expr/source.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// A chain of names as it is written: `event.data.lines[0].price` is {"event", "data", "lines", "", "price"};
/// an empty step is an index that is no text.
using WrittenPath = std::vector<std::string>;

/// What is known of the values that an expression will see, beyond their declared types.
struct KnownValues {
    /// Members of the object that lies there.
    std::function<std::vector<std::string>(const WrittenPath&)> members;
    /// Texts that lie there, of those that begin with `start` regardless of case.
    std::function<std::vector<std::string>(const WrittenPath&, std::string_view start)> texts;
};

/// What may stand at a place of an expression that is being written.
struct Completion {
    Span replaced; ///< what of it stands there already
    std::vector<std::string> choices; ///< the likeliest first; each once
};

/// Looks at what is written before `caret` (bytes), which need not parse: fields and functions behind a dot,
/// known texts behind `path ==`, `path !=` and `path in [`, else variables, their fields and functions.
/// Nothing inside other texts, and nothing once a word stands there whole. Cost: a pass over the text and the
/// declarations.
Completion
complete(std::string_view text, std::size_t caret, const Environment& environment, const KnownValues& known);

} // namespace hindcast::expr
