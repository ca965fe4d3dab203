#include "engine/io/export.h"
#include "engine/io/import.h"
#include "engine/log/verify.h"
#include "tests/fuzz/fuzz_support.h"

#include <filesystem>

namespace {

using namespace hindcast;

std::vector<Event> eventsOf(LogReader& reader)
{
    auto events = reader.page(mainBranch, {Position{1}, Position{1'000'000}});
    fuzz::check(events.ok(), "what was imported is read");
    return std::move(events).value();
}

bool isSame(const Event& a, const Event& b)
{
    return a.position == b.position && a.version == b.version && a.streamName == b.streamName
        && a.typeName == b.typeName && a.timeText == b.timeText && a.id == b.id
        && a.correlation == b.correlation && a.causation == b.causation && a.data == b.data;
}

std::unique_ptr<LogReader> openSound(const std::string& path)
{
    auto reader = LogReader::open(path);
    fuzz::check(reader.ok(), "what was imported opens");
    auto verdict = verifyProject(**reader);
    fuzz::check(verdict.ok() && verdict->isSound(), "what was imported verifies");
    return std::move(reader).value();
}

} // namespace

/// Any bytes are imported as FUZZ_FORMAT or refused; what is imported is sound, and an export of it is the
/// same log again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::MemoryFile log(fuzz::textOf(data, size));
    const std::string target = fuzz::scratchPath("log.hindcast");
    std::filesystem::remove(target);
    ImportRequest request;
    request.sources = {log.path()};
    request.target = target;
    request.format = LogFormat::FUZZ_FORMAT;
    const auto report = importLogs(request);
    if (!report) {
        fuzz::checkRefusal(report.error());
        fuzz::check(!std::filesystem::exists(target), "a refused log leaves nothing");
        return 0;
    }
    fuzz::check(report->read == report->imported + report->skipped, "every record is counted");
    const auto reader = openSound(target);
    const std::vector<Event> events = eventsOf(*reader);
    fuzz::check(static_cast<std::int64_t>(events.size()) == report->imported, "every event is there");

    const std::string text = fuzz::scratchPath("log.ndjson");
    std::filesystem::remove(text);
    const auto written = exportCloudEvents(*reader, mainBranch, text);
    fuzz::check(written.ok() && *written == report->imported, "every event is exported");
    request.sources = {text};
    request.target = fuzz::scratchPath("again.hindcast");
    request.replace = true;
    request.format.reset();
    const auto again = importLogs(request);
    fuzz::check(again.ok(), "an export is imported: " + (again ? std::string() : describe(again.error())));
    const auto second = openSound(request.target);
    const std::vector<Event> same = eventsOf(*second);
    fuzz::check(same.size() == events.size(), "an export holds every event");
    for (std::size_t i = 0; i < events.size(); ++i) {
        fuzz::check(isSame(events[i], same[i]), "an exported event comes back as it was");
    }
    return 0;
}
