#include "app/hindcastctl/bench/bench.h"
#include "app/hindcastctl/bench/raw_store.h"
#include "engine/log/log_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <future>
#include <string>
#include <vector>

namespace hindcast::ctl {

namespace {

constexpr std::int64_t mostSingleAppends = 2000;
constexpr std::int64_t batchEvents = 500;
constexpr std::int64_t rounds = 20; ///< ours and the floor take turns, as a disk's mood changes
constexpr std::size_t inFlight = 16; ///< batches handed to the writer before the first is awaited

NewEvent sample()
{
    NewEvent event;
    event.type = "PaymentAuthorized";
    event.recordedUs = 1795430529018000;
    event.timeText = "2026-11-23T10:42:09.018Z";
    event.data = R"({"amount":45.48,"currency":"EUR","method":"card","attempt":1,"authorization":"a-20391"})";
    return event;
}

/// Appends of `eventsEach` events, of which `together` are under way at a time.
class Appender {
public:
    Appender(LogWriter& writer, std::int64_t eventsEach, std::size_t together)
        : m_writer(&writer)
        , m_events(static_cast<std::size_t>(eventsEach), sample())
        , m_together(together)
    {
    }

    Result<void> append(std::int64_t times)
    {
        for (std::int64_t i = 0; i < times; ++i) {
            const std::string stream = fmt::format("payment-{}", m_next++ % 100);
            m_underWay.push_back(m_writer->appendLater(mainBranch, stream, ExpectedVersion::any(), m_events));
            if (auto done = await(m_together - 1); !done) {
                return done;
            }
        }
        return await(0);
    }

private:
    Result<void> await(std::size_t left)
    {
        while (m_underWay.size() > left) {
            auto done = m_underWay.front().get();
            m_underWay.pop_front();
            if (!done) {
                return done.error();
            }
        }
        return {};
    }

    LogWriter* m_writer;
    std::vector<NewEvent> m_events;
    std::size_t m_together;
    std::int64_t m_next = 0;
    std::deque<std::future<Result<AppendReceipt>>> m_underWay;
};

/// Events a second of ours and of raw SQLite, which take turns.
Result<Figure> compare(const std::string& name,
    std::int64_t appends,
    std::int64_t eventsEach,
    const std::function<Result<void>(std::int64_t)>& ours,
    const std::function<Result<void>(std::int64_t)>& raw)
{
    const std::int64_t each = std::max<std::int64_t>(appends / rounds, 1);
    double ourSeconds = 0;
    double rawSeconds = 0;
    for (std::int64_t done = 0; done < appends; done += each) {
        const Stopwatch first;
        if (auto appended = ours(each); !appended) {
            return appended.error();
        }
        ourSeconds += first.seconds();
        const Stopwatch second;
        if (auto appended = raw(each); !appended) {
            return appended.error();
        }
        rawSeconds += second.seconds();
    }
    const auto events = static_cast<double>((appends + each - 1) / each * each * eventsEach);
    return Figure{name, events / ourSeconds, "events/s", events / rawSeconds};
}

} // namespace

/// Durable appends against raw SQLite's: one event a transaction; batches of 500, each awaited; batches of
/// 500 handed over as fast as the writer takes them, so that those that wait share a sync.
Result<BenchResult> benchAppend(const BenchRequest& request)
{
    const auto writer = LogWriter::create(request.folder + "/append.hindcast");
    const auto store = RawStore::create(request.folder + "/raw.db");
    if (!writer || !store) {
        return !writer ? writer.error() : store.error();
    }
    struct Case {
        const char* name;
        std::int64_t appends;
        std::int64_t eventsEach;
        std::size_t together;
    };
    const std::int64_t batches = std::max<std::int64_t>(request.events / batchEvents, 1);
    const auto cases = std::to_array<Case>({
        {"single", std::min(request.events, mostSingleAppends), 1, 1},
        {"batches_of_500_each_awaited", batches, batchEvents, 1},
        {"batches_of_500", batches, batchEvents, inFlight},
    });
    BenchResult result{"append", {}, 0};
    for (const Case& one : cases) {
        Appender appender(**writer, one.eventsEach, one.together);
        auto figure = compare(
            one.name,
            one.appends,
            one.eventsEach,
            [&](std::int64_t times) { return appender.append(times); },
            [&](std::int64_t times) {
                Result<void> done;
                for (std::int64_t i = 0; i < times && done; ++i) {
                    done = (*store)->append(one.eventsEach);
                }
                return done;
            });
        if (!figure) {
            return figure.error();
        }
        result.figures.push_back(*figure);
    }
    result.peakBytes = peakResidentBytes();
    return result;
}

} // namespace hindcast::ctl
