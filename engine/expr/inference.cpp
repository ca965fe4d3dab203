#include "engine/expr/inference.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>

namespace hindcast::expr {

namespace {

using Kind = Type::Kind;

/// How many types one question may look at before the answer is "dyn".
constexpr std::uint32_t maxSteps = 4 * Type::maxWeight;

/// Variables are parameters with a name that no signature has: "%12".
std::optional<std::size_t> numberOf(const Type& type)
{
    const std::string_view name = type.name();
    std::size_t number = 0;
    if (!type.is(Kind::Parameter) || name.empty() || name.front() != '%') {
        return {};
    }
    std::from_chars(name.data() + 1, name.data() + name.size(), number);
    return number;
}

/// What null may stand for, as CEL has it: whatever is no scalar, list or map.
bool takesNull(const Type& type)
{
    switch (type.kind()) {
    case Kind::Null:
    case Kind::Nullable:
    case Kind::Record:
    case Kind::Opaque:
    case Kind::Optional:
    case Kind::Timestamp:
    case Kind::Duration:
        return true;
    default:
        return false;
    }
}

/// Of types that are not made of parts alike.
bool saysLess(const Type& a, const Type& b)
{
    if (a.isDyn() || b.isDyn()) {
        return a.isDyn();
    }
    if (a.is(Kind::Parameter) || b.is(Kind::Parameter)) {
        return a.is(Kind::Parameter);
    }
    return b.is(Kind::Null) || a.is(Kind::Nullable) || (a.is(Kind::String) && b.is(Kind::Enum));
}

} // namespace

const Type& withoutNull(const Type& type)
{
    return type.is(Kind::Nullable) ? type.parameter(0) : type;
}

bool isNumber(const Type& type)
{
    const Kind kind = withoutNull(type).kind();
    return kind == Kind::Int || kind == Kind::Uint || kind == Kind::Double || kind == Kind::Decimal
        || kind == Kind::Number;
}

bool hasDyn(const Type& type)
{
    return type.isDyn() || std::any_of(type.parameters().begin(), type.parameters().end(), hasDyn);
}

Type moreGeneral(const Type& a, const Type& b)
{
    const bool haveParts = !a.parameters().empty() && a.kind() == b.kind() && a.name() == b.name()
        && a.parameters().size() == b.parameters().size();
    if (!haveParts) {
        return saysLess(a, b) ? a : b;
    }
    std::vector<Type> parts;
    for (std::size_t i = 0; i < a.parameters().size(); ++i) {
        parts.push_back(moreGeneral(a.parameter(i), b.parameter(i)));
    }
    return a.withParameters(std::move(parts));
}

Type Inference::fresh()
{
    m_bindings.emplace_back();
    return Type::parameter("%" + std::to_string(m_bindings.size() - 1));
}

OverloadDeclaration Inference::instantiate(const OverloadDeclaration& overload)
{
    std::map<std::string, Type, std::less<>> own;
    const auto replaced = [&](const auto& self, const Type& type) -> Type {
        if (type.is(Kind::Parameter)) {
            const auto known = own.find(type.name());
            return known != own.end() ? known->second : own.emplace(type.name(), fresh()).first->second;
        }
        if (!type.isOpen()) {
            return type;
        }
        std::vector<Type> parameters;
        for (const Type& each : type.parameters()) {
            parameters.push_back(self(self, each));
        }
        return type.withParameters(std::move(parameters));
    };
    OverloadDeclaration out = overload;
    for (Type& each : out.parameters) {
        each = replaced(replaced, each);
    }
    out.result = replaced(replaced, out.result);
    return out;
}

bool Inference::assign(const Type& from, const Type& to)
{
    m_steps = 0;
    return assignKnown(from, to);
}

bool Inference::assignKnown(const Type& from, const Type& to)
{
    if (isOverdone()) {
        return true;
    }
    if (numberOf(to)) {
        return bind(to, from);
    }
    if (numberOf(from)) {
        return bind(from, to);
    }
    // A parameter that is no variable is of a signature that nobody instantiated: any one type.
    if (from.isDyn() || to.isDyn() || from.is(Kind::Parameter) || to.is(Kind::Parameter)) {
        return true;
    }
    if (from.is(Kind::Null) || to.is(Kind::Null)) {
        return takesNull(from.is(Kind::Null) ? to : from);
    }
    if (from.is(Kind::Nullable) || to.is(Kind::Nullable)) {
        return assignKnown(withoutNull(from), withoutNull(to));
    }
    if (to.is(Kind::Number)) {
        return isNumber(from);
    }
    const bool areTexts =
        (from.is(Kind::Enum) && to.is(Kind::String)) || (from.is(Kind::String) && to.is(Kind::Enum));
    if (areTexts || (from.is(Kind::Type) && to.is(Kind::Type))) {
        return true;
    }
    return from.kind() == to.kind() && from.name() == to.name()
        && assignAll(from.parameters(), to.parameters());
}

bool Inference::assignAll(std::span<const Type> from, std::span<const Type> to)
{
    return std::equal(from.begin(), from.end(), to.begin(), to.end(), [this](const Type& a, const Type& b) {
        return assignKnown(a, b);
    });
}

bool Inference::bind(const Type& variable, const Type& type)
{
    if (variable == type) {
        return true;
    }
    if (const Type* bound = bindingOf(variable)) {
        const Type current = *bound;
        if (current == type) {
            return true;
        }
        if (!assignKnown(type, current)) {
            return false;
        }
        const Type general = moreGeneral(substituted(type, false), substituted(current, false));
        if (!occurs(variable, general)) {
            setBinding(variable, general);
        }
        return true;
    }
    if (occurs(variable, type)) {
        // A type that holds itself can't be; seen from the other side the two are one variable.
        return substituted(type, false) == variable;
    }
    setBinding(variable, type);
    return true;
}

bool Inference::occurs(const Type& variable, const Type& within)
{
    if (!within.isOpen() || isOverdone()) {
        return false;
    }
    if (within == variable) {
        return true;
    }
    if (const Type* bound = bindingOf(within)) {
        return occurs(variable, *bound);
    }
    return std::any_of(within.parameters().begin(), within.parameters().end(), [&](const Type& each) {
        return occurs(variable, each);
    });
}

const Type* Inference::bindingOf(const Type& variable) const
{
    const auto number = numberOf(variable);
    return number && m_bindings[*number] ? &*m_bindings[*number] : nullptr;
}

void Inference::setBinding(const Type& variable, const Type& type)
{
    std::optional<Type>& binding = m_bindings[*numberOf(variable)];
    m_trail.emplace_back(*numberOf(variable), binding);
    binding = type.weight() > Type::maxWeight ? Type::dyn() : type;
}

void Inference::forgetSince(std::size_t mark)
{
    for (; m_trail.size() > mark; m_trail.pop_back()) {
        m_bindings[m_trail.back().first] = m_trail.back().second;
    }
}

std::optional<Type> Inference::join(const Type& a, const Type& b)
{
    const std::size_t before = mark();
    if (!assign(a, b) && !assign(b, a)) {
        forgetSince(before);
        return {};
    }
    return moreGeneral(known(a), known(b));
}

Type Inference::known(const Type& type)
{
    m_steps = 0;
    return substituted(type, false);
}

Type Inference::settled(const Type& type)
{
    m_steps = 0;
    return substituted(type, true);
}

void Inference::settle(std::vector<Type>& types)
{
    // What is made meanwhile is not open, so that an address used again is never looked up.
    std::unordered_map<const void*, Type> done;
    const auto settledOnce = [&](const auto& self, const Type& type) -> Type {
        if (!type.isOpen()) {
            return type;
        }
        if (const auto known = done.find(type.identity()); known != done.end()) {
            return known->second;
        }
        Type out; // of a variable that nothing is known of
        if (const Type* bound = bindingOf(type)) {
            out = self(self, *bound);
        } else if (!type.parameters().empty()) {
            std::vector<Type> parameters;
            for (const Type& each : type.parameters()) {
                parameters.push_back(self(self, each));
            }
            out = type.withParameters(std::move(parameters));
            out = out.weight() > Type::maxWeight ? Type::dyn() : out;
        }
        return done.emplace(type.identity(), std::move(out)).first->second;
    };
    for (Type& each : types) {
        each = settledOnce(settledOnce, each);
    }
}

Type Inference::substituted(const Type& type, bool unknownIsDyn)
{
    if (!type.isOpen()) {
        return type;
    }
    if (isOverdone()) {
        return Type::dyn();
    }
    if (const Type* bound = bindingOf(type)) {
        return substituted(*bound, unknownIsDyn);
    }
    if (type.parameters().empty()) {
        return unknownIsDyn && type.is(Kind::Parameter) ? Type::dyn() : type;
    }
    std::vector<Type> parameters;
    bool isChanged = false;
    for (const Type& each : type.parameters()) {
        parameters.push_back(substituted(each, unknownIsDyn));
        isChanged = isChanged || parameters.back().kind() != each.kind()
            || parameters.back().identity() != each.identity();
    }
    if (!isChanged) {
        return type;
    }
    Type whole = type.withParameters(std::move(parameters));
    return whole.weight() > Type::maxWeight ? Type::dyn() : whole;
}

bool Inference::isOverdone()
{
    return ++m_steps > maxSteps;
}

} // namespace hindcast::expr
