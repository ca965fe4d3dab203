#include "engine/expr/fault.h"

#include <fmt/format.h>

namespace hindcast::expr {

namespace {

std::string_view wordsOf(FaultCode code)
{
    switch (code) {
    case FaultCode::NoSuchOverload:
        return "no such overload";
    case FaultCode::NoSuchKey:
        return "no such key";
    case FaultCode::NoSuchField:
        return "no such field";
    case FaultCode::UnboundVariable:
        return "variable has no value";
    case FaultCode::IndexOutOfRange:
        return "index out of range";
    case FaultCode::DivisionByZero:
        return "division by zero";
    case FaultCode::Overflow:
        return "overflow";
    case FaultCode::BadConversion:
        return "cannot be converted";
    case FaultCode::BadKey:
        return "unsupported key type";
    case FaultCode::RepeatedKey:
        return "repeated key";
    case FaultCode::BadArgument:
        return "invalid argument";
    case FaultCode::BadPattern:
        return "invalid regular expression";
    case FaultCode::BadZone:
        return "unknown time zone";
    case FaultCode::NoValue:
        return "optional has no value";
    case FaultCode::TooManySteps:
        return "too many steps";
    case FaultCode::TooLarge:
        return "result too large";
    }
    return "error";
}

} // namespace

std::string describe(const Fault& fault)
{
    return fault.detail.empty() ? std::string(wordsOf(fault.code))
                                : fmt::format("{}: {}", wordsOf(fault.code), fault.detail);
}

std::string_view nameOf(FaultCode code)
{
    switch (code) {
    case FaultCode::NoSuchOverload:
        return "no-such-overload";
    case FaultCode::NoSuchKey:
        return "no-such-key";
    case FaultCode::NoSuchField:
        return "no-such-field";
    case FaultCode::UnboundVariable:
        return "unbound-variable";
    case FaultCode::IndexOutOfRange:
        return "index-out-of-range";
    case FaultCode::DivisionByZero:
        return "division-by-zero";
    case FaultCode::Overflow:
        return "overflow";
    case FaultCode::BadConversion:
        return "bad-conversion";
    case FaultCode::BadKey:
        return "bad-key";
    case FaultCode::RepeatedKey:
        return "repeated-key";
    case FaultCode::BadArgument:
        return "bad-argument";
    case FaultCode::BadPattern:
        return "bad-pattern";
    case FaultCode::BadZone:
        return "bad-zone";
    case FaultCode::NoValue:
        return "no-value";
    case FaultCode::TooManySteps:
        return "too-many-steps";
    case FaultCode::TooLarge:
        return "too-large";
    }
    return "error";
}

std::string_view nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Null:
        return "null_type";
    case Kind::Bool:
        return "bool";
    case Kind::Int:
        return "int";
    case Kind::Uint:
        return "uint";
    case Kind::Double:
        return "double";
    case Kind::Decimal:
        return "decimal";
    case Kind::String:
        return "string";
    case Kind::Bytes:
        return "bytes";
    case Kind::List:
        return "list";
    case Kind::Map:
        return "map";
    case Kind::Record:
        return "record";
    case Kind::Type:
        return "type";
    case Kind::Timestamp:
        return "google.protobuf.Timestamp";
    case Kind::Duration:
        return "google.protobuf.Duration";
    case Kind::Optional:
        return "optional_type";
    case Kind::Error:
        return "error";
    case Kind::Unknown:
        return "unknown";
    }
    return "";
}

} // namespace hindcast::expr
