#include "engine/expr/stored_form.h"

#include "engine/expr/base64.h"
#include "engine/expr/container.h"
#include "engine/expr/decimal.h"
#include "engine/expr/moment_text.h"
#include "engine/value/json.h"
#include "engine/value/list_node.h"
#include "engine/value/map_node.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

namespace hindcast::expr {

namespace {

std::string doubleToken(double number)
{
    std::array<char, 32> buffer{};
    std::string token(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
    return token.find_first_of(".e") == std::string::npos ? token + ".0" : token;
}

std::string keyText(const Datum& key)
{
    switch (key.kind()) {
    case Kind::Bool:
        return key.asBool() ? "true" : "false";
    case Kind::Int:
        return std::to_string(key.asInt());
    case Kind::Uint:
        return std::to_string(key.asUint());
    default:
        return std::string(key.text());
    }
}

class Storer {
public:
    Storer(Run& run, std::size_t depth)
        : m_run(run)
        , m_depth(depth)
    {
    }

    /// Null once there is a fault.
    Value store(const Datum& value)
    {
        if (!m_fault.isNull()) {
            return {};
        }
        if (!countPart()) {
            return {};
        }
        switch (value.kind()) {
        case Kind::Null:
            return {};
        case Kind::Bool:
            return Value::boolean(value.asBool());
        case Kind::Int:
            return Value::integer(value.asInt());
        case Kind::Uint:
            return Value::number(std::to_string(value.asUint()));
        case Kind::Double:
            if (!std::isfinite(value.asDouble())) {
                return fail(FaultCode::BadConversion, "NaN and infinities can't be stored");
            }
            return Value::number(doubleToken(value.asDouble()));
        case Kind::Decimal:
            return Value::string(formatDecimal(value.asDecimal()));
        case Kind::String:
        case Kind::Type:
            return Value::string(value.text());
        case Kind::Bytes:
            return Value::string(encodeBase64(value.text()));
        case Kind::Timestamp:
            return Value::string(formatMoment(value.asMoment()));
        case Kind::Duration:
            return Value::string(formatDuration(value.asInt()));
        case Kind::Optional:
            return value.optionalValue() == nullptr ? Value() : store(*value.optionalValue());
        case Kind::List:
        case Kind::Map:
        case Kind::Record:
            return storeContainer(value);
        case Kind::Error:
        case Kind::Unknown:
            m_fault = value;
            return {};
        }
        return {};
    }

    Datum fault() const { return m_fault; }

private:
    Value fail(FaultCode code, std::string_view detail)
    {
        m_fault = m_run.fail(code, detail);
        return {};
    }

    bool countPart()
    {
        if (++m_parts > maxStoredParts) {
            fail(FaultCode::TooLarge, "a value of more than 1000000 parts");
        }
        return m_fault.isNull();
    }

    /// Whether a stored value may lie so deep. Its parts count like others: what is shared within itself may
    /// be larger than its memory.
    bool fits(const Value& value, std::size_t levels)
    {
        if (!value.isList() && !value.isMap()) {
            return true;
        }
        if (levels == 0) {
            fail(FaultCode::TooLarge, tooDeep);
            return false;
        }
        const auto isFine = [&](const Value& part) { return countPart() && fits(part, levels - 1); };
        if (value.isList()) {
            bool fine = true;
            for (std::size_t i = 0; fine && i < value.size(); ++i) {
                fine = isFine(detail::itemAt(value, i));
            }
            return fine;
        }
        return detail::everyMember(value, [&](const Value&, const Value& member) { return isFine(member); });
    }

    Value storeContainer(const Datum& value)
    {
        if (value.isStored()) {
            const Value& whole = value.storedValue();
            return fits(whole, levelsLeft()) ? whole : Value();
        }
        if (levelsLeft() == 0) {
            return fail(FaultCode::TooLarge, tooDeep);
        }
        ++m_depth;
        Value made = storeParts(value);
        --m_depth;
        return made;
    }

    Value storeParts(const Datum& value)
    {
        if (value.is(Kind::List)) {
            std::vector<Value> items;
            items.reserve(sizeOf(value));
            for (std::size_t i = 0; i < sizeOf(value) && m_fault.isNull(); ++i) {
                items.push_back(store(itemAt(m_run, value, i)));
            }
            return Value::list(std::move(items));
        }
        std::vector<Value::Member> members;
        if (value.is(Kind::Map)) {
            for (const MapBody::Entry& entry : entriesOf(m_run, value)) {
                members.emplace_back(Value::string(keyText(entry.key)), store(entry.value));
            }
        } else {
            for (const RecordBody::Field& field : fieldsOf(m_run, value)) {
                members.emplace_back(Value::string(field.name), store(field.value));
            }
        }
        const std::size_t count = members.size();
        Value made = Value::map(std::move(members));
        return made.size() == count ? made : fail(FaultCode::RepeatedKey, "two keys have the same text");
    }

    std::size_t levelsLeft() const { return limit > m_depth ? limit - m_depth : 0; }

    static constexpr std::size_t limit = maxJsonDepth;
    static constexpr std::string_view tooDeep = "a value nested more than 1000 deep";

    Run& m_run;
    std::size_t m_depth; ///< of what is being stored, from the top
    Datum m_fault;
    std::size_t m_parts = 0;
};

} // namespace

Datum storeValue(Run& run, const Datum& value, Value& stored, std::size_t depth)
{
    Storer storer(run, depth);
    Value made = storer.store(value);
    if (storer.fault().isNull()) {
        stored = std::move(made);
    }
    return storer.fault();
}

} // namespace hindcast::expr
