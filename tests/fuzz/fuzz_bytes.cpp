#include "engine/io/byte_source.h"
#include "tests/fuzz/fuzz_support.h"

#include <algorithm>

namespace {

using namespace hindcast;

constexpr std::size_t enough = 4UL * 1024 * 1024;

/// What can be read, up to `enough`, and the refusal that followed, if any.
struct Outcome {
    std::string text;
    std::string refusal;
};

Outcome readAll(ByteSource& source, std::size_t wanted)
{
    Outcome outcome;
    while (outcome.text.size() < enough) {
        const auto more = source.read(outcome.text, wanted);
        if (!more) {
            fuzz::checkRefusal(more.error());
            outcome.refusal = nameOf(more.error().code);
            break;
        }
        if (!*more) {
            break;
        }
    }
    return outcome;
}

} // namespace

/// Any bytes are unpacked and transcoded or refused, from memory as from a file, whatever the pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = fuzz::textOf(data, size);
    const fuzz::MemoryFile file(bytes);
    auto held = ByteSource::ofText(std::string(bytes));
    auto onDisk = ByteSource::open(file.path());
    fuzz::check(held.ok() == onDisk.ok(), "a file opens when its bytes do");
    if (!held) {
        fuzz::checkRefusal(held.error());
        fuzz::check(held.error().code == onDisk.error().code, "both are refused alike");
        return 0;
    }
    const Outcome small = readAll(**held, 1);
    const Outcome large = readAll(**onDisk, 1024UL * 1024);
    const std::size_t both = std::min({small.text.size(), large.text.size(), enough});
    fuzz::check(std::string_view(small.text).substr(0, both) == std::string_view(large.text).substr(0, both),
        "the pieces make no difference");
    const bool isWhole = small.text.size() < enough && large.text.size() < enough;
    fuzz::check(!isWhole || (small.text.size() == large.text.size() && small.refusal == large.refusal),
        "the pieces do not change the end");
    return 0;
}
