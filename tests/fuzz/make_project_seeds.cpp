#include "engine/log/log_builder.h"
#include "engine/log/log_writer.h"

#include <sqlite3.h>

#include <cstdio>
#include <string>

namespace {

using namespace hindcast;

bool build(const std::string& path, int events)
{
    auto builder = LogBuilder::begin(path, true);
    for (int i = 1; builder && i <= events; ++i) {
        const std::string stream = i % 3 == 0 ? "order-" + std::to_string(i % 2) : "cart-1";
        const std::string id = "e" + std::to_string(i);
        const std::string cause = i > 1 ? "e" + std::to_string(i - 1) : std::string();
        NewEvent event;
        event.stream = stream;
        event.type = i % 2 == 0 ? "Opened" : "Changed";
        event.recordedUs = 1'600'000'000'000'000 + i * 1'000'000;
        event.id = id;
        event.causation = cause;
        event.data = R"({"n":1,"lines":[{"sku":"a"}]})";
        event.meta = R"({"user":"ann"})";
        if (!(*builder)->add(event)) {
            return false;
        }
    }
    return builder && (*builder)->note("import", "{}").ok() && (*builder)->finish().ok();
}

bool branchAndRedact(const std::string& path)
{
    auto writer = LogWriter::open(path);
    if (!writer) {
        return false;
    }
    auto branch = (*writer)->fork(mainBranch, Position{4}, "what-if");
    NewEvent event;
    event.type = "Opened";
    event.data = "{}";
    const NewEvent events[] = {event};
    return branch && (*writer)->append(*branch, "order-1", ExpectedVersion::any(), events).ok()
        && (*writer)->redact(mainBranch, {Position{2}}, "ann", "asked to").ok();
}

/// Small pages put more of the file's structure under each mutation.
bool shrink(const std::string& path)
{
    sqlite3* file = nullptr;
    const bool done = sqlite3_open(path.c_str(), &file) == SQLITE_OK
        && sqlite3_exec(file, "PRAGMA page_size=512; VACUUM", nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(file);
    return done;
}

} // namespace

/// make_project_seeds FOLDER: writes small valid projects for fuzz_project to start from.
int main(int count, char** arguments)
{
    if (count != 2) {
        std::fputs("usage: make_project_seeds FOLDER\n", stderr);
        return 2;
    }
    const std::string folder = arguments[1];
    const std::string plain = folder + "/plain.hindcast";
    const std::string branched = folder + "/branched.hindcast";
    const bool made = build(plain, 6) && shrink(plain) && build(branched, 12) && branchAndRedact(branched)
        && shrink(branched);
    return made ? 0 : 1;
}
