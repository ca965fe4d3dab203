#include "engine/value/json.h"
#include "tests/bench/window_bench.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <iostream>

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
    while (!condition() && waited.elapsed() < patienceMs) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
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
        figures.push_back(member("name", Value::string(figure.name))
                              .withMember("value", Value::real(figure.value))
                              .withMember("unit", Value::string(figure.unit))
                              .withMember("floor", Value::real(figure.floor))
                              .withMember("ratio", Value::real(figure.value / figure.floor)));
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
    const bool isTimeline = name == QLatin1String("timeline");
    if (!isTimeline && name != QLatin1String("scrub")) {
        std::cerr << "there is no bench '" << name.toStdString() << "': use timeline or scrub\n";
        return 2;
    }
    const auto result = isTimeline ? timeline(request) : scrub(request);
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
    parser.addPositionalArgument(QStringLiteral("NAME"), QStringLiteral("timeline or scrub"));
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
