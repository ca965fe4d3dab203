#include "model/session/event_tracker.h"
#include "model/session/log_model.h"
#include "model/session/state_tracker.h"
#include "tests/bench/window_bench.h"
#include "views/window/main_window.h"

#include <QCoreApplication>
#include <QImage>

#include <random>

namespace hindcast::bench {

namespace {

constexpr int jumps = 1000;
constexpr int height = 900;

/// The parts of the window that answer a jump, each in its own time.
struct Panes {
    const StateTracker& state;
    const EventTracker& event;
    const LogModel& log;
    const TimeColumns& columns;

    bool show(StreamId stream, Position at) const
    {
        const StateSnapshot* shown = state.snapshot();
        const bool stateIs = shown != nullptr && shown->stream == stream
            && shown->entity.version == columns.versionAt(stream, at);
        const bool eventIs = event.details() != nullptr && event.details()->event.position == at;
        const int row = log.rowOf(at);
        return stateIs && eventIs && log.index(row, 0).data(LogModel::LoadedRole).toBool();
    }
};

} // namespace

Result<ctl::BenchResult> jump(const ctl::BenchRequest& request)
{
    const auto project = ctl::makeProject(request);
    if (!project) {
        return project.error();
    }
    MainWindow window;
    window.resize(width, height);
    window.show();
    window.openPaths({QString::fromStdString(*project)});
    if (!awaitTrue([&] { return window.session().columns() != nullptr; })) {
        return Error{ErrorCode::Internal, {"the project was not open in time"}, {}};
    }
    // The check of the whole file, soon after opening, is no part of a jump.
    if (!awaitTrue([&] { return window.session().integrity().verdict().has_value(); })) {
        return Error{ErrorCode::Internal, {"the log was not checked in time"}, {}};
    }
    const auto* state = window.findChild<StateTracker*>();
    const auto* event = window.findChild<EventTracker*>();
    const auto* log = window.findChild<LogModel*>();
    if (state == nullptr || event == nullptr || log == nullptr) {
        return Error{ErrorCode::Internal, {"the window lacks a pane"}, {}};
    }
    const auto columns = window.session().columns();
    const Panes panes{*state, *event, *log, *columns};
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    const auto last = static_cast<std::uint64_t>(columns->last().value);
    std::mt19937_64 random(request.seed);
    std::vector<double> samples;
    std::vector<double> floors;
    for (int i = 0; i < jumps; ++i) {
        const Position at{static_cast<std::int64_t>(random() % last) + 1};
        const StreamId stream = columns->stream(at);
        const ctl::Stopwatch watch;
        window.session().selection().setStream(stream);
        window.session().cursor().setPosition(at);
        if (!awaitTrue([&] { return panes.show(stream, at); })) {
            return Error{ErrorCode::Internal, {"a pane did not answer in time"}, {}};
        }
        // What the last answer changed is drawn now.
        QCoreApplication::processEvents();
        samples.push_back(watch.seconds() * 1000);
        const ctl::Stopwatch floorWatch;
        window.render(&image);
        floors.push_back(floorWatch.seconds() * 1000);
    }
    return resultOf("jump", samples, floors);
}

} // namespace hindcast::bench
