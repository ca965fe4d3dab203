#include "engine/value/json.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes are read or refused with a place; what is read is written and read again as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hindcast;
    const auto first = readJson({reinterpret_cast<const char*>(data), size}); // NOLINT
    if (!first) {
        if (first.error().code == ErrorCode::BadJson && first.error().place.line < 1) {
            std::abort();
        }
        return 0;
    }
    const auto second = readJson(writeJson(*first));
    if (!second || !(*first == *second)) {
        std::abort();
    }
    return 0;
}
