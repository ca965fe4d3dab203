#include "app/hindcastctl/command.h"
#include "app/hindcastctl/report_text.h"
#include "engine/base/timestamp.h"
#include "engine/io/import.h"
#include "engine/time/time_columns.h"

#include <fmt/format.h>

#include <iostream>

namespace hindcast::ctl {

namespace {

struct CategoryCount {
    std::int64_t streams = 0;
    std::int64_t events = 0;
};

/// How often each category and type occurs, by id.
struct Counts {
    std::vector<CategoryCount> categories;
    std::vector<std::int64_t> types;
    std::int64_t streams = 0;
};

Counts count(const TimeColumns& columns)
{
    const LogNames& names = columns.names();
    Counts counts;
    counts.categories.resize(names.categories.size());
    counts.types.resize(names.types.size());
    for (const StreamId stream : columns.streamsByBirth()) {
        const auto category =
            static_cast<std::size_t>(names.streams[static_cast<std::size_t>(stream.value)].category.value);
        ++counts.categories[category].streams;
        counts.categories[category].events += static_cast<std::int64_t>(columns.positionsOf(stream).size());
        ++counts.streams;
    }
    for (Position p{1}; p <= columns.last(); p = p + 1) {
        ++counts.types[static_cast<std::size_t>(columns.type(p).value)];
    }
    return counts;
}

Value timeOrNull(std::int64_t us)
{
    return us == noTime ? Value() : Value::string(formatTimestamp(us));
}

void printJson(const LogReader& reader,
    const TimeColumns& columns,
    const Counts& counts,
    std::size_t branches,
    const Value& import)
{
    const LogNames& names = columns.names();
    std::vector<Value> categories;
    for (std::size_t i = 1; i < names.categories.size(); ++i) {
        categories.push_back(object({{"name", Value::string(names.categories[i])},
            {"streams", Value::integer(counts.categories[i].streams)},
            {"events", Value::integer(counts.categories[i].events)}}));
    }
    std::vector<Value> types;
    for (std::size_t i = 1; i < names.types.size(); ++i) {
        types.push_back(
            object({{"name", Value::string(names.types[i])}, {"events", Value::integer(counts.types[i])}}));
    }
    print(object({{"events", Value::integer(columns.last().value)},
        {"streams", Value::integer(counts.streams)},
        {"categories", Value::list(std::move(categories))},
        {"types", Value::list(std::move(types))},
        {"first_time", timeOrNull(columns.firstTime())},
        {"last_time", timeOrNull(columns.lastTime())},
        {"branches", Value::integer(static_cast<std::int64_t>(branches))},
        {"bytes", Value::integer(reader.bytes())},
        {"import", import}}));
}

/// How the log came in: from which files, in which form, and what was found.
void printImport(const Value& import)
{
    std::cout << "import\n";
    const auto title = [](const Value& name) {
        const auto format = formatFromName(name.text());
        return std::string(format ? titleOf(*format) : name.text());
    };
    // Projects made by earlier versions know one format for all their sources.
    const Value formats = import.find("source_formats").value_or(Value());
    const Value sources = import.find("sources").value_or(Value());
    sources.forEachItem([&](std::size_t i, const Value& source) {
        const bool own = sources.size() > 1 && i < formats.size();
        const Value format = own ? formats.at(i).find("format").value_or(Value()) : Value();
        std::cout << fmt::format("  from {}{}\n", source.text(), own ? ", " + title(format) : "");
    });
    std::cout << fmt::format("  {}: {} read, {} imported\n",
        title(import.find("format").value_or(Value())),
        counted(import.find("read").value_or(Value()).asInt(), "record"),
        import.find("imported").value_or(Value()).asInt());
    printReport(import);
}

void printText(const LogReader& reader,
    const TimeColumns& columns,
    const Counts& counts,
    std::size_t branches,
    const Value& import)
{
    const LogNames& names = columns.names();
    std::cout << fmt::format("{}: {} in {}, {}, {}\n",
        reader.path(),
        counted(columns.last().value, "event"),
        counted(counts.streams, "stream"),
        counted(static_cast<std::int64_t>(branches), "branch", "branches"),
        counted(reader.bytes(), "byte"));
    if (columns.firstTime() != noTime) {
        std::cout << fmt::format(
            "recorded {} to {}\n", formatTimestamp(columns.firstTime()), formatTimestamp(columns.lastTime()));
    }
    std::cout << "categories\n";
    for (std::size_t i = 1; i < names.categories.size(); ++i) {
        std::cout << fmt::format("  {:>17} in {:>16}  {}\n",
            counted(counts.categories[i].events, "event"),
            counted(counts.categories[i].streams, "stream"),
            names.categories[i]);
    }
    std::cout << "types\n";
    for (std::size_t i = 1; i < names.types.size(); ++i) {
        std::cout << fmt::format("  {:>10}  {}\n", counts.types[i], names.types[i]);
    }
    if (import.isMap()) {
        printImport(import);
    }
}

int info(const Program& program, const std::string& file)
{
    const auto reader = LogReader::open(file);
    if (!reader) {
        return fail(program, reader.error(), file);
    }
    const auto branches = (*reader)->branches();
    if (!branches) {
        return fail(program, branches.error(), file);
    }
    const auto columns = TimeColumns::load(**reader, mainBranch);
    if (!columns) {
        return fail(program, columns.error(), file);
    }
    const auto note = (*reader)->note("import");
    if (!note) {
        return fail(program, note.error(), file);
    }
    const Value import = parsed(note->value_or(std::string()));
    const Counts counts = count(**columns);
    if (program.json) {
        printJson(**reader, **columns, counts, branches->size(), import);
    } else {
        printText(**reader, **columns, counts, branches->size(), import);
    }
    return Done;
}

} // namespace

void addInfo(Program& program)
{
    auto file = std::make_shared<std::string>();
    CLI::App* command = addCommand(program,
        "info",
        "Say what a project holds",
        "hindcastctl info orders.hindcast --json",
        [&program, file] { return info(program, *file); });
    addText(command, "FILE", *file, "The project")->required();
}

} // namespace hindcast::ctl
