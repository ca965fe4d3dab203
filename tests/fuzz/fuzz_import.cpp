#include "engine/io/import.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

/// The first byte chooses the format or recognition; the rest is a log's beginning. It is read or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hindcast;
    if (size == 0) {
        return 0;
    }
    std::optional<LogFormat> format;
    if (const std::size_t choice = data[0] % (allFormats.size() + 1); choice < allFormats.size()) {
        format = allFormats[choice];
    }
    const int file = memfd_create("log", 0);
    if (file < 0) {
        return 0;
    }
    if (write(file, data + 1, size - 1) == static_cast<ssize_t>(size - 1)) {
        (void)recognise("/proc/self/fd/" + std::to_string(file), format, {}, 50).ok();
    }
    close(file);
    return 0;
}
