#pragma once

#include "engine/value/value.h"

#include <string>
#include <string_view>

namespace hindcast {

/// Whether the text is one number in JSON's grammar (RFC 8259 section 6), nothing before or after it.
bool isJsonNumber(std::string_view text);

/// Equality by exact numeric value, whatever the spelling: no conversion to double, and no cost that grows
/// with the size of an exponent. A Double stands for its shortest decimal text. Both must be numbers.
bool numbersEqual(const Value& a, const Value& b);

/// A number's text as JSON writes it; "null" for a Double that is not finite.
std::string numberText(const Value& number);

} // namespace hindcast
