#include "engine/expr/assignment.h"
#include "engine/expr/fault.h"
#include "engine/value/json.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <array>
#include <optional>

using namespace hindcast;
using namespace hindcast::expr;

namespace {

Environment environment()
{
    Environment::Builder builder;
    builder.record({"Account",
        {{"status", Type::Kind::String, false},
            {"balance", Type::Kind::Int, false},
            {"note", Type::Kind::String, true},
            {"history", Type::list(Type::Kind::Int), true},
            {"byDay", Type::map(Type::Kind::String, Type::Kind::Int), true}}});
    builder.variable("state", Type::dyn()).variable("event", Type::dyn());
    return builder.build();
}

/// The state after the assignments as JSON; "error: ..." or "refused: ..." where there is none.
std::string applied(const std::string& text, const Value& state, const Value& event, const Type& target = {})
{
    const Source source(text);
    const auto assignments = Assignments::compile(source, environment(), target);
    if (!assignments) {
        return "refused: " + reasonOf(assignments.diagnostics().front());
    }
    const std::array<Input, 2> inputs{Input(state), Input(event)};
    Workspace workspace;
    const Applied result = assignments->apply(state, inputs, workspace);
    return result.fault.isNull() ? writeJson(result.value) : "error: " + describe(result.fault.asFault());
}

} // namespace

/// Changes of state that happen at once.
class AssignmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char* text, const char* before, const char* after) {
            QTest::addRow("%s | %s", text, before)
                << QByteArray(text) << QByteArray(before) << QByteArray(after);
        };
        row("a = state.a + 1", R"({"a":1,"b":2})", R"({"a":2,"b":2})");
        row("a = state.b\nb = state.a", R"({"a":1,"b":2})", R"({"a":2,"b":1})");
        row("a.b.c = 1", "{}", R"({"a":{"b":{"c":1}}})");
        row("a.b = 1\na.c = 2", R"({"a":{"x":0}})", R"({"a":{"x":0,"b":1,"c":2}})");
        row("l[1] = 'x'", R"({"l":[1,2]})", R"({"l":[1,"x"]})");
        row("l[event.i].n = 5", R"({"l":[{},{"n":1}]})", R"({"l":[{},{"n":5}]})");
        row("m[event.k] = 1", R"({"m":{}})", R"({"m":{"key":1}})");
        row("m['a b'] = 1", R"({"m":{}})", R"({"m":{"a b":1}})");
        row("l += event.i", R"({"l":[0]})", R"({"l":[0,1]})");
        row("l += event.i", "{}", R"({"l":[1]})");
        row("unset a", R"({"a":1,"b":2})", R"({"b":2})");
        row("unset a.b", R"({"a":{"b":1}})", R"({"a":{}})");
        row("unset x", R"({"a":1})", R"({"a":1})");
        row("unset x.y.z", R"({"a":1})", R"({"a":1})");
        row("unset = 1", "{}", R"({"unset":1})");
        row("a = state.m", R"({"m":{"k":[1]}})", R"({"m":{"k":[1]},"a":{"k":[1]}})");
        row("a = 1.0", "{}", R"({"a":1.0})");
        row("a = 1 / 0\nb = 1", R"({"b":0})", "error: division by zero");
        row("a = 0.0 / 0.0", "{}", "error: cannot be converted: NaN and infinities can't be stored");
        row("a.b = 1", R"({"a":1})", "error: no such field: b");
        row("a.b = 1", R"({"a":null})", "error: no such field: b");
        row("l[2] = 1", R"({"l":[1,2]})", "error: index out of range: 2");
        row("l[event.i - 2] = 1", R"({"l":[1,2]})", "error: index out of range: 2");
        row("a += 1", R"({"a":1})", "error: invalid argument: only a list can be appended to");
        row("unset l[0]", R"({"l":[1]})", "error: invalid argument: an item of a list can't be unset");
        row("m[event] = 1", R"({"m":{}})", "error: unsupported key type: map");
    }
    void changes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const Value state = readJson(before.toStdString()).value();
        const Value event = *readJson(R"({"i":1,"k":"key"})");
        QCOMPARE(QByteArray::fromStdString(applied(text.toStdString(), state, event)), after);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* text, const char* reason) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(reason);
        };
        row("balance = 1\nbalance = 2", "'balance' and 'balance' may be the same place");
        row("byDay[0] = 1\nbyDay['0'] = 2", "'byDay['0']' and 'byDay[0]' may be the same place");
        row("byDay = {}\nbyDay.mon = 2", "'byDay.mon' and 'byDay' may be the same place");
        row("byDay[event.a] = 1\nbyDay.mon = 2", "'byDay.mon' and 'byDay[event.a]' may be the same place");
        row("history[0] = 1\nhistory[1] = 2\nhistory[1] = 3",
            "'history[1]' and 'history[1]' may be the same place");
        row("blance = 1", "Account has no field 'blance'");
        row("balance = 'a'", "expected int, this is string");
        row("unset balance", "'balance' can't be unset");
        row("balance += 1", "'balance' holds int, nothing can be appended");
        row("history += 'a'", "expected int, this is string");
        row("status.x = 1", "string has no fields");
        row("balance == 1", "this is no assignment");
        row("balance", "this is no assignment");
        row("f(x) = 1", "a path is a name and steps behind it");
        row("1 = 1", "a path is a name and steps behind it");
        row("balance = nothing", "there is nothing called 'nothing'");
    }
    void refusals()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, reason);
        QCOMPARE(QByteArray::fromStdString(
                     applied(text.toStdString(), Value::emptyMap(), Value(), Type::record("Account"))),
            "refused: " + reason);
    }

    void what_is_not_assigned_to_is_shared()
    {
        const Value state = *readJson(R"({"a":{"x":[1,2,3]},"b":{"y":[4,5,6]},"c":1})");
        const auto assignments = Assignments::compile(Source("b.z = 1\nc = 2"), environment(), Type::dyn());
        const std::array<Input, 1> inputs{Input(state)};
        Workspace workspace;
        const Value after = assignments->apply(state, inputs, workspace).value;
        QVERIFY(after.find("a")->sharesWith(*state.find("a")));
        QVERIFY(after.find("b")->find("y")->sharesWith(*state.find("b")->find("y")));
        QCOMPARE(writeJson(after), std::string(R"({"a":{"x":[1,2,3]},"b":{"y":[4,5,6],"z":1},"c":2})"));
    }

    void they_do_what_a_naive_implementation_does()
    {
        const bool holds = rc::check([] {
            // As the other implementation sees them: its numbers have their limits.
            const Value state = asDocument(*generate::mapOf(3));
            const Value event = asDocument(*generate::value(2));
            // Paths of names; of two that overlap the later one is left out.
            std::string text;
            std::vector<std::pair<std::vector<std::string>, int>> wanted;
            const int count = *rc::gen::inRange(1, 6);
            for (int i = 0; i < count; ++i) {
                std::vector<std::string> path;
                const int length = *rc::gen::inRange(1, 4);
                for (int step = 0; step < length; ++step) {
                    path.push_back("k" + std::to_string(*rc::gen::inRange(1, 7)));
                }
                const auto overlaps = [&path](const auto& other) {
                    const std::size_t shared = std::min(path.size(), other.first.size());
                    return std::equal(path.begin(),
                        path.begin() + static_cast<std::ptrdiff_t>(shared),
                        other.first.begin());
                };
                if (std::any_of(wanted.begin(), wanted.end(), overlaps)) {
                    continue;
                }
                const int kind = *rc::gen::inRange(0, 3);
                std::string written;
                for (const std::string& step : path) {
                    written += (written.empty() ? "" : ".") + step;
                }
                text += kind == 0 ? written + " = event\n"
                    : kind == 1   ? written + " += event\n"
                                  : "unset " + written + "\n";
                wanted.emplace_back(path, kind);
            }
            const std::string made = applied(text, state, event);
            const auto naive = naively(
                nlohmann::json::parse(writeJson(state)), nlohmann::json::parse(writeJson(event)), wanted);
            RC_LOG() << text << writeJson(state) << '\n' << made << '\n';
            RC_ASSERT(naive.has_value() == !made.starts_with("error"));
            if (naive) {
                RC_ASSERT(nlohmann::json::parse(made) == *naive);
            }
        });
        QVERIFY(holds);
    }

private:
    static Value asDocument(const Value& value)
    {
        return *readJson(nlohmann::json::parse(writeJson(value)).dump());
    }

    static std::optional<nlohmann::json> naively(nlohmann::json state,
        const nlohmann::json& event,
        const std::vector<std::pair<std::vector<std::string>, int>>& wanted)
    {
        for (const auto& [path, kind] : wanted) {
            nlohmann::json* at = &state;
            bool isAbsent = false;
            for (std::size_t i = 0; i + 1 < path.size(); ++i) {
                if (kind == 2 && !at->contains(path[i])) {
                    isAbsent = true;
                    break;
                }
                if (!at->contains(path[i])) {
                    (*at)[path[i]] = nlohmann::json::object();
                }
                at = &(*at)[path[i]];
                if (!at->is_object()) {
                    return std::nullopt;
                }
            }
            if (isAbsent) {
                continue;
            }
            if (kind == 0) {
                (*at)[path.back()] = event;
            } else if (kind == 2) {
                at->erase(path.back());
            } else {
                if (!at->contains(path.back())) {
                    (*at)[path.back()] = nlohmann::json::array();
                }
                if (!(*at)[path.back()].is_array()) {
                    return std::nullopt;
                }
                (*at)[path.back()].push_back(event);
            }
        }
        return state;
    }
};

QTEST_GUILESS_MAIN(AssignmentTest)
#include "tst_assignment.moc"
