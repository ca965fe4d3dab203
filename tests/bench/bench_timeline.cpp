#include "model/session/session.h"
#include "tests/bench/window_bench.h"
#include "views/timeline/timeline_pane.h"
#include "views/timeline/timeline_view.h"

#include <QImage>
#include <QPainter>

#include <random>

namespace hindcast::bench {

namespace {

constexpr int height = 260;
constexpr int zooms = 200;

/// One rectangle a column and lane, of heights that look like a density.
void paintFloor(QImage& image, int lanes, std::mt19937_64& random)
{
    QPainter painter(&image);
    const int tall = height / (lanes + 1);
    for (int lane = 0; lane < lanes; ++lane) {
        for (int x = 0; x < width; ++x) {
            const int high = 1 + static_cast<int>(random() % static_cast<unsigned>(tall));
            painter.fillRect(x, (lane + 2) * tall - high, 1, high, Qt::blue);
        }
    }
}

} // namespace

Result<ctl::BenchResult> timeline(const ctl::BenchRequest& request)
{
    const auto project = ctl::makeProject(request);
    if (!project) {
        return project.error();
    }
    Session session;
    TimelinePane pane(session);
    pane.resize(width, height);
    pane.show();
    session.host().open(QString::fromStdString(*project));
    if (!awaitTrue([&] { return pane.index().data() && !pane.index().isLoading(); })) {
        return Error{ErrorCode::Internal, {"the timeline was not ready in time"}, {}};
    }
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    const int lanes = static_cast<int>(pane.view().scene().lanes.size());
    const AxisSpan extent = pane.zoom().extent();
    std::mt19937_64 random(request.seed);
    std::uniform_real_distribution<double> share(0, 1);
    std::vector<double> samples;
    std::vector<double> floors;
    for (int i = 0; i < zooms; ++i) {
        const double first = share(random);
        pane.zoom().setRange(
            {extent.first + first * extent.length, share(random) * (1 - first) * extent.length});
        const ctl::Stopwatch watch;
        pane.view().render(&image);
        samples.push_back(watch.seconds() * 1000);
        const ctl::Stopwatch floorWatch;
        paintFloor(image, lanes, random);
        floors.push_back(floorWatch.seconds() * 1000);
    }
    return resultOf("timeline", samples, floors);
}

} // namespace hindcast::bench
