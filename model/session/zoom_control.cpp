#include "model/session/zoom_control.h"

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

constexpr std::size_t undoDepth = 100;

} // namespace

ZoomControl::ZoomControl(QObject* parent)
    : QObject(parent)
{
}

AxisSpan ZoomControl::clamped(AxisSpan range) const
{
    const double shortest = std::min(m_minLength, m_extent.length);
    const double length = std::clamp(range.length, shortest, m_extent.length);
    if (length == m_extent.length) {
        return m_extent; // exactly, so that isFitted() holds
    }
    return {std::clamp(range.first, m_extent.first, m_extent.end() - length), length};
}

void ZoomControl::show(AxisSpan range)
{
    const AxisSpan target = clamped(range);
    if (target != m_range) {
        m_range = target;
        Q_EMIT rangeChanged();
    }
}

void ZoomControl::remember()
{
    m_undo.push_back(m_range);
    if (m_undo.size() > undoDepth) {
        m_undo.erase(m_undo.begin());
    }
}

void ZoomControl::reset(AxisSpan extent, double minLength)
{
    m_undo.clear();
    m_inGesture = false;
    m_minLength = minLength;
    m_extent = extent;
    Q_EMIT extentChanged();
    show(extent);
}

void ZoomControl::extend(AxisSpan extent)
{
    const bool fitted = isFitted();
    const bool atEnd = m_range.end() >= m_extent.end();
    m_extent = extent;
    Q_EMIT extentChanged();
    if (fitted) {
        show(extent);
    } else if (atEnd) {
        show({extent.end() - m_range.length, m_range.length});
    } else {
        show(m_range);
    }
}

void ZoomControl::setRange(AxisSpan range)
{
    if (clamped(range) == m_range) {
        return;
    }
    remember();
    m_inGesture = false;
    show(range);
}

void ZoomControl::zoomAbout(double unit, double factor)
{
    if (!(factor > 0) || !std::isfinite(factor) || m_range.length <= 0) {
        return;
    }
    const double shortest = std::min(m_minLength, m_extent.length);
    const double length = std::clamp(m_range.length / factor, shortest, m_extent.length);
    const double share = (unit - m_range.first) / m_range.length;
    const AxisSpan target = clamped({unit - share * length, length});
    if (target == m_range) {
        return;
    }
    if (!m_inGesture) {
        remember();
        m_inGesture = true;
    }
    show(target);
}

void ZoomControl::fit()
{
    setRange(m_extent);
}

void ZoomControl::panBy(double units)
{
    moveTo(m_range.first + units);
}

void ZoomControl::moveTo(double first)
{
    show({first, m_range.length});
}

void ZoomControl::reveal(double unit, double margin)
{
    const double room = margin * m_range.length;
    if (unit < m_range.first - m_range.length || unit > m_range.end() + m_range.length) {
        moveTo(unit - m_range.length / 2);
    } else if (unit < m_range.first + room) {
        moveTo(unit - room);
    } else if (unit > m_range.end() - room) {
        moveTo(unit + room - m_range.length);
    }
}

void ZoomControl::undo()
{
    if (m_undo.empty()) {
        return;
    }
    const AxisSpan back = m_undo.back();
    m_undo.pop_back();
    m_inGesture = false;
    show(back);
}

} // namespace hindcast
