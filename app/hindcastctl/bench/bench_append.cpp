#include "app/hindcastctl/bench/bench.h"
#include "app/hindcastctl/bench/raw_store.h"
#include "engine/log/log_writer.h"

#include <fmt/format.h>

namespace hindcast::ctl {

namespace {

constexpr std::int64_t mostSingleAppends = 2000;
constexpr std::int64_t batchEvents = 500;

NewEvent sample()
{
    NewEvent event;
    event.type = "PaymentAuthorized";
    event.recordedUs = 1795430529018000;
    event.timeText = "2026-11-23T10:42:09.018Z";
    event.data = R"({"amount":45.48,"currency":"EUR","method":"card","attempt":1,"authorization":"a-20391"})";
    return event;
}

Result<double> appendsPerSecond(LogWriter& writer, std::int64_t appends, std::int64_t eventsEach)
{
    const std::vector<NewEvent> events(static_cast<std::size_t>(eventsEach), sample());
    const Stopwatch watch;
    for (std::int64_t i = 0; i < appends; ++i) {
        const std::string stream = fmt::format("payment-{}", i % 100);
        const auto done = writer.append(mainBranch, stream, ExpectedVersion::any(), events);
        if (!done) {
            return done.error();
        }
    }
    return static_cast<double>(appends * eventsEach) / watch.seconds();
}

} // namespace

/// Durable appends: one event a transaction against raw SQLite's one-insert transactions, and batches of 500.
Result<BenchResult> benchAppend(const BenchRequest& request)
{
    const auto writer = LogWriter::create(request.folder + "/append.hindcast");
    if (!writer) {
        return writer.error();
    }
    const std::int64_t singleAppends = std::min(request.events, mostSingleAppends);
    const auto single = appendsPerSecond(**writer, singleAppends, 1);
    if (!single) {
        return single.error();
    }
    const auto floor = rawAppendsPerSecond(request.folder + "/raw.db", singleAppends);
    if (!floor) {
        return floor.error();
    }
    const std::int64_t batches = std::max<std::int64_t>(request.events / batchEvents, 1);
    const auto batched = appendsPerSecond(**writer, batches, batchEvents);
    if (!batched) {
        return batched.error();
    }
    BenchResult result{"append", {}, peakResidentBytes()};
    result.figures.push_back({"single", *single, "events/s", *floor});
    result.figures.push_back({"batches_of_500", *batched, "events/s", 0});
    return result;
}

} // namespace hindcast::ctl
