#include "views/timeline/label_row.h"

#include <algorithm>
#include <cmath>

namespace hindcast {

LabelRow::LabelRow(double left, double right)
    : m_left(left)
    , m_right(right)
{
}

void LabelRow::block(double left, double width)
{
    m_taken.emplace_back(left, left + width);
}

bool LabelRow::isFree(double left, double width) const
{
    return left >= m_left && left + width <= m_right
        && std::none_of(m_taken.begin(), m_taken.end(), [&](const std::pair<double, double>& taken) {
               return left < taken.second + gap && taken.first < left + width + gap;
           });
}

std::optional<double> LabelRow::take(double wanted, double width, double reach)
{
    std::optional<double> best;
    const auto offer = [&](double left) {
        const double distance = std::abs(left - wanted);
        if (distance <= reach && isFree(left, width) && (!best || distance < std::abs(*best - wanted))) {
            best = left;
        }
    };
    offer(std::clamp(wanted, m_left, std::max(m_left, m_right - width)));
    if (best) {
        block(*best, width);
        return best;
    }
    // The nearest free place touches a neighbour, but for the gap.
    for (const auto& taken : m_taken) {
        offer(taken.second + gap);
        offer(taken.first - gap - width);
    }
    if (best) {
        block(*best, width);
    }
    return best;
}

} // namespace hindcast
