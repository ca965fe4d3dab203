#pragma once

#include "engine/value/diff.h"
#include "engine/value/value.h"

#include <QString>

namespace hindcast {

/// A value in one cell: strings in quotes, numbers as written, "2 items" for a list, "3 fields" for a map.
/// Texts longer than `limit` characters end in "…". Cost: linear in `limit`, whatever the value weighs.
QString valueText(const Value& value, int limit = 200);

/// A value on one line as JSON, containers included, cut at `limit` characters with "…". Cost as above.
QString valueLine(const Value& value, int limit = 200);

/// The last step of a path as a row's name: "sku", "[0]"; empty for the whole.
QString stepText(const PathStep& step);

/// A path for people: "lines[0].sku"; "(whole state)" for the empty one.
QString pathText(const ValuePath& path);

} // namespace hindcast
