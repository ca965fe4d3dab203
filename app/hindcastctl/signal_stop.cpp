#include "app/hindcastctl/signal_stop.h"

#include <csignal>
#include <ctime>

namespace hindcast::ctl {

namespace {

constexpr timespec patience{0, 50'000'000};

} // namespace

SignalStop::SignalStop()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_listener = std::jthread([this, signals](const std::stop_token& over) {
        while (!over.stop_requested()) {
            if (sigtimedwait(&signals, nullptr, &patience) > 0) {
                m_stop.request_stop();
            }
        }
    });
}

} // namespace hindcast::ctl
