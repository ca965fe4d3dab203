#pragma once

#include <stop_token>
#include <thread>

namespace hindcast::ctl {

/// Turns an interrupt (Ctrl+C) or a termination signal into a stop request for as long as it lives, so that
/// long work ends in order and leaves nothing behind. Make it before the threads that work: they inherit the
/// blocked signals.
class SignalStop {
public:
    SignalStop();
    SignalStop(const SignalStop&) = delete;
    SignalStop& operator=(const SignalStop&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_listener;
};

} // namespace hindcast::ctl
