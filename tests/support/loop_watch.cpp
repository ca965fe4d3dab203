#include "tests/support/loop_watch.h"

#include <QEvent>

#include <chrono>
#include <fstream>
#include <utility>

namespace {

/// How long this thread has waited for a core in all, as far as the system tells.
double queuedMs()
{
    std::ifstream statistics("/proc/thread-self/schedstat");
    double running = 0;
    double queued = 0;
    statistics >> running >> queued;
    return queued / 1e6;
}

} // namespace

WatchedApplication::Turn WatchedApplication::takeLongest()
{
    return std::exchange(m_longest, {});
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event)
{
    if (m_depth > 0) {
        return QApplication::notify(receiver, event);
    }
    // The receiver may be gone afterwards.
    const char* name = receiver->metaObject()->className();
    const QEvent::Type type = event->type();
    const double queuedBefore = queuedMs();
    const auto begun = std::chrono::steady_clock::now();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const double wallMs =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    const double ms = wallMs - (queuedMs() - queuedBefore);
    if (ms > m_longest.ms) {
        m_longest = {ms, wallMs, QStringLiteral("%1, event %2").arg(QLatin1String(name)).arg(type)};
    }
    return handled;
}
