#include "engine/fold/state_cache.h"
#include "engine/io/export.h"
#include "engine/log/log_writer.h"
#include "engine/log/verify.h"
#include "engine/time/time_columns.h"
#include "tests/fuzz/fuzz_support.h"

#include <algorithm>
#include <fstream>

namespace {

using namespace hindcast;

/// A refusal of a damaged project; the store may fail, but with words.
template <class T>
bool isGood(const Result<T>& result)
{
    fuzz::check(result.ok() || !describe(result.error()).empty(), "a refusal has words");
    return result.ok();
}

void readBranch(LogReader& reader, const BranchInfo& branch)
{
    constexpr PositionRange whole{Position{1}, Position{1'000'000}};
    std::string id;
    (void)isGood(reader.visit(branch.id, whole, [&](const EventView& event) {
        id = event.id;
        return true;
    }));
    (void)isGood(reader.page(branch.id, whole));
    (void)isGood(reader.page(branch.id, {branch.last, branch.last}));
    (void)isGood(reader.search(branch.id, whole, "a", [](const auto&, Position) { return true; }));
    (void)isGood(reader.findId(branch.id, id));
    (void)isGood(reader.firstCausedBy(branch.id, id));
    (void)isGood(reader.redactionOf(branch.id, Position{2}));
    (void)isGood(exportCloudEvents(reader, branch.id, "/dev/null"));

    const auto columns = TimeColumns::load(reader, branch.id);
    if (!isGood(columns)) {
        return;
    }
    StateCache states(defaultFold(), 4);
    const Position last = (*columns)->last();
    for (Position at{1}; at <= std::min(last, Position{20}); at = at + 1) {
        const StreamId stream = (*columns)->stream(at);
        (void)isGood(states.stateAt(reader, branch.id, stream, at));
        (void)isGood(reader.versionAt(branch.id, stream, at));
        (void)isGood(states.difference(reader, branch.id, stream, Position{1}, last));
    }
    (void)isGood(states.stateAt(reader, branch.id, StreamId{1}, branch.last));
}

void readProject(const std::string& path)
{
    auto reader = LogReader::open(path);
    if (!isGood(reader)) {
        return;
    }
    (void)isGood((*reader)->names());
    (void)isGood((*reader)->note("import"));
    (void)isGood((*reader)->redactions());
    const auto branches = (*reader)->branches();
    if (isGood(branches)) {
        for (std::size_t i = 0; i < std::min<std::size_t>(branches->size(), 4); ++i) {
            readBranch(**reader, (*branches)[i]);
        }
    }
    (void)isGood(verifyProject(**reader));
}

void writeProject(const std::string& path)
{
    auto writer = LogWriter::open(path);
    if (!isGood(writer)) {
        return;
    }
    NewEvent event;
    event.type = "Written";
    event.data = "{}";
    const NewEvent events[] = {event};
    (void)isGood((*writer)->append(mainBranch, "a-1", ExpectedVersion::any(), events));
    (void)isGood((*writer)->fork(mainBranch, Position{1}, "b"));
    (void)isGood((*writer)->redact(mainBranch, {Position{1}}, "me", "why"));
}

} // namespace

/// Any bytes in place of a project are read or refused, whatever is asked of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string path = fuzz::scratchPath("log.hindcast");
    {
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file << fuzz::textOf(data, size);
    }
    readProject(path);
    writeProject(path);
    for (const char* const beside : {"-wal", "-shm", "-journal"}) {
        std::remove((path + beside).c_str());
    }
    return 0;
}
