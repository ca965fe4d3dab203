#include "engine/expr/suggestion.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace hindcast::expr {

namespace {

constexpr std::size_t longest = 64;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t distance(std::string_view a, std::string_view b)
{
    // Rows of the table of distances between prefixes: this one, the one before, the one before that.
    std::array<std::array<std::size_t, longest + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) {
        rows[0][j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool areSwapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (areSwapped) {
                row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
            }
        }
    }
    return rows[a.size() % 3][b.size()];
}

} // namespace

std::string_view nearestName(std::string_view wanted, const std::vector<std::string_view>& names)
{
    std::string_view best;
    std::size_t least = std::max<std::size_t>(wanted.size() / 3, 1) + 1;
    for (const std::string_view name : names) {
        if (wanted.empty() || wanted.size() > longest || name.size() > longest) {
            continue;
        }
        const std::size_t found = distance(wanted, name);
        // In a name of two letters one wrong letter is half of it.
        if (found < least && found < std::max(wanted.size(), name.size()) - (found > 0 ? 1 : 0)) {
            least = found;
            best = name;
        }
    }
    return best;
}

std::string didYouMean(std::string_view wanted, const std::vector<std::string_view>& names)
{
    const std::string_view nearest = nearestName(wanted, names);
    return nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest);
}

std::string listed(const std::vector<std::string_view>& names, std::string_view beforeLast)
{
    constexpr std::size_t most = 6;
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
        out += i == 0 ? "" : i + 1 == names.size() ? beforeLast : ", ";
        out += fmt::format("'{}'", names[i]);
    }
    return names.size() > most ? out + ", ..." : out;
}

} // namespace hindcast::expr
