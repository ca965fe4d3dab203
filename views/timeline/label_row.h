#pragma once

#include <optional>
#include <utility>
#include <vector>

namespace hindcast {

/// Lays labels into one row so that none covers another: who comes first has its place, later ones move
/// aside. Pixels; a gap stays between neighbours. Cost: what is in the row, squared for a label that has to
/// move.
class LabelRow {
public:
    LabelRow(double left, double right);

    /// Something that no label may cover.
    void block(double left, double width);
    bool isFree(double left, double width) const;
    /// The left edge of the free place nearest to `wanted`, which is taken with that; nothing when there is
    /// none within `reach`.
    std::optional<double> take(double wanted, double width, double reach);

    static constexpr double gap = 4;

private:
    double m_left;
    double m_right;
    std::vector<std::pair<double, double>> m_taken; ///< left and right edges
};

} // namespace hindcast
