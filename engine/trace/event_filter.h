#pragma once

#include "engine/expr/diagnostic.h"
#include "engine/expr/environment.h"
#include "engine/expr/program.h"
#include "engine/log/event.h"
#include "engine/trace/event_input.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hindcast {

/// A condition on events, such as `event.type == 'OrderCreated' && event.data.total > 100`. Immutable, cheap
/// to copy; each thread brings its workspace.
class EventFilter {
public:
    /// One variable: `event`, of the type that event_input.h declares.
    static const expr::Environment& environment();

    static expr::Diagnosed<EventFilter> compile(const expr::Source& source);

    enum class Verdict : std::uint8_t {
        Hit,
        Miss,
        Fault, ///< the condition is an error for this event: no hit, but to be told
    };
    Verdict test(const EventView& event, EventNames names, expr::Workspace& workspace) const;
    Verdict test(const Event& event, expr::Workspace& workspace) const;

    /// Why the test of this event comes to a Fault, in English; empty when it doesn't.
    std::string faultOf(const EventView& event, EventNames names, expr::Workspace& workspace) const;
    std::string faultOf(const Event& event, expr::Workspace& workspace) const;

    /// What of an event it looks at; all else may be left out.
    const EventParts& parts() const { return m_parts; }

private:
    EventFilter(expr::Program program, EventParts parts);
    expr::Datum evaluate(const Value& event, expr::Workspace& workspace) const;

    expr::Program m_program;
    EventParts m_parts;
};

} // namespace hindcast
