#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <vector>

namespace hindcast {

struct FuzzyHit {
    int score = 0; ///< higher is better
    std::vector<int> matched; ///< indices of the letters that matched, for emphasis
};

/// Whether the letters of `pattern` occur in `text` in order, whatever lies between (case and blanks of the
/// pattern ignored). Beginnings of words and unbroken runs score best. An empty pattern matches everything.
/// Cost: O(pattern * text).
std::optional<FuzzyHit> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace hindcast
