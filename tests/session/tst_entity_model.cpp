#include "model/session/entity_model.h"
#include "tests/support/open_session.h"
#include "tests/support/raw_database.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSet>

#include <optional>

using namespace hindcast;

namespace {

/// Counts how often a row is looked at.
class CountingModel : public EntityModel {
public:
    using EntityModel::EntityModel;
    QVariant data(const QModelIndex& index, int role) const override
    {
        ++looks;
        return EntityModel::data(index, role);
    }
    mutable int looks = 0;
};

QStringList names(const EntityModel& model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row) {
        out << model.index(row).data().toString();
    }
    return out;
}

/// The same list, worked out by walking over the log.
QStringList expected(const std::vector<SampleEvent>& events, std::int64_t at, const QString& text = {})
{
    QStringList out;
    QSet<QString> seen;
    for (std::int64_t p = 0; p < at; ++p) {
        const QString name = QString::fromStdString(events[static_cast<std::size_t>(p)].stream);
        if (!seen.contains(name) && name.contains(text, Qt::CaseInsensitive)) {
            out.prepend(name);
        }
        seen.insert(name);
    }
    return out;
}

/// So many more than are filtered at once.
std::vector<SampleEvent> manyThings(std::size_t more)
{
    std::vector<SampleEvent> events;
    for (std::size_t i = 0; i < EntityModel::asyncFrom + more; ++i) {
        events.push_back({"thing-" + std::to_string(i), "Made", "{}", {}, {}, {}, {}, {}});
    }
    return events;
}

} // namespace

class EntityModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lists_what_exists_newest_first();
    void says_what_happened_last();
    void filters_by_name_and_kind();
    void finds_the_row_of_an_entity();
    void moving_the_playhead_looks_at_no_row();
    void moving_the_playhead_moves_rows_at_the_top_only();
    void many_streams_are_filtered_elsewhere();
    void a_shortened_log_shows_none_of_its_former_entities();
    void new_entities_join_the_filtered_ones();
    void holds_under_any_sequence();
};

void EntityModelTest::lists_what_exists_newest_first()
{
    const auto story = SampleProject::orderStory(30);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    for (const std::int64_t at : {150, 1, 0, 2, 77, 149}) {
        session->cursor().setPosition(Position{at});
        QCOMPARE(names(model), expected(story, at));
        QCOMPARE(model.existing(), model.rowCount());
    }
}

void EntityModelTest::says_what_happened_last()
{
    OpenSession session(SampleProject::orderStory(2));
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    const auto last = [&](std::int64_t at) {
        session->cursor().setPosition(Position{at});
        return model.index(model.rowOf(session.stream("order-1")))
            .data(EntityModel::LastEventRole)
            .toString();
    };
    QCOMPARE(last(1), QStringLiteral("Order Created"));
    QCOMPARE(last(4), QStringLiteral("Order Created"));
    QCOMPARE(last(5), QStringLiteral("Payment Declined"));
    QCOMPARE(last(10), QStringLiteral("Order Completed"));
}

void EntityModelTest::filters_by_name_and_kind()
{
    const auto story = SampleProject::orderStory(30);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    model.setFilter(QStringLiteral("ER-1"), {});
    QCOMPARE(names(model), expected(story, 150, QStringLiteral("er-1")));
    session->cursor().setPosition(Position{40});
    QCOMPARE(names(model), expected(story, 40, QStringLiteral("er-1")));
    model.setFilter({}, CategoryId{2});
    QCOMPARE(names(model), expected(story, 40, QStringLiteral("stock")));
    model.setFilter(QStringLiteral("order"), CategoryId{2});
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({}, {});
    QCOMPARE(names(model), expected(story, 40));
}

void EntityModelTest::finds_the_row_of_an_entity()
{
    OpenSession session(SampleProject::orderStory(30));
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.rowOf(model.streamAt(row)), row);
    }
    const StreamId late = session.stream("order-30");
    session->cursor().setPosition(Position{10});
    QCOMPARE(model.rowOf(late), -1);
    session->cursor().setPosition(Position{150});
    model.setFilter(QStringLiteral("order-3"), {});
    QVERIFY(model.rowOf(late) >= 0);
    QCOMPARE(model.rowOf(session.stream("order-4")), -1);
}

void EntityModelTest::moving_the_playhead_looks_at_no_row()
{
    OpenSession session(SampleProject::orderStory(2'000));
    QVERIFY(session.isOpen());
    CountingModel model(session->host(), session->cursor());
    for (std::int64_t at = 10'000; at >= 0; at -= 37) {
        session->cursor().setPosition(Position{at});
    }
    QCOMPARE(model.looks, 0);
}

void EntityModelTest::moving_the_playhead_moves_rows_at_the_top_only()
{
    OpenSession session(SampleProject::orderStory(200));
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex first = model.index(model.rowOf(session.stream("order-1")));
    session->cursor().setPosition(Position{500});
    session->cursor().setPosition(Position{900});
    QCOMPARE(removed.count(), 1);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 0);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(first.data().toString(), QStringLiteral("order-1"));
}

void EntityModelTest::many_streams_are_filtered_elsewhere()
{
    const auto events = manyThings(1000);
    OpenSession session(events);
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    const int all = model.rowCount();
    model.setFilter(QStringLiteral("77"), {});
    QVERIFY2(model.isFiltering(), "the answer comes later");
    QCOMPARE(model.rowCount(), all);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), 10'000);
    const auto last = static_cast<std::int64_t>(events.size());
    QTRY_COMPARE(names(model), expected(events, last, QStringLiteral("77")));
}

void EntityModelTest::a_shortened_log_shows_none_of_its_former_entities()
{
    const auto events = manyThings(2000);
    OpenSession session(events);
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    model.setFilter(QStringLiteral("77"), {});
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), 10'000);
    const auto kept = static_cast<std::int64_t>(EntityModel::asyncFrom + 1000);
    RawDatabase(session.project().path().toStdString())
        .run(std::string(dropGuards) + "DELETE FROM event WHERE position > " + std::to_string(kept));
    std::optional<int> atOnce; // before the new answer can be there
    connect(&session->host(), &ProjectHost::reloaded, this, [&] { atOnce = model.rowCount(); });
    session->host().reload();
    QTRY_COMPARE_WITH_TIMEOUT(session->host().last().value, kept, 10'000);
    QCOMPARE(atOnce, std::optional(0));
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), 10'000);
    QCOMPARE(names(model), expected(events, kept, QStringLiteral("77")));
}

void EntityModelTest::new_entities_join_the_filtered_ones()
{
    OpenSession session(SampleProject::orderStory(4));
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter(QStringLiteral("order"), {});
    const int before = model.rowCount();
    QVERIFY(session.append({"order-77", "OrderCreated", "{}", {}, {}, {}, {}, {}}));
    QVERIFY(session.append({"stock-77", "ProductReserved", "{}", {}, {}, {}, {}, {}}));
    session->cursor().setPosition(session->cursor().last());
    QTRY_COMPARE(model.rowCount(), before + 1);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("order-77"));
}

void EntityModelTest::holds_under_any_sequence()
{
    const auto story = SampleProject::orderStory(60);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    EntityModel model(session->host(), session->cursor());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QString texts[] = {{}, QStringLiteral("1"), QStringLiteral("stock"), QStringLiteral("none")};
    QRandomGenerator random(7);
    QString text;
    for (int step = 0; step < 300; ++step) {
        if (random.bounded(4) == 0) {
            text = texts[random.bounded(4)];
            model.setFilter(text, {});
        }
        const std::int64_t at = random.bounded(301);
        session->cursor().setPosition(Position{at});
        QCOMPARE(names(model), expected(story, at, text));
    }
}

QTEST_GUILESS_MAIN(EntityModelTest)
#include "tst_entity_model.moc"
