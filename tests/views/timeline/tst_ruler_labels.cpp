#include "views/theme/theme.h"
#include "views/timeline/label_row.h"
#include "views/timeline/ruler_labels.h"

#include <QTest>

using namespace hindcast;

namespace {

/// A ruler of 1,000 positions, one a pixel, with a tick every hundred.
TimelineScene sceneAt(double playhead)
{
    TimelineScene scene;
    const int header = TimelineLayout(QSize(1200, 220), 1, 0).ruler().left();
    scene.layout = TimelineLayout(QSize(header + 1000 + TimelineLayout::scrollBarWidth, 220), 1, 0);
    const QRect ruler = scene.layout.ruler();
    scene.map = {{0.5, 1000}, static_cast<double>(ruler.left()), static_cast<double>(ruler.width())};
    scene.laneCount = 1;
    scene.playheadUnit = playhead;
    scene.playheadText = QStringLiteral("%1").arg(playhead);
    for (int tick = 100; tick <= 1000; tick += 100) {
        scene.ticks.ticks.push_back({static_cast<double>(tick), QString::number(tick)});
    }
    return scene;
}

std::vector<QRectF> placesIn(const RulerLabels& labels)
{
    std::vector<QRectF> places;
    std::vector<std::optional<QRectF>> all = labels.ticks;
    all.insert(all.end(), {labels.playhead, labels.reference, labels.pin, labels.untimed, labels.doubt});
    for (const auto& place : all) {
        if (place) {
            places.push_back(*place);
        }
    }
    return places;
}

} // namespace

/// What stands on the timeline's ruler never covers anything else that stands there.
class RulerLabelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeChoice::Light); }

    void labels_never_cover_each_other_data()
    {
        QTest::addColumn<double>("playhead");
        QTest::addColumn<double>("pin");
        QTest::addColumn<double>("reference");
        QTest::newRow("far apart") << 500.0 << 100.0 << 900.0;
        QTest::newRow("all at one event") << 500.0 << 500.0 << 500.0;
        QTest::newRow("pin before the playhead") << 500.0 << 490.0 << 300.0;
        QTest::newRow("pin behind the playhead") << 500.0 << 512.0 << 300.0;
        QTest::newRow("pin and reference before it") << 500.0 << 480.0 << 478.0;
        QTest::newRow("at the left edge") << 1.0 << 1.0 << 2.0;
        QTest::newRow("at the right edge") << 1000.0 << 999.0 << 1000.0;
    }

    void labels_never_cover_each_other()
    {
        QFETCH(double, playhead);
        QFETCH(double, pin);
        QFETCH(double, reference);
        TimelineScene scene = sceneAt(playhead);
        scene.pin = FlagScene{pin, QStringLiteral("A · 1,234")};
        scene.referenceUnit = reference;
        scene.bookmarks = {{470, {}}, {530, {}}};
        scene.untimedUnit = 960;
        scene.doubt = DoubtScene{pin + 3, true};
        const RulerLabels labels = RulerLabels::of(scene);
        QVERIFY(labels.playhead && labels.pin && labels.reference);
        std::vector<QRectF> places = placesIn(labels);
        for (const FlagScene& bookmark : scene.bookmarks) {
            // The pill covers a ribbon at its own place, as it does the playhead's line.
            const QRectF ribbon(scene.map.toPixel(bookmark.unit) - 3.5, places[0].top(), 7, 10);
            if (!ribbon.intersects(*labels.playhead)) {
                places.push_back(ribbon);
            }
        }
        const QRectF row(scene.layout.ruler().adjusted(0, 0, TimelineLayout::scrollBarWidth, 0));
        for (std::size_t i = 0; i < places.size(); ++i) {
            QVERIFY(row.contains(places[i]));
            for (std::size_t j = i + 1; j < places.size(); ++j) {
                QVERIFY2(!places[i].intersects(places[j]), qPrintable(QString::number(places[i].left())));
            }
        }
    }

    void a_label_stays_beside_its_line()
    {
        TimelineScene scene = sceneAt(500);
        scene.pin = FlagScene{505, QStringLiteral("A · 505")};
        const RulerLabels labels = RulerLabels::of(scene);
        QVERIFY(labels.pin->left() > labels.playhead->right());
        QVERIFY(labels.pin->left() < labels.playhead->right() + 10);
    }

    void a_label_without_a_place_near_its_line_is_left_out()
    {
        TimelineScene scene = sceneAt(100);
        for (int unit = 300; unit <= 900; unit += 12) {
            scene.bookmarks.push_back({static_cast<double>(unit), {}});
        }
        scene.pin = FlagScene{600, QStringLiteral("A · 600")};
        QVERIFY(!RulerLabels::of(scene).pin);
    }

    void what_is_out_of_sight_has_no_label()
    {
        TimelineScene scene = sceneAt(-50);
        scene.pin = FlagScene{2000, QStringLiteral("A · 2,000")};
        const RulerLabels labels = RulerLabels::of(scene);
        QVERIFY(!labels.playhead && !labels.pin && !labels.reference && !labels.untimed);
    }

    void a_place_is_taken_once()
    {
        LabelRow row(0, 100);
        QCOMPARE(*row.take(40, 20, 0), 40.0);
        QVERIFY(!row.take(45, 20, 5));
        QCOMPARE(*row.take(45, 20, 50), 60.0 + LabelRow::gap);
        QCOMPARE(*row.take(45, 20, 50), 40.0 - LabelRow::gap - 20);
        QVERIFY(!row.take(45, 20, 100));
    }
};

QTEST_MAIN(RulerLabelsTest)
#include "tst_ruler_labels.moc"
