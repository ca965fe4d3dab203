#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <string>
#include <string_view>

namespace hindcast::expr {

/// A text longer than `maxTextSize`.
Datum tooLargeText(Run& run);

/// Puts a text together and charges for it as it grows, so that a text that comes to nothing in the end has
/// been paid for as well.
class TextBuilder {
public:
    explicit TextBuilder(Run& run)
        : m_run(run)
    {
    }

    /// False once the text is too long or the budget is used up: finish() says which.
    bool append(std::string_view text);
    bool goesOn() const { return m_text.size() <= maxTextSize && !m_run.isExhausted(); }
    /// The text in the arena; the builder must not be used any more.
    Datum finish();

private:
    Run& m_run;
    std::string m_text;
    std::size_t m_charged = 0; ///< steps, for whole 64 bytes
};

} // namespace hindcast::expr
