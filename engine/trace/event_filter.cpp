#include "engine/trace/event_filter.h"

#include "engine/expr/facts.h"
#include "engine/expr/fault.h"
#include "engine/expr/parser.h"

#include <algorithm>
#include <array>

namespace hindcast {

using namespace expr;

namespace {

/// Whether the expression may read that member of the event.
bool mayRead(const Facts& facts, std::string_view member)
{
    return std::any_of(facts.reads.begin(), facts.reads.end(), [member](const AccessPath& path) {
        if (path.steps.empty() || !path.steps.front()) {
            return true;
        }
        const auto* name = std::get_if<std::string>(&*path.steps.front());
        return name == nullptr || *name == member;
    });
}

} // namespace

EventFilter::EventFilter(Program program, EventParts parts)
    : m_program(std::move(program))
    , m_parts(parts)
{
}

const Environment& EventFilter::environment()
{
    static const Environment made = [] {
        Environment::Builder builder;
        declareEvent(builder);
        builder.variable("event", Type::record(eventRecord));
        return builder.build();
    }();
    return made;
}

Diagnosed<EventFilter> EventFilter::compile(const Source& source)
{
    auto ast = parse(source);
    if (!ast) {
        return ast.diagnostics();
    }
    auto checked = check(std::make_shared<const Ast>(*std::move(ast)), environment(), Type::Kind::Bool);
    if (!checked) {
        return checked.diagnostics();
    }
    const Facts facts = factsOf(*checked);
    const auto reads = [&facts](std::string_view member) { return mayRead(facts, member); };
    return EventFilter(Program(*std::move(checked)),
        EventParts{reads("time"),
            reads("id") || reads("correlation") || reads("causation"),
            reads("data"),
            reads("meta")});
}

Datum EventFilter::evaluate(const Value& event, Workspace& workspace) const
{
    const std::array<Input, 1> inputs{Input(event)};
    return m_program.evaluate(inputs, workspace);
}

EventFilter::Verdict EventFilter::test(const EventView& event, EventNames names, Workspace& workspace) const
{
    const Value value = eventValue(event, names, m_parts);
    const Datum result = evaluate(value, workspace);
    return result.isTrue() ? Verdict::Hit : result.isFalse() ? Verdict::Miss : Verdict::Fault;
}

EventFilter::Verdict EventFilter::test(const Event& event, Workspace& workspace) const
{
    return test(viewOf(event), {event.streamName, event.typeName}, workspace);
}

std::string EventFilter::faultOf(const EventView& event, EventNames names, Workspace& workspace) const
{
    const Value value = eventValue(event, names, m_parts);
    const Datum result = evaluate(value, workspace);
    return result.isError()     ? describe(result.asFault())
        : result.is(Kind::Bool) ? std::string()
                                : "the condition is neither true nor false";
}

std::string EventFilter::faultOf(const Event& event, Workspace& workspace) const
{
    return faultOf(viewOf(event), {event.streamName, event.typeName}, workspace);
}

} // namespace hindcast
