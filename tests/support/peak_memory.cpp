#include "tests/support/peak_memory.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

long residentBytes()
{
    long pages = 0;
    long resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

std::string readAll(int pipe)
{
    std::string text;
    std::array<char, 4096> block{};
    for (ssize_t count = 0; (count = read(pipe, block.data(), block.size())) > 0;) {
        text.append(block.data(), static_cast<std::size_t>(count));
    }
    return text;
}

} // namespace

PeakMemory peakMemoryOf(const std::function<std::string()>& function)
{
    std::array<int, 2> ends{};
    std::fflush(nullptr);
    const long before = residentBytes();
    if (pipe(ends.data()) != 0) {
        return {"no pipe", 0};
    }
    const pid_t child = fork();
    if (child == 0) {
        const std::string answer = function();
        [[maybe_unused]] const auto written = write(ends[1], answer.data(), answer.size());
        _exit(0);
    }
    close(ends[1]);
    PeakMemory peak{readAll(ends[0]), 0};
    close(ends[0]);
    int status = 0;
    rusage used{};
    if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status)
        || WEXITSTATUS(status) != 0) {
        peak.answer += "(the child failed)";
    }
    peak.megabytes = (used.ru_maxrss * 1024 - before) / (1024 * 1024);
    return peak;
}
