#include "engine/value/json.h"
#include "tests/bench/window_bench.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <iostream>
#include <map>

namespace hindcast::bench {

ctl::BenchResult
resultOf(const char* name, const std::vector<double>& milliseconds, const std::vector<double>& floors)
{
    ctl::BenchResult result{name, {}, ctl::peakResidentBytes()};
    for (const auto& [figure, share] :
        {std::pair{"p50", 0.50}, std::pair{"p95", 0.95}, std::pair{"p99", 0.99}}) {
        result.figures.push_back(
            {figure, ctl::percentile(milliseconds, share), "ms", ctl::percentile(floors, share)});
    }
    return result;
}

bool awaitTrue(const std::function<bool()>& condition)
{
    constexpr qint64 patienceMs = 120'000;
    QElapsedTimer waited;
    waited.start();
    QTimer patience; // wakes the loop when nothing else does
    patience.start(50);
    while (!condition() && waited.elapsed() < patienceMs) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return condition();
}

namespace {

Value member(const char* key, Value value)
{
    return Value::emptyMap().withMember(key, std::move(value));
}

void print(const ctl::BenchResult& result, const ctl::BenchRequest& request)
{
    std::vector<Value> figures;
    for (const ctl::Figure& figure : result.figures) {
        figures.push_back(
            member("name", Value::string(figure.name))
                .withMember("value", Value::real(figure.value))
                .withMember("unit", Value::string(figure.unit))
                .withMember("floor", figure.floor > 0 ? Value::real(figure.floor) : Value())
                .withMember("ratio", figure.floor > 0 ? Value::real(figure.value / figure.floor) : Value()));
    }
    std::cout << writeJson(member("bench", Value::string(result.name))
                               .withMember("events", Value::integer(request.events))
                               .withMember("streams", Value::integer(request.streamCount()))
                               .withMember("figures", Value::list(std::move(figures)))
                               .withMember("peak_bytes", Value::integer(result.peakBytes)))
              << '\n';
}

int run(const QString& name, const ctl::BenchRequest& request)
{
    const std::map<QString, Result<ctl::BenchResult> (*)(const ctl::BenchRequest&)> benches{
        {QStringLiteral("timeline"), timeline},
        {QStringLiteral("jump"), jump},
        {QStringLiteral("search"), search}};
    const auto found = benches.find(name);
    if (found == benches.end()) {
        std::cerr << "there is no bench '" << name.toStdString() << "': use timeline, jump or search\n";
        return 2;
    }
    const auto result = found->second(request);
    if (!result) {
        std::cerr << describe(result.error()) << '\n';
        return 2;
    }
    print(*result, request);
    return 0;
}

} // namespace

} // namespace hindcast::bench

int main(int argc, char** argv)
{
    using namespace hindcast;
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("HindcastBench"));
    QApplication::setOrganizationName(QStringLiteral("HindcastBench"));

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("NAME"), QStringLiteral("timeline, jump or search"));
    const QCommandLineOption events(QStringLiteral("events"),
        QStringLiteral("Size of the generated log"),
        QStringLiteral("NUMBER"),
        QStringLiteral("100000"));
    const QCommandLineOption seed(QStringLiteral("seed"),
        QStringLiteral("Another seed, another log"),
        QStringLiteral("NUMBER"),
        QStringLiteral("1"));
    const QCommandLineOption streams(QStringLiteral("streams"),
        QStringLiteral("Entities in the log; a tenth of the events unless told"),
        QStringLiteral("NUMBER"),
        QStringLiteral("0"));
    parser.addOptions({events, streams, seed});
    parser.process(application);

    const QTemporaryDir home;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    Theme::instance().apply(ThemeChoice::Light);
    ctl::BenchRequest request;
    bool isNumber = false;
    request.events = parser.value(events).toLongLong(&isNumber);
    request.streams = parser.value(streams).toLongLong();
    request.seed = parser.value(seed).toULongLong();
    request.folder = home.path().toStdString();
    if (!isNumber || request.events < 1) {
        std::cerr << "--events is no whole number from 1 on: give one\n";
        return 2;
    }
    return bench::run(parser.positionalArguments().value(0), request);
}
