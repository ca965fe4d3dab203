#include "app/hindcastctl/command.h"
#include "engine/log/log_writer.h"

#include <fmt/format.h>

#include <iostream>
#include <limits>
#include <pwd.h>
#include <unistd.h>
#include <vector>

namespace hindcast::ctl {

namespace {

struct Arguments {
    std::string file;
    std::vector<std::int64_t> positions;
    std::vector<std::string> streams;
    std::string reason;
    std::string who;
};

/// Who runs the program, as the system knows them.
std::string userName()
{
    std::vector<char> texts(16UL * 1024);
    passwd user{};
    passwd* found = nullptr;
    const bool known =
        getpwuid_r(getuid(), &user, texts.data(), texts.size(), &found) == 0 && found != nullptr;
    return known ? user.pw_name : std::to_string(getuid());
}

Result<std::vector<Position>> positionsOf(const Arguments& arguments)
{
    std::vector<Position> positions;
    for (const std::int64_t position : arguments.positions) {
        positions.emplace_back(position);
    }
    const auto reader = LogReader::open(arguments.file);
    if (!reader) {
        return reader.error();
    }
    for (const std::string& name : arguments.streams) {
        const auto stream = (*reader)->findStream(name);
        if (!stream) {
            return stream.error();
        }
        constexpr Version newest{std::numeric_limits<std::int64_t>::max()};
        const auto visited =
            (*reader)->visitStream(mainBranch, *stream, Version{1}, newest, [&](const EventView& event) {
                positions.push_back(event.position);
                return true;
            });
        if (!visited) {
            return visited.error();
        }
    }
    return positions;
}

Result<RedactionReceipt> redact(const Arguments& arguments)
{
    if (arguments.positions.empty() && arguments.streams.empty()) {
        return Error{
            ErrorCode::BadArgument, {"nothing to redact was named", "give --position or --stream"}, {}};
    }
    auto positions = positionsOf(arguments);
    if (!positions) {
        return positions.error();
    }
    const auto writer = LogWriter::open(arguments.file);
    if (!writer) {
        return writer.error();
    }
    return (*writer)->redact(mainBranch,
        std::move(*positions),
        arguments.who.empty() ? userName() : arguments.who,
        arguments.reason);
}

} // namespace

void addRedact(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "redact",
        "Make payloads unrecoverable, and record who did it and why",
        "hindcastctl redact orders.hindcast --stream order-42 --reason 'asked to be forgotten'",
        [&program, arguments] {
            const auto receipt = redact(*arguments);
            if (!receipt) {
                return fail(program, receipt.error(), arguments->file);
            }
            const bool wrote = receipt->fact.value > 0;
            if (program.json) {
                print(object({{"redacted", Value::integer(receipt->redacted)},
                    {"fact", wrote ? Value::integer(receipt->fact.value) : Value()}}));
            } else if (wrote) {
                std::cout << fmt::format("{}: {} payload{} redacted; position {} says so\n",
                    arguments->file,
                    receipt->redacted,
                    receipt->redacted == 1 ? "" : "s",
                    receipt->fact.value);
            } else {
                std::cout << fmt::format("{}: nothing left to redact there\n", arguments->file);
            }
            return static_cast<int>(Done);
        });
    addText(command, "FILE", arguments->file, "The project")->required();
    addNumber(command,
        "--position",
        1,
        "An event; may be given several times",
        [arguments](std::int64_t n) { arguments->positions.push_back(n); })
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse();
    command->add_option("--stream", arguments->streams, "All events of this stream so far")
        ->check([](const std::string& given) {
            return given.empty() ? std::string("the text is empty") : std::string();
        });
    addText(command, "--reason", arguments->reason, "Why; the log keeps it")->required();
    addText(command, "--by", arguments->who, "Who; your user name if not given");
    command->footer(command->get_footer()
        + "\nThe whole file is written anew, so that nothing is left in its free pages. Copies, backups and "
          "exports made before are not reached.");
}

} // namespace hindcast::ctl
