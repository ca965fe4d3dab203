#include "model/session/session.h"
#include "tests/bench/window_bench.h"

#include <QString>

#include <array>
#include <utility>

namespace hindcast::bench {

namespace {

/// Milliseconds until the first hits were there, and until all were.
struct SearchTimes {
    double first = 0;
    double all = 0;
};

Result<SearchTimes> timeQuery(LogFilter& filter, const QString& query)
{
    filter.setQuery({});
    const auto hasHits = [&] { return filter.hits() && !filter.hits()->empty(); };
    const ctl::Stopwatch watch;
    filter.setQuery(query);
    SearchTimes times;
    if (!awaitTrue([&] { return hasHits() || !filter.isSearching(); })) {
        return Error{ErrorCode::Internal, {"the filter did not answer in time"}, {}};
    }
    times.first = watch.seconds() * 1000;
    if (!awaitTrue([&] { return !filter.isSearching(); }) || !hasHits()) {
        return Error{ErrorCode::Internal, {"the filter found nothing"}, {}};
    }
    times.all = watch.seconds() * 1000;
    return times;
}

} // namespace

Result<ctl::BenchResult> search(const ctl::BenchRequest& request)
{
    const auto project = ctl::makeProject(request);
    if (!project) {
        return project.error();
    }
    Session session;
    session.host().open(QString::fromStdString(*project));
    if (!awaitTrue([&] { return session.columns() != nullptr; })) {
        return Error{ErrorCode::Internal, {"the project was not open in time"}, {}};
    }
    const TimeColumns& columns = *session.columns();
    const Position last = columns.last();
    const std::string& type = columns.names().types[static_cast<std::size_t>(columns.type(last).value)];
    const std::string& stream =
        columns.names().streams[static_cast<std::size_t>(columns.stream(last).value)].name;
    const std::array<std::pair<std::string, QString>, 3> queries{{{"text", QStringLiteral("card")},
        {"type", QLatin1String("type:") + QString::fromStdString(type)},
        {"stream", QLatin1String("stream:") + QString::fromStdString(stream)}}};
    ctl::BenchResult result{"search", {}, 0};
    for (const auto& [name, query] : queries) {
        const auto times = timeQuery(session.filter(), query);
        if (!times) {
            return times.error();
        }
        result.figures.push_back({name + "_first", times->first, "ms", 0});
        result.figures.push_back({name + "_all", times->all, "ms", 0});
    }
    result.peakBytes = ctl::peakResidentBytes();
    return result;
}

} // namespace hindcast::bench
