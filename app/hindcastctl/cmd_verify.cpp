#include "app/hindcastctl/command.h"
#include "engine/log/rebuild.h"
#include "engine/log/verify.h"

#include <fmt/format.h>

#include <iostream>

namespace hindcast::ctl {

namespace {

/// A file that can't even be opened as a log is an answer to "is it sound?", too.
Result<ProjectVerdict> check(const std::string& file)
{
    const auto reader = LogReader::open(file);
    auto verdict = reader ? verifyProject(**reader) : Result<ProjectVerdict>(reader.error());
    return !verdict && verdict.error().code == ErrorCode::ProjectDamaged ? unreadableVerdict(verdict.error())
                                                                         : verdict;
}

/// What to do about a log that is good only as far as it says.
std::string adviceUpTo(const std::string& file, Position lastGood)
{
    if (lastGood.value == 0) {
        return "no event can be trusted; restore a copy or import the log again";
    }
    return fmt::format("trust only what precedes it; 'hindcastctl export {} -o OUT --to {}' saves that",
        file,
        lastGood.value);
}

std::string staleReason(const ProjectVerdict& verdict)
{
    return fmt::format("index {} does not hold the events", verdict.staleIndex);
}

std::string staleAdvice(const std::string& file)
{
    return fmt::format("the events are unaltered; 'hindcastctl rebuild {}' makes it anew", file);
}

Value positionOrNull(const std::optional<Position>& position)
{
    return position ? Value::integer(position->value) : Value();
}

/// The members of the main branch stand at the top; `branches` has them for each.
Value asValue(const ProjectVerdict& verdict, const std::string& file)
{
    std::vector<Value> branches;
    for (const auto& [branch, report] : verdict.branches) {
        branches.push_back(object({{"name", Value::string(branch.name)},
            {"ok", Value::boolean(!report.firstBad)},
            {"events", Value::integer(report.events)},
            {"first_bad", positionOrNull(report.firstBad)},
            {"reason", textOrNull(report.reason)},
            {"head", textOrNull(report.head)}}));
    }
    const VerifyReport& main = verdict.branches.front().report;
    const bool stale = !verdict.staleIndex.empty();
    return object({{"ok", Value::boolean(verdict.isSound())},
        {"events", Value::integer(main.events)},
        {"first_bad", positionOrNull(main.firstBad)},
        {"reason", stale ? Value::string(staleReason(verdict)) : textOrNull(main.reason)},
        {"head", textOrNull(main.head)},
        {"advice",
            main.firstBad ? Value::string(adviceUpTo(file, *main.firstBad - 1))
                : stale   ? Value::string(staleAdvice(file))
                          : Value()},
        {"branches", Value::list(std::move(branches))}});
}

void printText(const ProjectVerdict& verdict, const std::string& file)
{
    for (const auto& [branch, report] : verdict.branches) {
        const std::string where =
            branch.id == mainBranch ? file : fmt::format("{}: branch '{}'", file, branch.name);
        if (report.firstBad) {
            std::cerr << fmt::format("{}: the log is not sound from position {} on ({}): {}\n",
                where,
                report.firstBad->value,
                report.reason,
                branch.id == mainBranch ? adviceUpTo(file, *report.firstBad - 1)
                                        : "trust only what precedes it");
        } else {
            std::cout << fmt::format(
                "{}: {}, unaltered; head {}\n", where, counted(report.events, "event"), report.head);
        }
    }
    if (!verdict.staleIndex.empty()) {
        std::cerr << fmt::format("{}: {}: {}\n", file, staleReason(verdict), staleAdvice(file));
    }
}

int verify(const Program& program, const std::string& file)
{
    const auto verdict = check(file);
    if (!verdict) {
        return fail(program, verdict.error(), file);
    }
    if (program.json) {
        print(asValue(*verdict, file));
    } else {
        printText(*verdict, file);
    }
    return verdict->isSound() ? Done : No;
}

int rebuild(const Program& program, const std::string& file)
{
    if (const auto done = rebuildCaches(file); !done) {
        return fail(program, done.error(), file);
    }
    if (program.json) {
        print(object({{"rebuilt", Value::boolean(true)}}));
    } else {
        std::cout << fmt::format("{}: rebuilt from its events\n", file);
    }
    return Done;
}

} // namespace

void addVerify(Program& program)
{
    auto file = std::make_shared<std::string>();
    CLI::App* command = addCommand(program,
        "verify",
        "Check that no event was altered, lost or moved",
        "hindcastctl verify orders.hindcast",
        [&program, file] { return verify(program, *file); });
    addText(command, "FILE", *file, "The project")->required();
}

void addRebuild(Program& program)
{
    auto file = std::make_shared<std::string>();
    CLI::App* command = addCommand(program,
        "rebuild",
        "Drop everything but the log, and make it anew from the events",
        "hindcastctl rebuild orders.hindcast",
        [&program, file] { return rebuild(program, *file); });
    addText(command, "FILE", *file, "The project")->required();
}

} // namespace hindcast::ctl
