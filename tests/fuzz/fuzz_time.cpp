#include "engine/base/date_notation.h"
#include "engine/base/timestamp.h"
#include "tests/fuzz/fuzz_support.h"

#include <charconv>

/// Any text is a time or none; a time that is shown is read as the same moment.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hindcast;
    const std::string_view text = fuzz::textOf(data, size);
    const auto checkShown = [](const std::optional<Timestamp>& time) {
        if (!time) {
            return;
        }
        const std::string shown = formatTimestamp(time->us);
        // A zone may move the first and last hours of all time out of the years that are read.
        constexpr std::int64_t year2 = -62'104'060'800'000'000;
        constexpr std::int64_t year9999 = 253'370'764'800'000'000;
        if (time->us >= year2 && time->us < year9999) {
            const auto again = parseTimestamp(shown);
            fuzz::check(again && again->us == time->us, "what is shown means the same: " + shown);
        }
    };
    const auto strict = parseTimestamp(text);
    checkShown(strict);
    for (const DateOrder order : {DateOrder::Unknown, DateOrder::DayFirst, DateOrder::MonthFirst}) {
        const auto lenient = readTime(text, order);
        checkShown(lenient);
        fuzz::check(
            !strict || (lenient && lenient->us == strict->us), "what is strict is read leniently too");
    }
    (void)dateOrderOf(text);
    std::int64_t number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc()) {
        checkShown(timestampFromEpoch(number));
        (void)formatTimestamp(number);
    }
    return 0;
}
