#pragma once

#include "engine/expr/environment.h"

/// What a guard of an account sees: the environment that the tables of checks are about.
inline hindcast::expr::Environment accountEnvironment()
{
    using namespace hindcast::expr;
    using Kind = Type::Kind;
    return Environment::Builder()
        .enumeration({"Status", {"open", "frozen", "closed"}})
        .enumeration({"Level", {"low", "high"}})
        .record({"Line", {{"sku", Kind::String}, {"count", Kind::Int}, {"price", Kind::Decimal}}})
        .record({"Account",
            {{"balance", Kind::Int},
                {"limit", Kind::Int},
                {"rate", Kind::Double},
                {"status", Type::enumeration("Status")},
                {"level", Type::enumeration("Level")},
                {"owner", Kind::String, true},
                {"note", Type::nullable(Kind::String)},
                {"opened", Kind::Timestamp},
                {"fee", Kind::Decimal},
                {"lines", Type::list(Type::record("Line"))},
                {"tags", Type::list(Type::enumeration("Level"))},
                {"labels", Type::map(Kind::String, Kind::String)},
                {"extra", Type::dyn()}}})
        .record({"Withdraw", {{"amount", Kind::Int}, {"reason", Kind::String, true}}})
        .record({"Withdrawn",
            {{"amount", Kind::Int},
                {"rate", Kind::Double},
                {"at", Kind::Timestamp},
                {"reason", Kind::String, true}}})
        .variable("state", Type::record("Account"))
        .variable("cmd", Type::record("Withdraw"))
        .variable("now", Kind::Timestamp)
        .variable("actor", Kind::String)
        .variable("event", Type::dyn())
        .build();
}
