#include "app/hindcastctl/report_text.h"

#include "app/hindcastctl/command.h"

#include <fmt/format.h>

#include <array>
#include <iostream>

namespace hindcast::ctl {

namespace {

struct Line {
    std::string_view key;
    std::string_view one;
    std::string_view many;
};

constexpr auto lines = std::to_array<Line>({
    {"skipped", "record skipped", "records skipped"},
    {"no_id", "event without an id", "events without an id"},
    {"no_time", "event without a time", "events without a time"},
    {"unread_times",
        "of them with a time that can't be read (kept as text)",
        "of them with a time that can't be read (kept as text)"},
    {"zone_assumed", "time without a zone, read as UTC", "times without a zone, read as UTC"},
    {"duplicates",
        "event whose id had been seen before (kept)",
        "events whose id had been seen before (kept)"},
    {"repeated_keys",
        "record that names a member twice (the last one counts)",
        "records that name a member twice (the last one counts)"},
    {"inversions",
        "event earlier than the one before in its stream (order kept)",
        "events earlier than the one before in their stream (order kept)"},
    {"ties",
        "event at the same moment as the one before in its stream",
        "events at the same moment as the one before in their stream"},
});

std::int64_t numberIn(const Value& report, std::string_view key)
{
    return report.find(key).value_or(Value()).asInt();
}

std::string textIn(const Value& report, std::string_view key)
{
    const Value found = report.find(key).value_or(Value());
    return std::string(found.text());
}

} // namespace

void printReport(const Value& report)
{
    for (const Line& line : lines) {
        if (const std::int64_t count = numberIn(report, line.key); count > 0) {
            std::cout << fmt::format("  {:>10} {}\n", count, count == 1 ? line.one : line.many);
        }
    }
    report.find("doubts").value_or(Value()).forEachItem([](std::size_t, const Value& doubt) {
        std::cout << fmt::format("  to look at: {}\n", doubt.text());
    });
    const Value problems = report.find("problems").value_or(Value());
    std::int64_t listed = 0;
    for (; listed < static_cast<std::int64_t>(problems.size()); ++listed) {
        const Value problem = problems.at(static_cast<std::size_t>(listed));
        std::cout << fmt::format("  {}:{}:{}: {}\n",
            textIn(problem, "file"),
            numberIn(problem, "line"),
            numberIn(problem, "column"),
            textIn(problem, "reason"));
    }
    if (const std::int64_t skipped = numberIn(report, "skipped"); skipped > listed) {
        std::cout << fmt::format("  ... and {} more\n", skipped - listed);
    }
}

} // namespace hindcast::ctl
