#pragma once

#include "engine/io/event_mapper.h"
#include "engine/io/import.h"
#include "engine/io/readers.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

namespace hindcast {

/// How a text holds its records.
enum class Container : unsigned char { Document, Lines, Sequence, Rows, Xml };

/// Tells the container from the beginning of a text (`whole` when that is all of it). A given format decides
/// where it can. `calledTable`: the file's name says that it is a table, which is believed where the content
/// says neither that nor the contrary: lines of one cell each under a name.
/// Errors: FileEmpty, NotALog, both with the place where that shows.
Result<Container>
sniffContainer(std::string_view sample, bool whole, std::optional<LogFormat> given, bool calledTable);

/// The records of a source, by the reader for its container. Errors: the reader's.
Result<void> readRecords(Container container, ByteSource& source, RecordSink& sink);

/// What is known of a source once its beginning was looked at.
struct LogShape {
    Container container = Container::Document;
    LogFormat format = LogFormat::Json;
    bool gzip = false;
    FieldMapping mapping;
    DateOrder dateOrder = DateOrder::Unknown; ///< of the times
    std::vector<std::string> fields;
    std::vector<std::string> doubts;
};

/// The mapper for a log of that shape. Errors: BadPath.
Result<std::unique_ptr<EventMapper>> makeMapper(const LogShape& shape);

/// How much of a text is looked at.
constexpr std::size_t sampleSize = 256UL * 1024;
/// In how much text the first records must be; a packed file may hold blanks without end.
constexpr auto mostRecognisedText = static_cast<std::int64_t>(2 * largestRecord);

/// Looks at the beginning of a file. `given` as for recognise(); `likely` is the mapping of a log that this
/// file probably goes on, used when its fields are here too. Errors: as recognise(); Cancelled.
Result<LogShape> recogniseShape(const std::string& path,
    std::optional<LogFormat> format,
    const FieldMapping& given,
    const LogShape* likely = nullptr,
    const std::stop_token& stop = {});

} // namespace hindcast
