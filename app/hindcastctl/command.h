#pragma once

#include "engine/base/result.h"
#include "engine/log/log_reader.h"
#include "engine/value/value.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hindcast::ctl {

/// What a subcommand answers the shell.
enum ExitCode : int {
    Done = 0,
    No = 1, ///< the answer is "no": a check failed
    Bad = 2 ///< bad usage or bad input
};

/// What all subcommands share: the one that was chosen, and how to answer.
struct Program {
    CLI::App app{"Hindcast without a window: import, inspect and check event logs.", "hindcastctl"};
    bool json = false;
    std::function<int()> run; ///< set by the subcommand that was parsed
};

/// A subcommand with the --json flag and an example under its help. `run` is called after parsing.
CLI::App* addCommand(Program& program,
    const char* name,
    const char* purpose,
    const char* example,
    std::function<int()> run);

/// An option, or an argument, that takes a text and refuses an empty one: an empty variable in a script must
/// not mean "not given".
CLI::Option*
addText(CLI::App* command, const std::string& name, std::string& text, const std::string& purpose);

/// An option that takes a whole number of at least `least` and hands it to `set`; what is none, too small or
/// too large is refused as it was typed.
constexpr std::int64_t anyNumber =
    std::numeric_limits<std::int64_t>::min(); ///< the log knows which there are
CLI::Option* addNumber(CLI::App* command,
    const std::string& name,
    std::int64_t least,
    const std::string& purpose,
    std::function<void(std::int64_t)> set);

/// "1 event", "2 events"; `many` for words that take more than an s.
std::string counted(std::int64_t count, std::string_view one, std::string_view many = {});

/// Prints the error as `file:line:column: what: what to do` on standard error, and with --json also as an
/// object on standard output. Returns the exit code for it.
int fail(const Program& program, Error error, const std::string& file = {});

/// FileExists with the advice that fits a command that could replace the file; other errors as they are.
Error adviseForce(Error error);

/// A JSON object with these members in this order.
Value object(std::initializer_list<std::pair<std::string_view, Value>> members);
/// The text, or null when it is empty: how an event's optional parts are shown.
Value textOrNull(std::string_view text);
/// A JSON text of the log as a value, numbers as written; text that is no JSON (altered from outside) as a
/// string.
Value parsed(const std::string& text);
/// Prints the document on one line.
void print(const Value& document);

/// The position asked for, or the last one when none was; 0 is before the first event. Errors:
/// PositionOutOfRange.
Result<Position> resolvePosition(LogReader& reader, std::optional<std::int64_t> at);

void addImport(Program& program);
void addInfo(Program& program);
void addEvents(Program& program);
void addStreams(Program& program);
void addState(Program& program);
void addDiff(Program& program);
void addVerify(Program& program);
void addExport(Program& program);
void addAppend(Program& program);
void addRedact(Program& program);
void addRebuild(Program& program);
void addGenerate(Program& program);
void addEval(Program& program);
void addBench(Program& program);

} // namespace hindcast::ctl
