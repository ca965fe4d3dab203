#include "engine/log/log_builder.h"
#include "engine/log/log_reader.h"

#include <QtTest>

#include <string>

using namespace hindcast;

namespace {

std::string pathIn(const QTemporaryDir& folder, const char* name = "log.hindcast")
{
    return folder.filePath(QString::fromLatin1(name)).toStdString();
}

/// Event n of a small log of three streams: order-0, order-1, order-2, order-0...
struct Sample {
    std::string stream, type, id, data;
    std::int64_t us = 0;

    explicit Sample(int n)
        : stream("order-" + std::to_string(n % 3))
        , type(n % 2 == 0 ? "Opened" : "Changed")
        , id("id-" + std::to_string(n))
        , data("{\"n\":" + std::to_string(n) + "}")
        , us(1'000'000LL * n)
    {
    }
    NewEvent event() const
    {
        NewEvent made;
        made.stream = stream;
        made.type = type;
        made.id = id;
        made.data = data;
        made.recordedUs = us;
        made.causation = "cause";
        return made;
    }
};

BuildSummary build(const std::string& path, int events, bool replace = false)
{
    auto builder = LogBuilder::begin(path, replace);
    if (!builder) {
        qFatal("%s", describe(builder.error()).c_str());
    }
    for (int n = 0; n < events; ++n) {
        const Sample sample(n);
        if (auto added = (*builder)->add(sample.event()); !added) {
            qFatal("%s", describe(added.error()).c_str());
        }
    }
    auto summary = (*builder)->finish();
    if (!summary) {
        qFatal("%s", describe(summary.error()).c_str());
    }
    return *summary;
}

QStringList everythingIn(const QTemporaryDir& folder)
{
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace

class LogBuilding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_was_added_is_read_back()
    {
        const QTemporaryDir folder;
        const BuildSummary summary = build(pathIn(folder), 5000);
        QCOMPARE(summary.events, 5000);
        QCOMPARE(summary.streams, 3);
        QCOMPARE(summary.types, 2);
        QCOMPARE(summary.duplicates, 0);

        auto reader = LogReader::open(pathIn(folder));
        QVERIFY2(reader.ok(), reader ? "" : describe(reader.error()).c_str());
        QCOMPARE((*reader)->lastPosition(mainBranch)->value, 5000);
        const auto event = (*reader)->event(mainBranch, Position{4000});
        QVERIFY(event.ok());
        const Sample sample(3999);
        QCOMPARE(event->streamName, sample.stream);
        QCOMPARE(event->typeName, sample.type);
        QCOMPARE(event->id, sample.id);
        QCOMPARE(event->data, sample.data);
        QCOMPARE(*event->recordedUs, sample.us);
        QCOMPARE(event->version.value, 1334);
        QCOMPARE(event->causation, std::string("cause"));
        QCOMPARE(event->correlation, std::string());
        QCOMPARE((*reader)->page(mainBranch, {Position{4990}, Position{6000}})->size(), 11U);
        QCOMPARE((*reader)->event(mainBranch, Position{5001}).error().code, ErrorCode::PositionOutOfRange);
        QCOMPARE((*reader)->findStream("order-1")->value, 2);
        QCOMPARE((*reader)->findStream("order-9").error().code, ErrorCode::UnknownStream);
        QCOMPARE((*reader)->findId(mainBranch, "id-77")->value_or(Position{}).value, 78);
        QVERIFY(!(*reader)->findId(mainBranch, "id-x")->has_value());
        QCOMPARE((*reader)->firstCausedBy(mainBranch, "cause")->value_or(Position{}).value, 1);
        QCOMPARE((*reader)->versionAt(mainBranch, StreamId{1}, Position{3})->value, 1);
        QCOMPARE((*reader)->versionAt(mainBranch, StreamId{1}, Position{4})->value, 2);
        QCOMPARE((*reader)->versionAt(mainBranch, StreamId{3}, Position{2})->value, 0);
        QCOMPARE((*reader)->positionOf(mainBranch, StreamId{3}, Version{2})->value, 6);
        const auto names = (*reader)->names();
        QCOMPARE(names->streams.size(), 4U);
        QCOMPARE(names->categories.at(1), std::string("order"));
    }

    void only_the_file_is_left()
    {
        const QTemporaryDir folder;
        build(pathIn(folder), 10);
        QCOMPARE(everythingIn(folder), QStringList{QStringLiteral("log.hindcast")});
    }
};

QTEST_GUILESS_MAIN(LogBuilding)
#include "tst_log_builder.moc"
