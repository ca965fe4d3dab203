#include "app/hindcastctl/suggest.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace hindcast::ctl {

namespace {

constexpr std::size_t longestCompared = 200;

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

/// How many characters must be put in, taken out or changed (Levenshtein), by one row of the table at a time.
std::size_t keystrokes(std::string_view from, std::string_view to)
{
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t changed = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::string nearestName(std::string_view wanted, const std::vector<std::string>& names)
{
    const std::string typed = lower(wanted.substr(0, longestCompared));
    const std::size_t allowed = std::max<std::size_t>(typed.size() / 3, 1);
    std::string nearest;
    std::size_t least = allowed + 1;
    for (const std::string& name : names) {
        const std::string known = lower(std::string_view(name).substr(0, longestCompared));
        const bool begins = typed.size() >= 3 && known.starts_with(typed);
        const std::size_t distance = begins ? std::min<std::size_t>(allowed, 1) : keystrokes(typed, known);
        if (distance < least) {
            least = distance;
            nearest = name;
        }
    }
    return nearest;
}

} // namespace hindcast::ctl
