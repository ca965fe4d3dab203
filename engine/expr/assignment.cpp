#include "engine/expr/assignment.h"

#include "engine/expr/assignment_tree.h"
#include "engine/expr/parser.h"
#include "engine/expr/place_changes.h"
#include "engine/expr/suggestion.h"

#include <string_view>

namespace hindcast::expr {

struct Assignments::Content {
    explicit Content(std::vector<CompiledAssignment> compiled)
        : assignments(std::move(compiled))
        , places(placesOf(assignments))
    {
    }

    std::vector<CompiledAssignment> assignments;
    PlaceNode places;
};

namespace {

/// Compiles assignments one by one and gathers what is wrong with them.
class Compiler {
public:
    Compiler(const Source& source, const Environment& environment, const Type& target)
        : m_source(source)
        , m_environment(environment)
        , m_target(target)
    {
    }

    void add(Span span)
    {
        auto syntax = parseAssignment(m_source, span);
        if (!syntax) {
            report(syntax.diagnostics());
            return;
        }
        for (const CompiledAssignment& earlier : m_compiled) {
            if (mayOverlap(earlier.syntax, *syntax)) {
                report(DiagnosticCode::OverlappingPaths,
                    syntax->pathSpan,
                    {textOf(m_source, *syntax), textOf(m_source, earlier.syntax)});
                return;
            }
        }
        CompiledAssignment made;
        made.syntax = *std::move(syntax);
        for (const TargetStep& step : made.syntax.path) {
            made.keys.push_back(step.isComputed() ? program(step.computed, Type::dyn()) : std::nullopt);
        }
        const Type type = typeOf(made.syntax);
        if (made.syntax.kind != AssignmentKind::Unset) {
            made.value = program(made.syntax.value, type);
        }
        m_compiled.push_back(std::move(made));
    }

    std::vector<Diagnostic>& diagnostics() { return m_diagnostics; }
    std::vector<CompiledAssignment>& compiled() { return m_compiled; }

private:
    void report(const std::vector<Diagnostic>& found)
    {
        m_diagnostics.insert(m_diagnostics.end(), found.begin(), found.end());
    }
    void report(DiagnosticCode code, Span span, std::vector<std::string> args)
    {
        m_diagnostics.push_back({code, span, std::move(args)});
    }

    std::optional<Program> program(Span span, const Type& expected)
    {
        auto ast = parse(m_source, span);
        if (!ast) {
            report(ast.diagnostics());
            return std::nullopt;
        }
        auto checked = check(std::make_shared<const Ast>(*std::move(ast)), m_environment, expected);
        if (!checked) {
            report(checked.diagnostics());
            return std::nullopt;
        }
        return Program(*std::move(checked));
    }

    /// What the assignment may hold, after its path was followed through the declared types.
    Type typeOf(const AssignmentSyntax& assignment)
    {
        Type at = m_target;
        bool mayBeAbsent = true;
        for (const TargetStep& step : assignment.path) {
            at = stepInto(at, step, mayBeAbsent);
        }
        if (assignment.kind == AssignmentKind::Unset && !mayBeAbsent) {
            report(DiagnosticCode::NotOptional,
                assignment.pathSpan,
                {textOf(m_source, assignment), "only optional fields and a map's members can"});
        }
        if (assignment.kind != AssignmentKind::Append) {
            return at;
        }
        if (at.is(Type::Kind::List)) {
            return at.parameter(0);
        }
        if (!at.isDyn()) {
            report(DiagnosticCode::NotAList, assignment.pathSpan, {textOf(m_source, assignment), at.text()});
        }
        return Type::dyn();
    }

    Type stepInto(const Type& holder, const TargetStep& step, bool& mayBeAbsent)
    {
        mayBeAbsent = !holder.is(Type::Kind::List);
        switch (holder.kind()) {
        case Type::Kind::Record:
            return fieldOf(holder, step, mayBeAbsent);
        case Type::Kind::Map:
            return holder.parameter(1);
        case Type::Kind::List:
            if (step.isName()) {
                report(
                    DiagnosticCode::NoSelection, step.span, {holder.text(), "write [0] for its first item"});
            }
            return holder.parameter(0);
        case Type::Kind::Dyn:
            return Type::dyn();
        default:
            report(DiagnosticCode::NoSelection, step.span, {holder.text(), ""});
            return Type::dyn();
        }
    }

    Type fieldOf(const Type& holder, const TargetStep& step, bool& mayBeAbsent)
    {
        const auto index = m_environment.findRecord(holder.name());
        if (!index || !step.isName()) {
            return Type::dyn();
        }
        const RecordDeclaration& record = m_environment.records()[*index];
        if (const auto field = record.find(step.name)) {
            mayBeAbsent = record.fields[*field].isOptional;
            return record.fields[*field].type;
        }
        std::vector<std::string_view> names;
        for (const FieldDeclaration& field : record.fields) {
            names.push_back(field.name);
        }
        report(
            DiagnosticCode::UnknownField, step.span, {record.name, step.name, didYouMean(step.name, names)});
        return Type::dyn();
    }

    const Source& m_source;
    const Environment& m_environment;
    const Type& m_target;
    std::vector<Diagnostic> m_diagnostics;
    std::vector<CompiledAssignment> m_compiled;
};

} // namespace

Assignments::Assignments(std::shared_ptr<const Content> content)
    : m_content(std::move(content))
{
}

Diagnosed<Assignments> Assignments::compile(const Source& source,
    std::span<const Span> spans,
    const Environment& environment,
    const Type& target)
{
    Compiler compiler(source, environment, target);
    for (const Span span : spans) {
        compiler.add(span);
    }
    if (!compiler.diagnostics().empty()) {
        return std::move(compiler.diagnostics());
    }
    return Assignments(std::make_shared<const Content>(std::move(compiler.compiled())));
}

Diagnosed<Assignments>
Assignments::compile(const Source& source, const Environment& environment, const Type& target)
{
    std::vector<Span> spans;
    const std::string_view text = source.text();
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        if (text.substr(start, end - start).find_first_not_of(" \t\r") != std::string_view::npos) {
            spans.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end - start)});
        }
        start = end + 1;
    }
    return compile(source, spans, environment, target);
}

std::size_t Assignments::size() const
{
    return m_content->assignments.size();
}

const AssignmentSyntax& Assignments::syntax(std::size_t index) const
{
    return m_content->assignments[index].syntax;
}

const Program* Assignments::value(std::size_t index) const
{
    const auto& value = m_content->assignments[index].value;
    return value ? &*value : nullptr;
}

std::vector<const Program*> Assignments::keys(std::size_t index) const
{
    std::vector<const Program*> programs;
    for (const std::optional<Program>& key : m_content->assignments[index].keys) {
        if (key) {
            programs.push_back(&*key);
        }
    }
    return programs;
}

Applied Assignments::apply(const Value& target, std::span<const Input> inputs, Workspace& workspace) const
{
    return PlaceChanges(m_content->assignments, inputs, workspace).apply(m_content->places, target);
}

} // namespace hindcast::expr
