#include "engine/io/log_shape.h"

#include "engine/io/json_preamble.h"
#include "engine/io/mapping_guess.h"
#include "engine/io/project_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace hindcast {

namespace {

/// Enough to see what repeats, little enough to be done at once.
constexpr std::int64_t mostSampled = 2000;

/// Counts what the first records are and have.
class SampleSink final : public RecordSink {
public:
    explicit SampleSink(const ByteSource& source)
        : m_source(source)
    {
    }

    bool record(const Record& record) override
    {
        ++m_records;
        m_cloudEvents += looksLikeCloudEvent(record.members) ? 1 : 0;
        m_statistics.add(record);
        return m_records < mostSampled && m_source.textRead() <= static_cast<std::int64_t>(sampleSize) * 4;
    }

    bool problem(Error problem) override
    {
        if (!m_firstProblem) {
            m_firstProblem = std::move(problem);
        }
        ++m_problems;
        return m_problems < mostSampled;
    }

    std::int64_t records() const { return m_records; }
    std::int64_t problems() const { return m_problems; }
    const std::optional<Error>& firstProblem() const { return m_firstProblem; }
    bool areCloudEvents() const { return m_cloudEvents * 2 > m_records; }
    const FieldStatistics& statistics() const { return m_statistics; }

private:
    static bool looksLikeCloudEvent(const JsonMembers& members)
    {
        return members.find("specversion") != nullptr
            && (members.find("type") != nullptr || members.find("source") != nullptr
                || members.find("id") != nullptr);
    }

    const ByteSource& m_source;
    FieldStatistics m_statistics;
    std::int64_t m_records = 0;
    std::int64_t m_problems = 0;
    std::int64_t m_cloudEvents = 0;
    std::optional<Error> m_firstProblem;
};

Error inFile(Error error, const std::string& path)
{
    error.place.file = path;
    return error;
}

/// Nothing was wrong with the records; there are none.
Error noEvents(Container container, const std::string& path)
{
    if (container == Container::Rows) {
        return {ErrorCode::NoEvents,
            {": it is a CSV without rows, a header and nothing else", "export the log again, with its rows"},
            {path, 1, 1}};
    }
    return {ErrorCode::NoEvents,
        {": there is no record in the file", "export the log again, or name its format"},
        {path, 1, 1}};
}

/// The beginning of the file as text; `whole` when there is no more.
Result<std::string> readSample(ByteSource& source, bool& whole)
{
    std::string sample;
    whole = false;
    while (!whole && sample.size() < sampleSize) {
        Result<bool> more = source.read(sample, sampleSize);
        if (!more) {
            return more.error();
        }
        whole = !*more;
    }
    if (!whole) {
        std::string rest;
        Result<bool> more = source.read(rest, 1);
        whole = more.ok() && !*more;
    }
    return sample;
}

/// Settles how the dates of the times are to be read, and tells of those that can't be.
void lookAtTimes(const FieldStatistics& statistics, const LogShape* likely, LogShape& shape)
{
    const FieldFacts* times = statistics.find(shape.mapping.of(Field::Time));
    if (times == nullptr) {
        return;
    }
    shape.dateOrder = times->dateOrder();
    const bool silent = times->dayFirst + times->monthFirst == 0;
    if (silent && likely != nullptr && likely->mapping.of(Field::Time) == times->path) {
        shape.dateOrder = likely->dateOrder;
    }
    const std::int64_t readable =
        times->times + times->epochs + (shape.dateOrder == DateOrder::Unknown ? 0 : times->ambiguous);
    if (readable < times->scalars) {
        shape.doubts.push_back(
            fmt::format("{} of the first {} times in '{}' can't be read: they are kept as texts",
                times->scalars - readable,
                times->scalars,
                times->path));
    }
    if (times->ambiguous > 0 && shape.dateOrder == DateOrder::Unknown) {
        shape.doubts.push_back(fmt::format(
            "the dates in '{}' do not tell which number is the day, so they can't be read", times->path));
    }
}

bool isCalledTable(const std::string& path)
{
    std::string name = std::filesystem::path(path).filename().string();
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (name.ends_with(".gz")) {
        name.resize(name.size() - 3);
    }
    return name.ends_with(".csv") || name.ends_with(".tsv");
}

LogFormat formatOf(Container container, bool cloudEvents)
{
    if (cloudEvents) {
        return LogFormat::CloudEvents;
    }
    switch (container) {
    case Container::Document:
        return LogFormat::Json;
    case Container::Lines:
    case Container::Sequence:
        return LogFormat::NdJson;
    case Container::Rows:
        return LogFormat::Csv;
    case Container::Xml:
        break;
    }
    return LogFormat::Xes;
}

} // namespace

Result<void> readRecords(Container container, ByteSource& source, RecordSink& sink)
{
    switch (container) {
    case Container::Document:
        return readJsonDocument(source, sink);
    case Container::Lines:
        return readJsonLines(source, sink);
    case Container::Sequence:
        return readJsonSequence(source, sink);
    case Container::Rows:
        return readCsv(source, sink);
    case Container::Xml:
        break;
    }
    return readXes(source, sink);
}

Result<std::unique_ptr<EventMapper>> makeMapper(const LogShape& shape)
{
    switch (shape.format) {
    case LogFormat::CloudEvents:
        return makeCloudEventMapper(shape.mapping);
    case LogFormat::Xes:
        return makeXesMapper(shape.mapping);
    case LogFormat::Json:
    case LogFormat::NdJson:
    case LogFormat::Csv:
        break;
    }
    return makeFieldMapper(shape.mapping, shape.dateOrder);
}

Result<LogShape> recogniseShape(const std::string& path,
    std::optional<LogFormat> format,
    const FieldMapping& given,
    const LogShape* likely,
    const std::stop_token& stop)
{
    LogShape shape;
    {
        Result<std::unique_ptr<ByteSource>> source = ByteSource::open(path, stop);
        if (!source) {
            return source.error();
        }
        if (isProject(path)) {
            return Error{ErrorCode::NotALog,
                {"it is a Hindcast project already", "open it as it is, or export it as a log first"},
                {path, 0, 0}};
        }
        shape.gzip = (*source)->isGzip();
        bool whole = false;
        Result<std::string> sample = readSample(**source, whole);
        if (!sample) {
            return sample.error();
        }
        Result<Container> container = sniffContainer(*sample, whole, format, isCalledTable(path));
        if (!container) {
            return inFile(container.error(), path);
        }
        shape.container = *container;
        const std::optional<std::string> member = *container == Container::Document
            ? recordsMember(sample->substr(jsonPreamble(*sample)))
            : std::nullopt;
        if (member) {
            shape.doubts.push_back(fmt::format(
                "the records are those under '{}'; what stands beside it is not imported", *member));
        }
    }
    Result<std::unique_ptr<ByteSource>> source = ByteSource::open(path, stop, {}, mostRecognisedText);
    if (!source) {
        return source.error();
    }
    SampleSink sink(**source);
    if (Result<void> read = readRecords(shape.container, **source, sink); !read) {
        return read.error();
    }
    if (sink.records() == 0) {
        return sink.firstProblem() ? inFile(*sink.firstProblem(), path) : noEvents(shape.container, path);
    }
    shape.format = format ? *format : formatOf(shape.container, sink.areCloudEvents());
    shape.fields = sink.statistics().paths();
    const bool ownFields = shape.format == LogFormat::CloudEvents || shape.format == LogFormat::Xes;
    if (!ownFields) {
        const bool goesOn =
            likely != nullptr && likely->format == shape.format && sink.statistics().has(likely->mapping);
        shape.mapping = goesOn ? likely->mapping : guessMapping(sink.statistics(), shape.doubts, given);
    }
    for (const Field field : allFields) {
        if (!given.of(field).empty()) {
            shape.mapping.of(field) = given.of(field);
        }
    }
    if (!ownFields) {
        lookAtTimes(sink.statistics(), likely, shape);
    }
    if (sink.problems() > 0) {
        shape.doubts.push_back(std::to_string(sink.problems()) + " of the first records can't be read");
    }
    return shape;
}

} // namespace hindcast
