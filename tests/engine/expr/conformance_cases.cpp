#include "tests/engine/expr/conformance_cases.h"

#include "engine/expr/base64.h"
#include "engine/expr/container.h"
#include "engine/expr/datum_text.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/moment_text.h"
#include "engine/expr/parser.h"
#include "engine/expr/program.h"
#include "engine/value/json.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace conformance {

using namespace hindcast;
using namespace hindcast::expr;

namespace {

std::string textOf(const Value& object, std::string_view key)
{
    const auto member = object.find(key);
    return member ? std::string(member->text()) : std::string();
}

bool flagOf(const Value& object, std::string_view key)
{
    const auto member = object.find(key);
    return member && member->asBool();
}

/// The one member of a tagged value.
std::pair<std::string, Value> tagOf(const Value& tagged)
{
    std::pair<std::string, Value> tag;
    tagged.forEachMember([&tag](std::string_view key, const Value& value) {
        tag = {std::string(key), value};
    });
    return tag;
}

// --- types ---

Type typeOf(const Value& written);

std::vector<Type> typesOf(const Value& list)
{
    std::vector<Type> types;
    list.forEachItem([&types](std::size_t, const Value& one) { types.push_back(typeOf(one)); });
    return types;
}

Type namedType(std::string_view name)
{
    static const std::pair<std::string_view, Type> names[] = {{"null", Type::Kind::Null},
        {"bool", Type::Kind::Bool},
        {"int", Type::Kind::Int},
        {"uint", Type::Kind::Uint},
        {"double", Type::Kind::Double},
        {"string", Type::Kind::String},
        {"bytes", Type::Kind::Bytes},
        {"timestamp", Type::Kind::Timestamp},
        {"duration", Type::Kind::Duration},
        {"type", Type::Kind::Type}};
    for (const auto& [known, type] : names) {
        if (known == name) {
            return type;
        }
    }
    return Type::dyn();
}

Type typeOf(const Value& written)
{
    if (!written.isMap()) {
        return namedType(written.text());
    }
    const auto [tag, content] = tagOf(written);
    if (tag == "list") {
        return Type::list(typeOf(content));
    }
    if (tag == "map") {
        return Type::map(typeOf(content.at(0)), typeOf(content.at(1)));
    }
    if (tag == "wrapper") {
        return Type::nullable(typeOf(content));
    }
    if (tag == "type") {
        return Type::typeOf(typeOf(content));
    }
    if (tag == "param") {
        return Type::parameter(std::string(content.text()));
    }
    if (tag == "opaque") {
        std::vector<Type> parameters = typesOf(content.at(1));
        return content.at(0).text() == "optional_type"
            ? Type::optional(parameters.empty() ? Type::dyn() : parameters[0])
            : Type::opaque(std::string(content.at(0).text()), std::move(parameters));
    }
    return Type::dyn();
}

void declare(Environment::Builder& builder, const Value& declaration)
{
    const std::string name = textOf(declaration, "name");
    if (const auto type = declaration.find("type")) {
        builder.variable(name, typeOf(*type));
        return;
    }
    const auto overloads = declaration.find("overloads");
    overloads->forEachItem([&](std::size_t, const Value& overload) {
        builder.overload(name,
            OverloadDeclaration{textOf(overload, "id"),
                typesOf(*overload.find("params")),
                typeOf(*overload.find("result")),
                flagOf(overload, "member"),
                false});
    });
}

// --- values ---

double doubleOf(const Value& content)
{
    if (content.kind() != Value::Kind::String) {
        return content.toDouble();
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return content.text() == "NaN"        ? std::numeric_limits<double>::quiet_NaN()
        : content.text().starts_with('-') ? -infinity
                                          : infinity;
}

template <class T>
T numberOf(const Value& content)
{
    T number{};
    const std::string_view text = content.text();
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Datum datumOf(Run& run, const Value& tagged)
{
    const auto [tag, content] = tagOf(tagged);
    if (tag == "bool") {
        return Datum::boolean(content.asBool());
    }
    if (tag == "int") {
        return Datum::integer(numberOf<std::int64_t>(content));
    }
    if (tag == "uint") {
        return Datum::natural(numberOf<std::uint64_t>(content));
    }
    if (tag == "double") {
        return Datum::real(doubleOf(content));
    }
    if (tag == "string") {
        return Datum::string(run.arena.copy(content.text()));
    }
    if (tag == "bytes") {
        return Datum::bytes(run.arena.copy(decodeBase64(content.text()).value_or("")));
    }
    if (tag == "type") {
        return Datum::type(run.arena.copy(content.text()));
    }
    if (tag == "timestamp") {
        return Datum::timestamp(parseMoment(content.text()).value_or(Moment{}));
    }
    if (tag == "duration") {
        return Datum::duration(parseDuration(content.text()).value_or(0));
    }
    if (tag == "list") {
        ListBuilder items(run);
        content.forEachItem([&](std::size_t, const Value& item) { items.add(datumOf(run, item)); });
        return items.finish();
    }
    if (tag == "map") {
        const auto entries = run.arena.array<MapBody::Entry>(content.size());
        content.forEachItem([&](std::size_t i, const Value& pair) {
            entries[i] = {datumOf(run, pair.at(0)), datumOf(run, pair.at(1))};
        });
        return makeMap(run, entries);
    }
    return {};
}

/// The same type and the same value: an int is no double, NaN is NaN.
bool isSame(Run& run, const Datum& a, const Datum& b)
{
    if (a.kind() != b.kind()) {
        return false;
    }
    switch (a.kind()) {
    case Kind::Double:
        return a.asDouble() == b.asDouble() || (std::isnan(a.asDouble()) && std::isnan(b.asDouble()));
    case Kind::List:
        if (sizeOf(a) != sizeOf(b)) {
            return false;
        }
        for (std::size_t i = 0; i < sizeOf(a); ++i) {
            if (!isSame(run, itemAt(run, a, i), itemAt(run, b, i))) {
                return false;
            }
        }
        return true;
    case Kind::Map: {
        if (sizeOf(a) != sizeOf(b)) {
            return false;
        }
        const auto ofA = entriesOf(run, a);
        const auto ofB = entriesOf(run, b);
        for (std::size_t i = 0; i < ofA.size(); ++i) {
            if (!isSame(run, ofA[i].key, ofB[i].key) || !isSame(run, ofA[i].value, ofB[i].value)) {
                return false;
            }
        }
        return true;
    }
    default:
        return literalText(run, a) == literalText(run, b);
    }
}

// --- one case ---

class Judge {
public:
    explicit Judge(const Case& row)
        : m_row(row)
        , m_scratch(m_arena, m_noReadings, {}, {})
    {
    }

    std::string judge()
    {
        if (!m_row.expected.isMap()) {
            return "the line is no case";
        }
        const Environment environment = declared();
        const Source source(m_row.expr);
        auto parsed = parse(source);
        if (!parsed) {
            return expectsError() ? "" : render(source, parsed.diagnostics());
        }
        const auto ast = std::make_shared<const Ast>(*std::move(parsed));
        bind(environment);
        auto checked = check(ast, environment);
        std::string verdict;
        if (checked) {
            verdict = judgeType(checked->resultType());
            if (verdict.empty() && !m_row.isCheckOnly) {
                verdict = evaluate("checked", *std::move(checked));
            }
        } else if (!expectsError() && !m_row.isUnchecked) {
            verdict = render(source, checked.diagnostics());
        }
        // A case that is an error for the checker's sake alone may have a value without it.
        const bool mayDiffer = m_row.isCheckOnly || (!checked && expectsError());
        return verdict.empty() && !mayDiffer ? evaluate("unchecked", resolve(ast, environment)) : verdict;
    }

private:
    bool expectsError() const { return m_row.expected.find("eval_error").has_value(); }

    Environment declared() const
    {
        Environment::Builder builder;
        builder.container(m_row.container);
        m_row.declarations.forEachItem(
            [&builder](std::size_t, const Value& declaration) { declare(builder, declaration); });
        const Environment typed = builder.build();
        // What is bound and not declared is dyn.
        m_row.bindings.forEachMember([&](std::string_view name, const Value&) {
            if (!typed.findVariable(name)) {
                builder.variable(std::string(name), Type::dyn());
            }
        });
        return builder.build();
    }

    void bind(const Environment& environment)
    {
        m_inputs.resize(environment.variables().size());
        m_row.bindings.forEachMember([&](std::string_view name, const Value& tagged) {
            m_inputs[*environment.findVariable(name)] = Input::of(datumOf(m_scratch, tagged));
        });
    }

    std::string judgeType(const Type& type) const
    {
        const auto expected = m_row.expected.find("type");
        return !expected || typeOf(*expected) == type
            ? ""
            : "has type " + type.text() + " and not " + typeOf(*expected).text();
    }

    std::string judgeResult(const std::string& way, const Datum& result)
    {
        if (expectsError()) {
            return result.isError() ? ""
                                    : way + " it is no error but " + literalText(m_workspace.run(), result);
        }
        const auto expected = m_row.expected.find("value");
        if (!expected) {
            return {};
        }
        const Datum wanted = datumOf(m_scratch, *expected);
        return isSame(m_workspace.run(), result, wanted) ? ""
                                                         : way + " it is "
                + literalText(m_workspace.run(), result) + " and not " + literalText(m_scratch, wanted);
    }

    std::string evaluate(const std::string& way, CheckedAst checked)
    {
        const Program folded(checked, {true});
        std::string verdict = judgeResult(way + ", folded,", folded.evaluate(m_inputs, m_workspace));
        if (!verdict.empty()) {
            return verdict;
        }
        const std::uint64_t steps = m_workspace.run().steps();
        verdict = judgeResult(way + ", traced,", folded.trace(m_inputs, m_workspace));
        if (verdict.empty() && m_workspace.run().steps() != steps) {
            verdict = way + ", traced it takes another number of steps";
        }
        if (!verdict.empty()) {
            return verdict;
        }
        const Program unfolded(std::move(checked), {false});
        verdict = judgeResult(way + ", unfolded,", unfolded.evaluate(m_inputs, m_workspace));
        if (verdict.empty() && m_workspace.run().steps() != steps) {
            verdict = way + ", unfolded it takes another number of steps";
        }
        return verdict;
    }

    const Case& m_row;
    Arena m_arena;
    Readings m_noReadings;
    Run m_scratch;
    Workspace m_workspace;
    std::vector<Input> m_inputs;
};

} // namespace

std::vector<Case> readCases(const std::string& path)
{
    std::vector<Case> cases;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) {
            continue;
        }
        Case& row = cases.emplace_back();
        const auto read = readJson(line);
        if (!read) {
            row.id = line.substr(0, 60);
            continue;
        }
        row.id = textOf(*read, "id");
        row.file = textOf(*read, "file");
        row.expr = textOf(*read, "expr");
        row.container = textOf(*read, "container");
        row.isUnchecked = flagOf(*read, "disable_check");
        row.isCheckOnly = flagOf(*read, "check_only");
        row.declarations = read->find("type_env").value_or(Value());
        row.bindings = read->find("bindings").value_or(Value());
        row.expected = read->find("expected").value_or(Value());
    }
    return cases;
}

std::string judge(const Case& row)
{
    return Judge(row).judge();
}

} // namespace conformance
