#include "app/hindcastctl/command.h"
#include "app/hindcastctl/standard_output.h"
#include "app/hindcastctl/suggest.h"

#include <algorithm>
#include <cerrno>
#include <iostream>
#include <system_error>

namespace {

using namespace hindcast;

/// What a wrong command line is answered with, in the form of every other error. The parser stops before it
/// has seen all, so what it would have set is looked for here.
Error misuse(ctl::Program& program, const CLI::ParseError& error, const std::vector<std::string>& typed)
{
    program.json = std::find(typed.begin(), typed.end(), "--json") != typed.end();
    std::vector<std::string> commands;
    for (const CLI::App* command : program.app.get_subcommands([](const CLI::App*) { return true; })) {
        commands.push_back(command->get_name());
    }
    const auto chosen = program.app.get_subcommands();
    if (chosen.empty() && !typed.empty() && !typed.front().starts_with('-')) {
        const std::string nearest = ctl::nearestName(typed.front(), commands);
        return {ErrorCode::BadArgument,
            {"there is no command '" + typed.front() + "'",
                nearest.empty() ? "see 'hindcastctl --help'" : "did you mean '" + nearest + "'?"},
            {}};
    }
    const std::string command = chosen.empty() ? "" : ' ' + chosen.front()->get_name();
    return {ErrorCode::BadArgument, {error.what(), "see 'hindcastctl" + command + " --help'"}, {}};
}

/// Why not all that was to be said could be: a script must not take half an answer for the whole one.
std::optional<Error> lostAnswer(ctl::StandardOutput& out)
{
    const std::optional<int> failure = out.finish();
    if (!failure) {
        return {};
    }
    const bool full = *failure == ENOSPC || *failure == EDQUOT;
    return Error{full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
        {std::generic_category().message(*failure)},
        {"-", 0, 0}};
}

int answer(ctl::Program& program, int argc, char** argv)
{
    try {
        program.app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            return program.app.exit(error);
        }
        return ctl::fail(program, misuse(program, error, {argv + 1, argv + argc}));
    }
    return program.run();
}

} // namespace

int main(int argc, char** argv)
{
    using namespace hindcast::ctl;
    std::ios::sync_with_stdio(false);
    StandardOutput out;

    Program program;
    program.app.set_version_flag("--version", HINDCAST_VERSION);
    program.app.require_subcommand(1);
    program.app.footer("Exit codes: 0 done, 1 the answer is \"no\", 2 bad usage or bad input.\n"
                       "Example:\n  hindcastctl import orders.ndjson -o orders.hindcast");
    addImport(program);
    addInfo(program);
    addEvents(program);
    addStreams(program);
    addState(program);
    addDiff(program);
    addVerify(program);
    addExport(program);
    addAppend(program);
    addRedact(program);
    addRebuild(program);
    addGenerate(program);
    addEval(program);
    addBench(program);

    const int code = answer(program, argc, argv);
    if (const auto lost = lostAnswer(out)) {
        std::cerr << describe(*lost) << '\n';
        return Bad;
    }
    return code;
}
