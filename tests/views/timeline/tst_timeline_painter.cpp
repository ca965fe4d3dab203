#include "views/theme/theme.h"
#include "views/theme/tokens.h"
#include "views/timeline/timeline_painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hindcast;

namespace {

constexpr QSize paneSize(900, 220);

/// A frame with two lanes over 1,000 positions; densities and marks are up to the test.
TimelineScene sceneOf(std::vector<DensityCache::Columns>& densities)
{
    TimelineScene scene;
    scene.layout = TimelineLayout(paneSize, static_cast<int>(densities.size()), 0);
    const QRect lanes = scene.layout.lanes();
    scene.map = {{0.5, 1000}, static_cast<double>(lanes.left()), static_cast<double>(lanes.width())};
    scene.overviewMap = scene.map;
    scene.laneCount = static_cast<int>(densities.size());
    for (int i = 0; i < scene.laneCount; ++i) {
        LaneScene lane;
        lane.index = i;
        lane.name = QStringLiteral("lane");
        lane.color = Theme::instance().laneColor(i);
        densities[static_cast<std::size_t>(i)].resize(static_cast<std::size_t>(lanes.width()), 0);
        lane.density = &densities[static_cast<std::size_t>(i)];
        scene.lanes.push_back(lane);
    }
    scene.playhead = Position{1000};
    scene.playheadUnit = 1000;
    scene.playheadText = QStringLiteral("1,000");
    return scene;
}

QImage draw(const TimelineScene& scene)
{
    QImage image(paneSize, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    TimelinePainter(painter, scene).paint();
    return image;
}

int heightOf(const QImage& image, int x, const QRect& lane, const QColor& color)
{
    int height = 0;
    for (int y = lane.top(); y <= lane.bottom(); ++y) {
        height += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return height;
}

} // namespace

class TimelinePainterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void events_of_the_picked_entity_stand_out_of_their_lane()
    {
        std::vector<DensityCache::Columns> densities(2);
        TimelineScene scene = sceneOf(densities);
        std::fill(densities[0].begin(), densities[0].end(), 1U); // a lane without a gap
        const int x = scene.layout.lanes().left() + 300;
        scene.selectionTicks = {{x, 0}};
        const QImage image = draw(scene);
        const QRect lane = scene.layout.lane(0);
        int high = 0;
        for (int y = lane.top(); y <= lane.bottom(); ++y) {
            high += image.pixelColor(x, y) == Theme::instance().color(Token::Accent) ? 1 : 0;
        }
        QVERIFY2(high >= lane.height() * 3 / 4, qPrintable(QString::number(high)));
        // Blue on blue: the gap beside it tells.
        QVERIFY(image.pixelColor(x - 2, lane.center().y()) != scene.lanes[0].color);
        QVERIFY(image.pixelColor(x + 2, lane.center().y()) != scene.lanes[0].color);
        const QRect other = scene.layout.lane(1);
        QVERIFY(image.pixelColor(x, other.center().y()) != Theme::instance().color(Token::Accent));
    }

    void init() { Theme::instance().apply(ThemeChoice::Light); }

    void heights_of_columns_are_their_counts_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void heights_of_columns_are_their_counts()
    {
        QFETCH(bool, dark);
        Theme::instance().apply(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        std::vector<DensityCache::Columns> densities(2);
        TimelineScene scene = sceneOf(densities);
        scene.fullColumn = 40;
        for (std::size_t i = 0; i <= 40; ++i) {
            densities[0][300 + i] = static_cast<std::uint32_t>(i);
        }
        const QImage image = draw(scene);
        const QRect lane = scene.layout.lane(0);
        const int full = heightOf(image, lane.left() + 340, lane, scene.lanes[0].color);
        QVERIFY(full >= lane.height() - 10);
        for (int i = 1; i <= 40; ++i) {
            const int expected = std::max(2, qRound(full * i / 40.0));
            QCOMPARE(heightOf(image, lane.left() + 300 + i, lane, scene.lanes[0].color), expected);
        }
        QCOMPARE(heightOf(image, lane.left() + 300, lane, scene.lanes[0].color), 0);
        // The other lane has nothing of it.
        QCOMPARE(heightOf(image, lane.left() + 340, scene.layout.lane(1), scene.lanes[0].color), 0);
    }

    void a_single_event_among_millions_is_seen()
    {
        std::vector<DensityCache::Columns> densities(1);
        TimelineScene scene = sceneOf(densities);
        scene.fullColumn = 5'000'000;
        densities[0][100] = 1;
        const QRect lane = scene.layout.lane(0);
        QCOMPARE(heightOf(draw(scene), lane.left() + 100, lane, scene.lanes[0].color), 2);
    }

    void more_than_a_full_column_stays_in_its_lane()
    {
        std::vector<DensityCache::Columns> densities(2);
        TimelineScene scene = sceneOf(densities);
        scene.fullColumn = 10; // still following a maximum that has just risen
        densities[1][100] = 1000;
        const QRect lane = scene.layout.lane(1);
        const QImage image = draw(scene);
        QVERIFY(heightOf(image, lane.left() + 100, lane, scene.lanes[1].color) < lane.height());
        QCOMPARE(heightOf(image, lane.left() + 100, scene.layout.lane(0), scene.lanes[1].color), 0);
    }

    void what_lies_after_the_playhead_is_at_sixty_percent_data()
    {
        heights_of_columns_are_their_counts_data();
    }

    void what_lies_after_the_playhead_is_at_sixty_percent()
    {
        QFETCH(bool, dark);
        Theme::instance().apply(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        std::vector<DensityCache::Columns> densities(1);
        TimelineScene scene = sceneOf(densities);
        scene.playhead = Position{500};
        scene.playheadUnit = 500;
        densities[0][100] = 1;
        densities[0][600] = 1;
        const QImage image = draw(scene);
        const QRect lane = scene.layout.lane(0);
        const QColor color = scene.lanes[0].color;
        QCOMPARE(heightOf(image, lane.left() + 100, lane, color) > 2, true);
        QCOMPARE(heightOf(image, lane.left() + 600, lane, color), 0);
        const QColor faded = image.pixelColor(lane.left() + 600, lane.center().y());
        const QColor ground = tokenColor(Token::Zebra, dark);
        QVERIFY(std::abs(faded.red() - (0.6 * color.red() + 0.4 * ground.red())) <= 1);
        QVERIFY(std::abs(faded.green() - (0.6 * color.green() + 0.4 * ground.green())) <= 1);
        QVERIFY(std::abs(faded.blue() - (0.6 * color.blue() + 0.4 * ground.blue())) <= 1);
    }

    void marks_stand_at_their_place_and_fade_after_the_playhead()
    {
        std::vector<DensityCache::Columns> densities(2);
        TimelineScene scene = sceneOf(densities);
        scene.isNear = true;
        scene.playhead = Position{10};
        scene.playheadUnit = -50;
        for (const auto& [position, lane, x] : {std::tuple{9, 0, 300.0F}, std::tuple{11, 1, 500.0F}}) {
            MarkScene entry;
            entry.mark = {Position{position}, lane, x, 40, false};
            scene.marks.push_back(entry);
        }
        const QImage image = draw(scene);
        QCOMPARE(image.pixelColor(300, scene.layout.lane(0).center().y()), scene.lanes[0].color);
        QCOMPARE(image.pixelColor(300, scene.layout.lane(1).center().y()), tokenColor(Token::Panel, false));
        QCOMPARE(image.pixelColor(500, scene.layout.lane(1).center().y()),
            mixed(scene.lanes[1].color, tokenColor(Token::Panel, false), 0.6));
    }

    void neighbouring_marks_can_be_told_apart_data()
    {
        QTest::addColumn<double>("distance");
        QTest::newRow("as near as marks get") << 3.0;
        QTest::newRow("as in the drawing") << 4.7;
        QTest::newRow("comfortable") << 9.0;
    }

    void neighbouring_marks_can_be_told_apart()
    {
        QFETCH(double, distance);
        std::vector<DensityCache::Columns> densities(1);
        TimelineScene scene = sceneOf(densities);
        scene.isNear = true;
        const int marks = static_cast<int>(scene.map.width / distance);
        for (int i = 0; i < marks; ++i) {
            MarkScene entry;
            const auto x = static_cast<float>(scene.map.left + (i + 0.5) * distance);
            entry.mark = {Position{i + 1}, 0, x, static_cast<float>(distance), false};
            scene.marks.push_back(entry);
        }
        const QImage image = draw(scene);
        const QRect lane = scene.layout.lane(0);
        int bodies = 0;
        bool inside = false;
        for (int x = lane.left(); x <= lane.right(); ++x) {
            const bool mark = image.pixelColor(x, lane.center().y()) == scene.lanes[0].color;
            bodies += mark && !inside ? 1 : 0;
            inside = mark;
        }
        // The playhead and the edges may hide one each.
        QVERIFY2(bodies >= marks - 3, qPrintable(QStringLiteral("%1 of %2").arg(bodies).arg(marks)));
    }

    void rings_of_a_selected_stream_do_not_hide_its_marks_data()
    {
        QTest::addColumn<double>("distance");
        QTest::addColumn<bool>("ringed");
        QTest::newRow("close together: the marks alone") << 5.0 << false;
        QTest::newRow("with room: a ring around each") << 20.0 << true;
    }

    void rings_of_a_selected_stream_do_not_hide_its_marks()
    {
        QFETCH(double, distance);
        QFETCH(bool, ringed);
        std::vector<DensityCache::Columns> densities(1);
        TimelineScene scene = sceneOf(densities);
        scene.isNear = true;
        scene.playheadUnit = -50; // out of sight: its line has the rings' colour
        const int marks = static_cast<int>(scene.map.width / distance);
        for (int i = 0; i < marks; ++i) {
            MarkScene entry;
            const auto x = static_cast<float>(scene.map.left + (i + 0.5) * distance);
            entry.mark = {Position{i + 1}, 0, x, static_cast<float>(distance), false};
            entry.selected = true;
            scene.marks.push_back(entry);
        }
        const QImage image = draw(scene);
        const QRect lane = scene.layout.lane(0);
        int accents = 0;
        for (int x = lane.left(); x <= lane.right(); ++x) {
            accents += image.pixelColor(x, lane.center().y()) == tokenColor(Token::Accent, false) ? 1 : 0;
        }
        QCOMPARE(accents > marks, ringed);
        QCOMPARE(accents == 0, !ringed);
    }

    void what_the_filter_keeps_back_is_dimmed_and_hits_are_not()
    {
        std::vector<DensityCache::Columns> densities(1);
        TimelineScene scene = sceneOf(densities);
        scene.filtered = true;
        scene.fullColumn = 10;
        densities[0][100] = 10;
        densities[0][200] = 10;
        scene.lanes[0].hits.assign(densities[0].size(), 0);
        scene.lanes[0].hits[200] = 10;
        const QImage image = draw(scene);
        const QRect lane = scene.layout.lane(0);
        QCOMPARE(heightOf(image, lane.left() + 100, lane, scene.lanes[0].color), 0);
        QVERIFY(image.pixelColor(lane.left() + 100, lane.center().y()) != tokenColor(Token::Zebra, false));
        QVERIFY(heightOf(image, lane.left() + 200, lane, scene.lanes[0].color) > 20);
    }

    void the_playhead_is_a_line_of_accent_through_all_lanes()
    {
        std::vector<DensityCache::Columns> densities(3);
        TimelineScene scene = sceneOf(densities);
        scene.playheadUnit = 500;
        const QImage image = draw(scene);
        const int x = qRound(scene.map.toPixel(500));
        for (int lane = 0; lane < 3; ++lane) {
            QCOMPARE(
                image.pixelColor(x, scene.layout.lane(lane).center().y()), tokenColor(Token::Accent, false));
        }
    }

    void pin_and_bookmark_are_amber()
    {
        std::vector<DensityCache::Columns> densities(1);
        TimelineScene scene = sceneOf(densities);
        scene.pin = FlagScene{250, QStringLiteral("A")};
        scene.bookmarks.push_back({700, {}});
        const QImage image = draw(scene);
        const QColor amber = tokenColor(Token::Pin, false);
        QCOMPARE(image.pixelColor(qRound(scene.map.toPixel(250)), scene.layout.lane(0).center().y()), amber);
        QCOMPARE(image.pixelColor(qRound(scene.map.toPixel(700)), scene.layout.ruler().top() + 4), amber);
    }

    void every_pixel_is_painted_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("with lanes") << QString();
        QTest::newRow("with a message") << QStringLiteral("No log is open.");
    }

    void every_pixel_is_painted()
    {
        QFETCH(QString, message);
        std::vector<DensityCache::Columns> densities(2);
        TimelineScene scene = sceneOf(densities);
        scene.message = message;
        const QImage image = draw(scene);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                QVERIFY(image.pixelColor(x, y) != QColor(Qt::magenta));
            }
        }
    }
};

QTEST_MAIN(TimelinePainterTest)
#include "tst_timeline_painter.moc"
