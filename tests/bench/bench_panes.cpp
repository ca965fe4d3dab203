#include "tests/bench/window_bench.h"
#include "views/window/main_window.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QImage>

#include <random>

namespace hindcast::bench {

namespace {

constexpr int height = 900;
constexpr qint64 patienceMs = 120'000;

bool awaitOpen(MainWindow& window)
{
    QElapsedTimer waited;
    waited.start();
    while (!window.session().columns() && waited.elapsed() < patienceMs) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    return window.session().columns() != nullptr;
}

} // namespace

Result<ctl::BenchResult> panes(const ctl::BenchRequest& request)
{
    const auto project = ctl::makeProject(request);
    if (!project) {
        return project.error();
    }
    MainWindow window;
    window.resize(width, height);
    window.show();
    window.openPaths({QString::fromStdString(*project)});
    if (!awaitOpen(window)) {
        return Error{ErrorCode::Internal, {"the project was not open in time"}, {}};
    }
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    window.render(&image);
    const auto last = static_cast<std::uint64_t>(window.session().cursor().last().value);
    std::mt19937_64 random(request.seed);
    std::vector<double> samples;
    std::vector<double> floors;
    for (int i = 0; i < rounds; ++i) {
        const Position at{static_cast<std::int64_t>(random() % last) + 1};
        const ctl::Stopwatch watch;
        window.session().cursor().setPosition(at);
        QCoreApplication::processEvents();
        window.render(&image);
        samples.push_back(watch.seconds() * 1000);
        // What other threads answered meanwhile belongs to no frame of its own.
        QCoreApplication::processEvents();
        const ctl::Stopwatch floorWatch;
        window.render(&image);
        floors.push_back(floorWatch.seconds() * 1000);
    }
    return resultOf("panes", samples, floors);
}

} // namespace hindcast::bench
