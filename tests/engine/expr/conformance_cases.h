#pragma once

#include "engine/value/value.h"

#include <string>
#include <vector>

/// Cases of CEL's official suite as lines of JSON: `id, file, expr, container, disable_check, check_only,
/// type_env, bindings, expected`. Values are tagged with their type ({"int":"1"}), maps are lists of pairs.
namespace conformance {

struct Case {
    std::string id;
    std::string file; ///< the part of the suite
    std::string expr;
    std::string container;
    bool isUnchecked = false; ///< not meant to pass the checker
    bool isCheckOnly = false; ///< judged by its type, not evaluated
    hindcast::Value declarations; ///< [{name, type}] and [{name, overloads}]
    hindcast::Value bindings; ///< name -> tagged value
    hindcast::Value expected; ///< {value}, {eval_error} or {type}
};

/// All cases of a file; a line that is none becomes a case that fails.
std::vector<Case> readCases(const std::string& path);

/// Runs the case checked and unchecked, each folded, unfolded and traced. Empty when all come to what is
/// expected; else what came out instead, and which way.
std::string judge(const Case& row);

} // namespace conformance
