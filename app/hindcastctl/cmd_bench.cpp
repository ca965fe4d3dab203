#include "app/hindcastctl/bench/bench.h"
#include "app/hindcastctl/command.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <unistd.h>

namespace hindcast::ctl {

namespace {

struct Named {
    const char* name;
    Result<BenchResult> (*run)(const BenchRequest&);
};

constexpr std::array<Named, 8> benches{{{"import", benchImport},
    {"append", benchAppend},
    {"open", benchOpen},
    {"scrub", benchScrub},
    {"timeline", benchTimeline},
    {"fold", benchFold},
    {"search", benchSearch},
    {"expr", benchExpr}}};

/// An empty folder that goes with the object.
class ScratchFolder {
public:
    ScratchFolder()
        : m_path(std::filesystem::temp_directory_path() / fmt::format("hindcast-bench-{}", getpid()))
    {
        std::filesystem::create_directories(m_path);
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

void printJson(const BenchResult& result, const BenchRequest& request)
{
    std::vector<Value> figures;
    for (const Figure& figure : result.figures) {
        figures.push_back(object({{"name", Value::string(figure.name)},
            {"value", Value::real(figure.value)},
            {"unit", Value::string(figure.unit)},
            {"floor", figure.floor > 0 ? Value::real(figure.floor) : Value()},
            {"ratio", figure.floor > 0 ? Value::real(figure.value / figure.floor) : Value()}}));
    }
    std::vector<Value> remarks;
    for (const std::string& remark : result.remarks) {
        remarks.push_back(Value::string(remark));
    }
    print(object({{"bench", Value::string(result.name)},
        {"events", Value::integer(request.events)},
        {"streams", Value::integer(request.streamCount())},
        {"figures", Value::list(std::move(figures))},
        {"remarks", Value::list(std::move(remarks))},
        {"peak_bytes", Value::integer(result.peakBytes)}}));
}

void printText(const BenchResult& result, const BenchRequest& request)
{
    std::cout << fmt::format("{}: {} in {}, peak memory {} MB\n",
        result.name,
        counted(request.events, "event"),
        counted(request.streamCount(), "stream"),
        result.peakBytes >> 20);
    for (const Figure& figure : result.figures) {
        std::cout << fmt::format("  {:<16} {:>14.3f} {}", figure.name, figure.value, figure.unit);
        if (figure.floor > 0) {
            std::cout << fmt::format(
                "   floor {:.3f}, ratio {:.2f}", figure.floor, figure.value / figure.floor);
        }
        std::cout << '\n';
    }
    for (const std::string& remark : result.remarks) {
        std::cout << "  " << remark << '\n';
    }
}

int bench(const Program& program, const std::string& name, BenchRequest request)
{
    const ScratchFolder folder;
    request.folder = folder.path();
    for (const Named& one : benches) {
        if (name != one.name) {
            continue;
        }
        const auto result = one.run(request);
        if (!result) {
            return fail(program, result.error());
        }
        if (program.json) {
            printJson(*result, request);
        } else {
            printText(*result, request);
        }
        return Done;
    }
    return fail(program,
        {ErrorCode::BadArgument,
            {fmt::format("there is no bench '{}'", name),
                "use import, append, open, scrub, timeline, fold, search or expr"},
            {}});
}

} // namespace

void addBench(Program& program)
{
    auto name = std::make_shared<std::string>();
    auto request = std::make_shared<BenchRequest>();
    CLI::App* command = addCommand(program,
        "bench",
        "Measure this machine, each figure with its floor from the same run",
        "hindcastctl bench import --events 1000000 --json",
        [&program, name, request] { return bench(program, *name, *request); });
    command->add_option("NAME", *name, "import, append, open, scrub, timeline, fold, search or expr")
        ->required();
    addNumber(command, "--events", 1, "Size of the generated log", [request](std::int64_t n) {
        request->events = n;
    });
    addNumber(command,
        "--streams",
        1,
        "Entities in it; a tenth of the events if not given",
        [request](std::int64_t n) { request->streams = n; });
    addNumber(command, "--seed", 0, "Another seed, another log", [request](std::int64_t n) {
        request->seed = static_cast<std::uint64_t>(n);
    });
}

} // namespace hindcast::ctl
