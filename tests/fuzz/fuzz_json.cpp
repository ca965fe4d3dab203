#include "engine/value/json.h"
#include "tests/fuzz/fuzz_support.h"

/// Any bytes are read or refused with a place; what is read is written and read again as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hindcast;
    const auto first = readJson(fuzz::textOf(data, size));
    if (!first) {
        fuzz::checkRefusal(first.error());
        return 0;
    }
    for (const std::string& text : {writeJson(*first), writeJsonPretty(*first)}) {
        const auto again = readJson(text);
        fuzz::check(again && *again == *first, "what is written is the same value");
    }
    return 0;
}
