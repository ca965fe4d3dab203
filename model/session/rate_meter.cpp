#include "model/session/rate_meter.h"

namespace hindcast {

namespace {

constexpr std::int64_t windowMilliseconds = 3000;
/// Before this much is done a forecast would be a guess.
constexpr double leastFraction = 0.02;
constexpr std::int64_t leastMilliseconds = 500;

} // namespace

ImportRate RateMeter::add(std::int64_t milliseconds, const ImportProgress& progress)
{
    m_samples.push_back({milliseconds, progress.events, progress.bytesRead});
    while (m_samples.size() > 2 && milliseconds - m_samples[1].milliseconds >= windowMilliseconds) {
        m_samples.pop_front();
    }
    ImportRate rate;
    const Sample& oldest = m_samples.front();
    // The first report has nothing to be compared with but the start itself.
    const Sample base = m_samples.size() > 1 ? oldest : Sample{};
    const std::int64_t elapsed = milliseconds - base.milliseconds;
    if (elapsed > 0) {
        const double seconds = static_cast<double>(elapsed) / 1000.0;
        rate.eventsPerSecond = static_cast<double>(progress.events - base.events) / seconds;
        rate.bytesPerSecond = static_cast<double>(progress.bytesRead - base.bytes) / seconds;
    }
    if (milliseconds >= leastMilliseconds && progress.fraction >= leastFraction) {
        const double left = (1.0 - progress.fraction) / progress.fraction;
        rate.remainingSeconds = left * static_cast<double>(milliseconds) / 1000.0;
    }
    return rate;
}

} // namespace hindcast
