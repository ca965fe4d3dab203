#include "engine/log/log_reader.h"
#include "engine/log/log_writer.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

// A process of its own that appends to a project or follows it, for the tests of what several do at once and
// of what is left when one is killed. Each line of its output is flushed: what was printed was acknowledged.
//
//   log_child append PROJECT STREAM COUNT    prints each position; COUNT 0: for ever
//   log_child race PROJECT STREAM VERSION    one append that expects the version; prints "won" or "lost"
//   log_child repeat PROJECT STREAM ID       one append with that id; prints its position
//   log_child tail PROJECT LAST              follows until LAST; prints the first thing that is not in order

using namespace hindcast;

namespace {

int failed(const Error& error)
{
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 2;
}

void say(const std::string& line)
{
    std::puts(line.c_str());
    std::fflush(stdout);
}

Result<AppendReceipt>
appendOne(LogWriter& writer, std::string_view stream, ExpectedVersion expected, const std::string& id = {})
{
    NewEvent event;
    event.type = "Happened";
    event.id = id;
    event.data = R"({"pad":"so that a page holds only some of them, as in real life"})";
    return writer.append(mainBranch, stream, expected, {&event, 1});
}

int appendMany(LogWriter& writer, std::string_view stream, long count)
{
    for (long i = 0; count == 0 || i < count; ++i) {
        const auto receipt = appendOne(writer, stream, ExpectedVersion::any());
        if (!receipt) {
            return failed(receipt.error());
        }
        say(std::to_string(receipt->first.value));
    }
    return 0;
}

/// Looks at the end again and again: what is there must be gapless each time, and never become less.
int tail(const std::string& path, std::int64_t until)
{
    const auto reader = LogReader::open(path);
    if (!reader) {
        return failed(reader.error());
    }
    Position seen;
    while (seen.value < until) {
        const auto last = (*reader)->lastPosition(mainBranch);
        if (!last) {
            return failed(last.error());
        }
        if (*last < seen) {
            say("the log became shorter");
            return 1;
        }
        Position expected = seen + 1;
        const auto read = (*reader)->visit(mainBranch, {seen + 1, *last}, [&](const EventView& event) {
            const bool isNext = event.position == expected;
            expected = expected + 1;
            return isNext;
        });
        if (!read || expected <= *last) {
            say("there is a gap at " + std::to_string(expected.value));
            return 1;
        }
        seen = *last;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string_view verb = argc > 1 ? argv[1] : "";
    if (argc < (verb == "tail" ? 4 : 5)) {
        return 2;
    }
    if (verb == "tail") {
        return tail(argv[2], std::atol(argv[3]));
    }
    const auto writer = LogWriter::open(argv[2]);
    if (!writer) {
        return failed(writer.error());
    }
    say("ready");
    if (verb == "append") {
        return appendMany(**writer, argv[3], std::atol(argv[4]));
    }
    const std::string id = verb == "repeat" ? argv[4] : "";
    const auto expected =
        verb == "race" ? ExpectedVersion::exactly(Version{std::atol(argv[4])}) : ExpectedVersion::any();
    const auto receipt = appendOne(**writer, argv[3], expected, id);
    if (!receipt && receipt.error().code != ErrorCode::WrongExpectedVersion) {
        return failed(receipt.error());
    }
    say(verb == "repeat" ? std::to_string(receipt->first.value) : receipt ? "won" : "lost");
    return 0;
}
