#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/program.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// A name that a rule gave an expression (`let after = state.balance - cmd.amount`), for reasons to go
/// through it to where its value came from.
struct Definition {
    std::string name;
    Program program; ///< over the same inputs
};

/// Something that a part of an expression read: a path into the inputs (`state.balance`), or what a macro
/// bound. Whoever knows the log links it to the event that last wrote it.
struct Operand {
    NodeId node{};
    std::string path; ///< as written; a step that is computed with its value: "state.lines[2]"
    std::string value; ///< as the language writes it
    std::string origin; ///< of a defined name: "state.balance - cmd.amount = 80 - 200"
    Slot slot = 0; ///< which input; meaningless for what a macro bound
    bool isInput = false;
};

/// Why a part of an expression came to what it came to.
struct Reason {
    NodeId node{};
    std::string expression; ///< "after >= -state.limit"
    std::string value; ///< "false"
    std::string substituted; ///< with the values of its operands: "-120 >= -100"; empty for logic and loops
    std::string pass; ///< of a loop's part: "item 3", "key 'a'"
    std::vector<Operand> operands; ///< what a leaf of the tree read, each path once
    std::vector<Reason> because; ///< what decided it: the false parts of a false &&, a counter-example
};

/// An error that && or || made go away because another operand decided.
struct AbsorbedError {
    NodeId node{};
    std::string expression;
    std::string words; ///< "no such key: 'limit'"
};

/// An evaluation with its reasons. A view of the workspace it was made in: good until the next evaluation
/// there. What is in words is made when it is asked for.
class Explanation {
public:
    /// Evaluates again, every node's value kept. A false && goes on to its other operands, whose steps are
    /// not counted, so that all false ones are known.
    Explanation(const Program& program, std::span<const Input> inputs, Workspace& workspace);

    const Datum& result() const { return m_result; }
    const Trace& trace() const { return m_workspace.trace(); }

    /// The tree of reasons. `definitions` are evaluated where the tree comes to their names.
    Reason reason(std::span<const Definition> definitions = {}) const;
    std::vector<AbsorbedError> absorbed() const;

private:
    const Program& m_program;
    std::span<const Input> m_inputs;
    Workspace& m_workspace;
    Datum m_result;
};

/// The tree as lines, what decides indented under what it decided:
///
///     enough money: after >= -state.limit is false: -120 >= -100 (after = state.balance - cmd.amount = 80 -
///     200)
///
/// `name` comes before the first line where it is not empty.
std::string toText(const Reason& reason, std::string_view name = {});
std::string toText(const AbsorbedError& error);

} // namespace hindcast::expr
