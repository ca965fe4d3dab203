#pragma once

#include "engine/expr/datum.h"
#include "engine/value/value.h"

#include <cstdint>

namespace hindcast::expr {

/// What a variable is bound to for one evaluation: a borrowed `Value`, which is read as the variable's
/// declared type; a value of the language; unknown; or nothing, which is an error where it is read.
class Input {
public:
    Input() = default; ///< nothing
    Input(const Value& value)
        : m_datum(Datum::raw(value))
    {
    }
    Input(Value&&) = delete; ///< a value that is gone before it is read
    static Input of(const Datum& datum)
    {
        Input input;
        input.m_datum = datum;
        return input;
    }
    static Input unknown(std::uint32_t slot) { return of(Datum::unknown(slot)); }

    const Datum& datum() const { return m_datum; }

private:
    static Datum nothing();

    Datum m_datum = nothing();
};

} // namespace hindcast::expr
