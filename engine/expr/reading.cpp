#include "engine/expr/reading.h"

#include "engine/base/timestamp.h"
#include "engine/expr/base64.h"
#include "engine/expr/decimal.h"
#include "engine/expr/moment_text.h"
#include "engine/expr/run.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace hindcast::expr {

Readings::Readings(const Environment& environment)
{
    // Records first and by number, since they may hold each other.
    for (const RecordDeclaration& record : environment.records()) {
        m_records.push_back({record.name, {}});
    }
    for (std::size_t i = 0; i < environment.records().size(); ++i) {
        for (const FieldDeclaration& field : environment.records()[i].fields) {
            m_records[i].fields.push_back({field.name, add(field.type, environment)});
        }
    }
    for (const VariableDeclaration& variable : environment.variables()) {
        m_slots.push_back(add(variable.type, environment));
    }
}

std::uint32_t Readings::add(const Type& type, const Environment& environment)
{
    const std::string text = type.text();
    if (const auto known = m_byText.find(text); known != m_byText.end()) {
        return known->second;
    }
    Reading reading;
    reading.as = type.kind();
    switch (type.kind()) {
    case Type::Kind::List:
    case Type::Kind::Optional:
    case Type::Kind::Nullable:
        reading.item = add(type.parameter(0), environment);
        break;
    case Type::Kind::Map:
        reading.item = add(type.parameter(1), environment);
        break;
    case Type::Kind::Record:
        if (const auto record = environment.findRecord(type.name())) {
            reading.record = *record;
        } else {
            reading.as = Type::Kind::Dyn;
        }
        break;
    case Type::Kind::Dyn:
        return undeclared;
    default:
        break;
    }
    const auto index = static_cast<std::uint32_t>(m_readings.size());
    m_readings.push_back(reading);
    m_byText.emplace(text, index);
    return index;
}

std::uint32_t Readings::ofField(std::uint32_t record, std::string_view field) const
{
    for (const Field& declared : m_records[record].fields) {
        if (declared.name == field) {
            return declared.reading;
        }
    }
    return undeclared;
}

namespace {

std::string_view shownKind(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return "null";
    case Value::Kind::Bool:
        return "a boolean";
    case Value::Kind::Int:
    case Value::Kind::Double:
    case Value::Kind::Decimal:
        return "a number";
    case Value::Kind::String:
        return "a text";
    case Value::Kind::List:
        return "a list";
    case Value::Kind::Map:
        return "an object";
    }
    return "";
}

Datum misfit(Run& run, const Value& value, std::string_view declared)
{
    const bool shows = (value.kind() == Value::Kind::String || value.kind() == Value::Kind::Decimal)
        && value.text().size() <= 40;
    return run.fail(FaultCode::BadConversion,
        fmt::format("{}{} is stored where {} is declared",
            shownKind(value),
            shows ? fmt::format(" '{}'", value.text()) : std::string(),
            declared));
}

bool isIntegralToken(std::string_view token)
{
    return token.find_first_of(".eE") == std::string_view::npos;
}

Datum readUndeclared(Run& run, const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Bool:
        return Datum::boolean(value.asBool());
    case Value::Kind::Int:
        return Datum::integer(value.asInt());
    case Value::Kind::Double:
        return Datum::real(value.asDouble());
    case Value::Kind::Decimal:
        if (isIntegralToken(value.text())) {
            return value.toDouble() == 0.0
                ? Datum::integer(0)
                : run.fail(FaultCode::Overflow, fmt::format("{} is beyond 64 bits", value.text()));
        }
        return Datum::real(value.toDouble());
    case Value::Kind::String:
        return Datum::string(value.text());
    case Value::Kind::List:
        return Datum::stored(Kind::List, value, Readings::undeclared);
    case Value::Kind::Map:
        return Datum::stored(Kind::Map, value, Readings::undeclared);
    }
    return {};
}

Datum readInt(Run& run, const Value& value)
{
    if (value.kind() == Value::Kind::Int) {
        return Datum::integer(value.asInt());
    }
    if (value.isNumber()) {
        // "5.0" and "1e3" are integers written otherwise.
        const double number = value.toDouble();
        if (std::trunc(number) == number && std::fabs(number) <= 9007199254740992.0) {
            return Datum::integer(static_cast<std::int64_t>(number));
        }
    }
    return misfit(run, value, "int");
}

Datum readUint(Run& run, const Value& value)
{
    if (value.kind() == Value::Kind::Decimal && isIntegralToken(value.text())) {
        const std::string_view token = value.text();
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
        if (error == std::errc() && end == token.data() + token.size()) {
            return Datum::natural(number);
        }
    } else if (value.isNumber()) {
        const Datum number = readInt(run, value);
        if (number.is(Kind::Int) && number.asInt() >= 0) {
            return Datum::natural(static_cast<std::uint64_t>(number.asInt()));
        }
    }
    return misfit(run, value, "uint");
}

Datum readDecimal(Run& run, const Value& value)
{
    const bool isExact = value.kind() == Value::Kind::String || value.kind() == Value::Kind::Decimal;
    const auto number = value.kind() == Value::Kind::Int ? decimalOf(value.asInt())
        : isExact                                        ? parseDecimal(value.text())
                                                         : std::nullopt;
    return number ? Datum::decimal(*number) : misfit(run, value, "decimal");
}

Datum readTimestamp(Run& run, const Value& value)
{
    if (value.kind() == Value::Kind::String) {
        if (const auto moment = parseMoment(value.text())) {
            return Datum::timestamp(*moment);
        }
        // Logs from elsewhere write times in other ways too, which the log itself reads.
        if (const auto lenient = parseTimestamp(value.text())) {
            return Datum::timestamp(momentFromMicroseconds(lenient->us));
        }
    }
    return misfit(run, value, "timestamp");
}

} // namespace

Datum readValue(Run& run, const Value& value, std::uint32_t index)
{
    if (index == Readings::undeclared) {
        return readUndeclared(run, value);
    }
    const Reading& reading = run.readings[index];
    switch (reading.as) {
    case Type::Kind::Int:
        return readInt(run, value);
    case Type::Kind::Uint:
        return readUint(run, value);
    case Type::Kind::Double:
        return value.isNumber() ? Datum::real(value.toDouble()) : misfit(run, value, "double");
    case Type::Kind::Decimal:
        return readDecimal(run, value);
    case Type::Kind::Bool:
        return value.kind() == Value::Kind::Bool ? Datum::boolean(value.asBool())
                                                 : misfit(run, value, "bool");
    case Type::Kind::Null:
        return value.isNull() ? Datum() : misfit(run, value, "null");
    case Type::Kind::String:
    case Type::Kind::Enum:
        return value.kind() == Value::Kind::String ? Datum::string(value.text())
                                                   : misfit(run, value, "string");
    case Type::Kind::Bytes:
        if (value.kind() == Value::Kind::String) {
            if (const auto octets = decodeBase64(value.text())) {
                return Datum::bytes(run.arena.copy(*octets));
            }
        }
        return misfit(run, value, "bytes (base64)");
    case Type::Kind::Timestamp:
        return readTimestamp(run, value);
    case Type::Kind::Duration:
        if (value.kind() == Value::Kind::String) {
            if (const auto nanos = parseDuration(value.text())) {
                return Datum::duration(*nanos);
            }
        }
        return misfit(run, value, "duration");
    case Type::Kind::List:
        return value.isList() ? Datum::stored(Kind::List, value, index) : misfit(run, value, "list");
    case Type::Kind::Map:
        return value.isMap() ? Datum::stored(Kind::Map, value, index) : misfit(run, value, "map");
    case Type::Kind::Record:
        return value.isMap() ? Datum::stored(Kind::Record, value, index)
                             : misfit(run, value, run.readings.record(reading.record).name);
    case Type::Kind::Nullable:
        return value.isNull() ? Datum() : readValue(run, value, reading.item);
    case Type::Kind::Optional: {
        if (value.isNull()) {
            return Datum::optional(nullptr);
        }
        const Datum content = readValue(run, value, reading.item);
        return content.isOutcome() ? content : Datum::optional(run.arena.make(content));
    }
    case Type::Kind::Dyn:
    case Type::Kind::Type:
    case Type::Kind::Opaque:
    case Type::Kind::Parameter:
    case Type::Kind::Number:
        break;
    }
    return readUndeclared(run, value);
}

} // namespace hindcast::expr
