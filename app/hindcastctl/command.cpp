#include "app/hindcastctl/command.h"

#include "engine/value/json.h"

#include <fmt/format.h>

#include <charconv>
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

CLI::Option*
addText(CLI::App* command, const std::string& name, std::string& text, const std::string& purpose)
{
    return command->add_option(name, text, purpose)->check([](const std::string& given) {
        const bool isBlank = given.find_first_not_of(" \t\r\n") == std::string::npos;
        return isBlank ? std::string("the text is empty") : std::string();
    });
}

namespace {

std::int64_t wholeNumber(const std::string& name, const std::string& text, std::int64_t least)
{
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem == std::errc::result_out_of_range) {
        throw CLI::ValidationError(name, fmt::format("{} is too large a number", text));
    }
    if (problem != std::errc() || stop != end || number < least) {
        const std::string from = least == anyNumber ? "" : fmt::format(" from {} on", least);
        throw CLI::ValidationError(name, fmt::format("'{}' is no whole number{}", text, from));
    }
    return number;
}

} // namespace

CLI::Option* addNumber(CLI::App* command,
    const std::string& name,
    std::int64_t least,
    const std::string& purpose,
    std::function<void(std::int64_t)> set)
{
    const auto take = [name, least, set = std::move(set)](
                          const std::string& text) { set(wholeNumber(name, text, least)); };
    return command->add_option_function<std::string>(name, take, purpose)->type_name("NUMBER");
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many)
{
    if (count == 1) {
        return fmt::format("1 {}", one);
    }
    return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

int fail(const Program& program, Error error, const std::string& file)
{
    if (error.place.file.empty() && error.code != ErrorCode::BadArgument) {
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

Error adviseForce(Error error)
{
    if (error.code == ErrorCode::FileExists) {
        error.args = {"choose another name with -o, or replace it with --force"};
    }
    return error;
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
    auto last = reader.lastPosition(mainBranch);
    if (!last || !at) {
        return last;
    }
    if (*at < 0 || *at > last->value) {
        return Error{ErrorCode::PositionOutOfRange,
            {std::to_string(*at), std::to_string(last->value), "0 (before the first event)"},
            {}};
    }
    return Position{*at};
}

} // namespace hindcast::ctl
