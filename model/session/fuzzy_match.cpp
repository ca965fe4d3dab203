#include "model/session/fuzzy_match.h"

#include <algorithm>
#include <limits>

namespace hindcast {

namespace {

constexpr int wordStart = 10;
constexpr int inARow = 6;
constexpr int atBeginning = 8;
constexpr int perLetter = 2;
constexpr int gapCost = 1;
constexpr int longestText = 256; ///< names beyond are matched by their beginning

bool startsWord(QStringView text, int i)
{
    if (i == 0) {
        return true;
    }
    const QChar before = text[i - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[i].isUpper());
}

} // namespace

std::optional<FuzzyHit> fuzzyMatch(QStringView pattern, QStringView text)
{
    QString letters;
    for (const QChar c : pattern) {
        if (!c.isSpace()) {
            letters += c.toCaseFolded();
        }
    }
    const int m = static_cast<int>(letters.size());
    const int n = std::min(static_cast<int>(text.size()), longestText);
    if (m == 0) {
        return FuzzyHit{};
    }
    if (m > n) {
        return {};
    }
    // best[j]: best score of the first i letters with the i-th matched at text[j].
    constexpr int none = std::numeric_limits<int>::min() / 2;
    const auto width = static_cast<std::size_t>(n);
    std::vector<int> best(width, none);
    std::vector<int> next(width, none);
    std::vector<int> from(static_cast<std::size_t>(m) * width, -1);
    for (int i = 0; i < m; ++i) {
        int bestBefore = none; // over all k < j - 1, a gap's cost taken off once
        int bestBeforeAt = -1;
        for (int j = 0; j < n; ++j) {
            const auto at = static_cast<std::size_t>(j);
            if (j >= 2 && best[at - 2] > bestBefore) {
                bestBefore = best[at - 2];
                bestBeforeAt = j - 2;
            }
            next[at] = none;
            if (text[j].toCaseFolded() != letters[i]) {
                continue;
            }
            const int own = perLetter + (startsWord(text, j) ? wordStart : 0) + (j == 0 ? atBeginning : 0);
            int score = none;
            int cameFrom = -1;
            if (i == 0) {
                score = own;
            } else {
                if (j >= 1 && best[at - 1] > none) {
                    score = best[at - 1] + own + inARow;
                    cameFrom = j - 1;
                }
                if (bestBefore > none && bestBefore + own - gapCost > score) {
                    score = bestBefore + own - gapCost;
                    cameFrom = bestBeforeAt;
                }
            }
            next[at] = score;
            from[static_cast<std::size_t>(i) * width + at] = cameFrom;
        }
        std::swap(best, next);
    }
    const auto top = std::max_element(best.begin(), best.end());
    if (*top <= none) {
        return {};
    }
    FuzzyHit hit;
    // Among equals the shorter text is what was meant.
    hit.score = *top * (longestText + 1) - n;
    int j = static_cast<int>(top - best.begin());
    for (int i = m - 1; i >= 0 && j >= 0; --i) {
        hit.matched.push_back(j);
        j = from[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)];
    }
    std::reverse(hit.matched.begin(), hit.matched.end());
    return hit;
}

} // namespace hindcast
