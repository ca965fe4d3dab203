#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace hindcast::expr {

/// A compiled regular expression in RE2's syntax: linear in text and pattern, in bounded memory. Immutable,
/// usable from many threads.
class Regex {
public:
    explicit Regex(std::string_view pattern);
    ~Regex();
    Regex(Regex&&) noexcept;
    Regex& operator=(Regex&&) noexcept;

    bool ok() const;
    /// Why the pattern is none.
    const std::string& error() const;
    int groupCount() const;

    /// What compiling it has cost, and what one search of so many bytes costs at most, in steps: a pattern
    /// that is too large for a table of its states goes through all of its program for each byte.
    std::uint64_t compileCost() const;
    std::uint64_t searchCost(std::size_t bytes) const;

    /// Told before each search what it costs; false ends the work.
    using Charge = std::function<bool(std::uint64_t steps)>;

    /// Whether some part of the text matches.
    bool matches(std::string_view text) const;

    /// Finds the next match in `rest`, which is the end of `text`, and moves `rest` behind it. `found` is
    /// what its group caught, or all of it where there is none.
    bool extract(std::string_view text,
        std::string_view& rest,
        std::string_view& found,
        const Charge& charge) const;

    /// All matches, or the first `limit` where it is not negative, replaced by `rewrite`, in which \1 to \9
    /// stand for groups and \0 for the match. Stops once the result is longer than `most`. Nothing when
    /// `rewrite` asks for a group that there is not.
    std::optional<std::string> replace(std::string_view text,
        std::string_view rewrite,
        std::int64_t limit,
        std::size_t most,
        const Charge& charge) const;

private:
    std::unique_ptr<re2::RE2> m_regex;
};

} // namespace hindcast::expr
