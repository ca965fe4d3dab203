#pragma once

#include "engine/io/byte_source.h"
#include "engine/io/record.h"

#include <string_view>

namespace hindcast {

// The readers: each takes one kind of text apart into records, in order and in the memory of one record.
// All return success when the sink stopped them; the sink knows why it did.

// The JSON readers pass over comments and tool banners before the first value, see json_preamble.h.

/// One JSON document. An array gives its elements, an object that keeps records under a member those, an
/// array of arrays of objects the inner elements with their group; anything else is one record. Errors:
/// BadJson with its place, wherever in the document it is; LimitExceeded; those of the source.
Result<void> readJsonDocument(ByteSource& source, RecordSink& sink);

/// One JSON value a line; blank lines are nothing. A line that can't be read is a problem.
Result<void> readJsonLines(ByteSource& source, RecordSink& sink);

/// JSON values one after the other that may span lines, or share one, or begin with a record separator
/// (RFC 7464). After one that can't be read, reading goes on at
/// the next line that begins with a brace or bracket.
Result<void> readJsonSequence(ByteSource& source, RecordSink& sink);

/// Rows separated by comma, semicolon, tab or bar (told from the header) under a header row; RFC 4180 quotes.
/// A column without a name is called "column" and its number. Cells that are JSON numbers stay numbers, empty
/// ones are left out, all others are texts. A row with more or fewer cells than the header is a problem.
Result<void> readCsv(ByteSource& source, RecordSink& sink);

/// The events of an XES log. Members are the event's attributes under their keys, then the trace's as
/// "case:key" and, once for the log's first event, the log's as "log:key". A trace without a name is called
/// "case-" and its number. Errors: BadXml with its place; NotALog where the first thing stands that tells
/// that the document is another kind of XML.
Result<void> readXes(ByteSource& source, RecordSink& sink);
/// What to do with XML of another kind.
constexpr std::string_view otherXmlAdvice = "export the log as XES, CSV or JSON";

} // namespace hindcast
