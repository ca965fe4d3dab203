#include "engine/io/import.h"
#include "tests/fuzz/fuzz_support.h"

/// The beginning of any file is recognised or refused, and so it is by those who insist on a format.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hindcast;
    const fuzz::MemoryFile log(fuzz::textOf(data, size));
    const auto look = [&](std::optional<LogFormat> format) {
        const auto found = recognise(log.path(), format, {}, 50);
        if (!found) {
            fuzz::checkRefusal(found.error());
        }
        fuzz::check(!found || !found->sample.empty() || !found->doubts.empty(), "it shows something");
    };
    look({});
    for (const LogFormat format : allFormats) {
        look(format);
    }
    return 0;
}
