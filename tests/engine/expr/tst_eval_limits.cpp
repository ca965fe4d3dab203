#include "engine/expr/parser.h"
#include "engine/expr/program.h"
#include "engine/value/json.h"
#include "tests/engine/expr/table.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <new>
#include <thread>

using namespace hindcast;
using namespace hindcast::expr;

namespace {

std::atomic<std::size_t> allocations{0};

Program compiled(const std::string& source, const Environment& environment = Environment::standard())
{
    auto ast = parse(Source(source));
    return Program(*check(std::make_shared<const Ast>(*std::move(ast)), environment));
}

std::string repeated(const std::string& text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

} // namespace

// Counts what the evaluator allocates; linked into this test alone.
void* operator new(std::size_t size)
{
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}
// With its own operator new for this, a sanitizer takes the memory for another allocator's.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    ++allocations;
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

/// What keeps an evaluation small: its budget, the sizes of results, and memory that is used again.
class EvalLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatever_takes_too_long_is_refused_data()
    {
        addRows({{"lists.range(1000001)", "error: too many steps: the limit is 1000000"},
            {"lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, a + b + c >= 0)))",
                "error: too many steps: the limit is 1000000"},
            {"lists.range(2000).map(a, lists.range(2000)).flatten().size()",
                "error: too many steps: the limit is 1000000"},
            // Not even || makes good what did not end.
            {"true || lists.range(1000001).size() > 0", "true"},
            {"lists.range(1000001).size() > 0 || true", "error: too many steps: the limit is 1000000"},
            {"lists.range(100000).distinct().size()", "error: too many steps: the limit is 1000000"}});
    }
    void whatever_takes_too_long_is_refused() { compareRow(); }

    void texts_that_double_end_at_a_stated_size()
    {
        std::string source = "'" + std::string(1000, 'x') + "'";
        for (int i = 0; i < 40; ++i) {
            source = "cel.bind(a, " + source + ", a + a)";
        }
        QCOMPARE(evaluated(source), std::string("error: result too large: a text of more than 8 MiB"));
    }

    void work_on_long_texts_and_lists_is_counted()
    {
        std::string text = "'" + std::string(1000, 'x') + "'";
        for (int i = 0; i < 12; ++i) {
            text = "cel.bind(a, " + text + ", a + a)";
        }
        const std::string tooMany = "error: too many steps: the limit is 1000000";
        for (const char* work :
            {"s == s", "s <= s", "s.startsWith(s)", "s.trim() != ''", "int(s + '1') == 1"}) {
            QCOMPARE(evaluated("cel.bind(s, " + text + ", lists.range(1000).all(i, " + work + " || true))"),
                tooMany);
        }
        for (const char* work : {"l == m", "sets.contains(l, [])", "l.reverse() != []", "l + m != []"}) {
            QCOMPARE(evaluated(std::string("cel.bind(l, lists.range(10000), cel.bind(m, lists.range(10000), "
                                           "lists.range(1000).all(i, ")
                         + work + " || true)))"),
                tooMany);
        }
    }

    /// `a` is a text of 400,000 bytes. What looks cheap and is not, and what comes to nothing in the end.
    void what_takes_long_is_counted_data()
    {
        QTest::addColumn<QString>("work");
        QTest::newRow("matches that each search to the end") << "regex.extractAll(a, 'x.*b|x') == []";
        QTest::newRow("replacements that do") << "regex.replace(a, 'x.*b|x', '') == ''";
        QTest::newRow("a pattern that is small only as it is written")
            << "a.matches('(.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?){40}b')";
        QTest::newRow("a text within a text, again and again")
            << "lists.range(1000).exists(i, (a + a).contains(a + 'b'))";
        QTest::newRow("a text within a text, from behind") << "(a + a).lastIndexOf(a + 'b') == 0";
        QTest::newRow("sorting long texts") << "lists.range(20000).map(i, a).sort() == []";
        QTest::newRow("long keys") << "lists.range(2000).transformMapEntry(i, v, {a + string(i): 1}) == {}";
        QTest::newRow("lists that fail when they are half made")
            << "cel.bind(b, lists.range(100000), lists.range(500).exists(i, b.map(x, 1/0) == []))";
        QTest::newRow("texts that get too long")
            << "lists.range(10000).exists(i, lists.range(30).map(j, a).join() == '')";
        QTest::newRow("formats that get too long")
            << "lists.range(10000).exists(i, '%s%s'.format([lists.range(30).map(j, a), a]) == '')";
    }
    void what_takes_long_is_counted()
    {
        QFETCH(QString, work);
        std::string text = "'" + std::string(1000, 'x') + "'";
        text = "lists.range(400).map(i, " + text + ").join()";
        QCOMPARE(evaluated("cel.bind(a, " + text + ", " + work.toStdString() + ")"),
            std::string("error: too many steps: the limit is 1000000"));
    }

    /// Constant parts are tried while compiling, but all together for a moment only.
    void folding_has_a_budget_of_its_own()
    {
        std::string items;
        for (int i = 0; i < 300; ++i) {
            items +=
                std::string(i > 0 ? ", " : "") + "lists.range(90).all(i, lists.range(3000).all(j, j >= 0))";
        }
        const Program program = compiled("false && [" + items + "] == []");
        QVERIFY2(program.foldingSteps() <= 200'000, qPrintable(QString::number(program.foldingSteps())));
        QCOMPARE(evaluated("false && [" + items + "] == []"), std::string("false"));
    }

    void lists_that_double_are_compared_and_written_within_the_budget()
    {
        std::string source = "[1]";
        for (int i = 0; i < 60; ++i) {
            source = "cel.bind(a, " + source + ", [a, a])";
        }
        QCOMPARE(evaluated("cel.bind(x, " + source + ", x == x)"),
            std::string("error: too many steps: the limit is 1000000"));
        QCOMPARE(evaluated("cel.bind(x, " + source + ", '%s'.format([x]).size())"),
            std::string("error: too many steps: the limit is 1000000"));
        QVERIFY(evaluated(source).ends_with("\xe2\x80\xa6"));
    }

    void the_highest_tree_is_evaluated()
    {
        QCOMPARE(evaluated("1" + repeated(" + 1", 450)), std::string("451"));
        QCOMPARE(evaluated(repeated("(", 200) + "1" + repeated(")", 200)), std::string("1"));
        QCOMPARE(evaluated(repeated("[", 200) + "1" + repeated("]", 200) + ".size()"), std::string("1"));
    }

    void a_scalar_result_allocates_nothing()
    {
        Environment::Builder builder;
        builder.record(
            {"Account", {{"status", Type::Kind::String, false}, {"balance", Type::Kind::Int, false}}});
        builder.variable("state", Type::record("Account")).variable("cmd", Type::dyn());
        const Program guard =
            compiled("state.status == 'open' && cmd.amount <= state.balance", builder.build());
        const Value state = *readJson(R"({"status":"open","balance":100})");
        const Value cmd = *readJson(R"({"amount":20})");
        const std::array<Input, 2> inputs{Input(state), Input(cmd)};
        Workspace workspace;
        QVERIFY(guard.evaluate(inputs, workspace).isTrue());
        const std::size_t before = allocations;
        for (int i = 0; i < 1000; ++i) {
            guard.evaluate(inputs, workspace);
        }
        QCOMPARE(allocations - before, std::size_t{0});
    }

    void temporaries_use_their_memory_again()
    {
        const Program program = compiled("[1, 2, 3].map(x, [x, x + 1]).size() == 3");
        Workspace workspace;
        QVERIFY(program.evaluate({}, workspace).isTrue());
        const std::size_t before = allocations;
        for (int i = 0; i < 1000; ++i) {
            program.evaluate({}, workspace);
        }
        QCOMPARE(allocations - before, std::size_t{0});
    }

    void one_program_serves_many_threads()
    {
        Environment::Builder builder;
        builder.variable("n", Type::Kind::Int);
        const Program program =
            compiled("[1, 2, 3].exists(x, x == n) && '%d'.format([n]).matches('^[0-9]$')", builder.build());
        std::atomic<int> wrong{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&program, &wrong, t] {
                Workspace workspace;
                const Value n = Value::integer(t);
                const std::array<Input, 1> inputs{Input(n)};
                for (int i = 0; i < 500; ++i) {
                    wrong += program.evaluate(inputs, workspace).isTrue() == (t >= 1 && t <= 3) ? 0 : 1;
                    wrong += program.trace(inputs, workspace).isTrue() == (t >= 1 && t <= 3) ? 0 : 1;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
    }

    void unknown_inputs_are_an_outcome_that_a_sure_operand_overrules()
    {
        Environment::Builder builder;
        builder.variable("a", Type::Kind::Bool).variable("b", Type::Kind::Bool);
        const std::array<Input, 2> inputs{Input::unknown(0), Input::of(Datum::boolean(false))};
        Workspace workspace;
        const Environment environment = builder.build();
        QVERIFY(compiled("a && b", environment).evaluate(inputs, workspace).isFalse());
        QVERIFY(compiled("a || b", environment).evaluate(inputs, workspace).is(Kind::Unknown));
        QVERIFY(compiled("a || 1 / 0 > 0", environment).evaluate(inputs, workspace).is(Kind::Unknown));
        QVERIFY(compiled("[a].size() == 1", environment).evaluate(inputs, workspace).is(Kind::Unknown));
    }
};

QTEST_GUILESS_MAIN(EvalLimitsTest)
#include "tst_eval_limits.moc"
