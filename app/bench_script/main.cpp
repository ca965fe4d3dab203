#include <QCoreApplication>
#include <QJSEngine>
#include <QJSValue>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace {

constexpr int rounds = 5;
constexpr int calls = 20'000;

/// Nanoseconds of one call, the best of some rounds.
template <class Call>
double nanosecondsOf(Call call)
{
    using Clock = std::chrono::steady_clock;
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto start = Clock::now();
        for (int i = 0; i < calls; ++i) {
            call();
        }
        const double each = std::chrono::duration<double, std::nano>(Clock::now() - start).count() / calls;
        best = round == 0 ? each : std::min(best, each);
    }
    return best;
}

QJSValue stateIn(QJSEngine& engine)
{
    QJSValue state = engine.newObject();
    state.setProperty(QStringLiteral("id"), QStringLiteral("account-7"));
    state.setProperty(QStringLiteral("status"), QStringLiteral("open"));
    state.setProperty(QStringLiteral("owner"), QStringLiteral("Ada Lovelace"));
    state.setProperty(QStringLiteral("balance"), 1000);
    state.setProperty(QStringLiteral("limit"), 200);
    state.setProperty(QStringLiteral("count"), 41);
    state.setProperty(QStringLiteral("last"), QStringLiteral("w-99"));
    return state;
}

} // namespace

/// The guard of `hindcastctl bench expr` in Qt's script engine: prints the nanoseconds of a call with the
/// values inside, and with the state's seven fields copied in for each.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QJSEngine engine;
    QJSValue command = engine.newObject();
    command.setProperty(QStringLiteral("amount"), 120);
    QJSValue guard = engine.evaluate(QStringLiteral(
        "(function(state, cmd) { return state.status == 'open' && cmd.amount <= state.balance; })"));
    const QJSValue state = stateIn(engine);
    int hits = 0;
    const double inside = nanosecondsOf([&] { hits += guard.call({state, command}).toBool() ? 1 : 0; });
    const double copied = nanosecondsOf([&] {
        hits += guard.call({stateIn(engine), command}).toBool() ? 1 : 0;
    });
    if (hits != 2 * rounds * calls) {
        return 1;
    }
    std::printf("%f %f\n", inside, copied);
    return 0;
}
