#include "app/hindcastctl/command.h"

#include "engine/value/json.h"

#include <iostream>

namespace hindcast::ctl {

CLI::App* addCommand(Program& program,
    const char* name,
    const char* purpose,
    const char* example,
    std::function<int()> run)
{
    CLI::App* command = program.app.add_subcommand(name, purpose);
    command->add_flag("--json", program.json, "Answer as JSON of a stable shape");
    command->footer(std::string("Example:\n  ") + example);
    command->callback([&program, run = std::move(run)] { program.run = run; });
    return command;
}

int fail(const Program& program, Error error, const std::string& file)
{
    if (error.place.file.empty()) {
        error.place.file = file;
    }
    std::cerr << describe(error) << '\n';
    if (program.json) {
        const auto number = [](std::int64_t n) { return n > 0 ? Value::integer(n) : Value(); };
        print(object({{"error",
            object({{"code", Value::string(nameOf(error.code))},
                {"message", Value::string(reasonOf(error))},
                {"advice", Value::string(adviceFor(error))},
                {"file", Value::string(error.place.file)},
                {"line", number(error.place.line)},
                {"column", number(error.place.column)}})}}));
    }
    return error.code == ErrorCode::WrongExpectedVersion || error.code == ErrorCode::ChainBroken ? No : Bad;
}

Value object(std::initializer_list<std::pair<std::string_view, Value>> members)
{
    std::vector<Value::Member> all;
    all.reserve(members.size());
    for (const auto& [key, value] : members) {
        all.emplace_back(Value::string(key), value);
    }
    return Value::map(std::move(all));
}

Value textOrNull(std::string_view text)
{
    return text.empty() ? Value() : Value::string(text);
}

Value parsed(const std::string& text)
{
    if (text.empty()) {
        return {};
    }
    Result<Value> document = readJson(text);
    return document ? std::move(*document) : Value::string(text);
}

void print(const Value& document)
{
    std::cout << writeJson(document) << '\n';
}

Result<Position> resolvePosition(LogReader& reader, std::optional<std::int64_t> at)
{
    const auto last = reader.lastPosition(mainBranch);
    if (!last || !at) {
        return last;
    }
    if (*at < 0 || *at > last->value) {
        return Error{ErrorCode::PositionOutOfRange, {std::to_string(*at), std::to_string(last->value)}, {}};
    }
    return Position{*at};
}

} // namespace hindcast::ctl
