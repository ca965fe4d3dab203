#pragma once

#include <functional>
#include <string>

/// What a function answered and how much memory the process grew by at most while it ran.
struct PeakMemory {
    std::string answer;
    long megabytes = 0;
};

/// Runs the function in a child process, because only a process has a peak. The test must have no other
/// threads. Where the child does not end by itself the answer says so.
PeakMemory peakMemoryOf(const std::function<std::string()>& function);

/// Whether those numbers mean anything: sanitizers keep freed memory and a shadow of all of it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool memoryTells = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool memoryTells = false;
#else
inline constexpr bool memoryTells = true;
#endif
#else
inline constexpr bool memoryTells = true;
#endif
