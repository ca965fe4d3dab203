#pragma once

#include "engine/base/result.h"
#include "engine/io/mapping.h"
#include "engine/log/log_builder.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hindcast {

/// What a file can be read as. Names: "cloudevents", "json" (one document: an array of records, of arrays of
/// records, or a single record), "ndjson", "csv", "xes".
enum class LogFormat : std::uint8_t { CloudEvents, Json, NdJson, Csv, Xes };
constexpr std::array<LogFormat, 5> allFormats{LogFormat::CloudEvents,
    LogFormat::Json,
    LogFormat::NdJson,
    LogFormat::Csv,
    LogFormat::Xes};
std::string_view nameOf(LogFormat format);
std::string_view titleOf(LogFormat format); ///< for people: "CloudEvents 1.0", "CSV"...
Result<LogFormat> formatFromName(std::string_view name); ///< Errors: UnknownFormat

/// One row of a preview: the event as it would be imported.
struct PreviewEvent {
    std::string stream, category, type, timeText, id, correlation, causation, data, meta;
    std::optional<std::int64_t> recordedUs;
    std::int64_t line = 0;
};

/// What a look at the beginning of a file tells.
struct Recognition {
    LogFormat format = LogFormat::Json;
    bool gzip = false;
    FieldMapping mapping; ///< empty for XES and CloudEvents, which define their fields
    std::vector<std::string> fields; ///< paths found in the sample, for choosing sources from
    std::vector<PreviewEvent> sample; ///< the first events under this mapping
    std::vector<std::string>
        doubts; ///< what the person should look at ("no field looks like a time"), in English
};

/// Recognises format and mapping from the content's first 256 KiB (never from the name) and reads the first
/// `rows` events. A given format or mapping is used instead of a guess; given sources replace guessed ones
/// field by field. Errors: FileNotFound, FileUnreadable, FileEmpty, NotALog, BadGzip, BadJson and its kin
/// with their place; LimitExceeded where half a gigabyte of text holds no record.
Result<Recognition> recognise(const std::string& path,
    std::optional<LogFormat> format = {},
    const FieldMapping& given = {},
    int rows = 20);

/// What the person should look at in one of the sources.
struct ImportDoubt {
    std::size_t source = 0; ///< its index among the request's
    std::string text;
};

/// One record that could not be read.
struct ImportProblem {
    std::string file;
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::string reason;
};

struct ImportReport {
    std::int64_t read = 0; ///< records seen: imported + skipped
    std::int64_t imported = 0;
    std::int64_t skipped = 0;
    std::int64_t streams = 0;
    std::int64_t types = 0;
    std::int64_t duplicates = 0;
    std::int64_t noId = 0;
    std::int64_t noTime = 0;
    std::int64_t repeatedKeys = 0; ///< records in which an object names a member twice; the last one counts
    std::int64_t unreadTimes = 0; ///< of noTime: there is a text that could not be read as a time
    std::int64_t zoneAssumed = 0;
    std::int64_t inversions = 0;
    std::int64_t ties = 0;
    std::vector<ImportProblem> problems; ///< the first hundred
    LogFormat format = LogFormat::Json; ///< of the first source
    FieldMapping mapping; ///< likewise
    std::vector<LogFormat> formats; ///< of each source
    std::vector<ImportDoubt> doubts; ///< what recognition was not sure of or left out; see Recognition
};

/// The report as JSON: what the project keeps under the note "import", and what the command line answers.
std::string reportToJson(const ImportReport& report, const std::vector<std::string>& sources);

struct ImportProgress {
    std::int64_t bytesRead = 0; ///< of the files as they lie on disk
    std::int64_t bytesTotal = 0;
    std::int64_t events = 0;
    bool finishing = false; ///< all is read; indexes are being built
    double fraction = 0; ///< 0..1 over both stages
};

struct ImportRequest {
    std::vector<std::string> sources; ///< one log, in this order; "-" is standard input
    std::string target; ///< the project to make
    bool replace = false;
    std::optional<LogFormat> format;
    FieldMapping mapping; ///< given sources; what is empty is recognised
    bool strict = false; ///< the first bad record is an error and nothing is imported
};

/// Imports log files into a new project, whole or not at all, in recorded order and in memory that does not
/// grow with the files; pipes are copied to a temporary file first. `progress` is called about twenty times a
/// second on the calling thread. Errors: as recognise(); NoEvents; FileExists; NotReplaceable (see
/// project_file.h); BadArgument for a source named twice; FileUnwritable; DiskFull; Cancelled.
Result<ImportReport> importLogs(const ImportRequest& request,
    const std::function<void(const ImportProgress&)>& progress = {},
    const std::stop_token& stop = {});

} // namespace hindcast
