#include "engine/io/log_shape.h"

namespace hindcast {

namespace {

/// Bad records that a preview passes over: a long log of nothing else is not read to its end.
constexpr std::size_t mostProblems = 2000;

/// Keeps the first events.
class PreviewSink final : public RecordSink {
public:
    PreviewSink(EventMapper& mapper, std::size_t rows)
        : m_mapper(mapper)
        , m_rows(rows)
    {
    }

    bool record(const Record& record) override
    {
        EventMapper::Mapped mapped;
        if (std::optional<Error> problem = m_mapper.map(record, mapped)) {
            return this->problem(std::move(*problem));
        }
        const NewEvent& event = mapped.event;
        PreviewEvent& row = events.emplace_back();
        row.stream = event.stream;
        row.category = event.category.empty() ? categoryOf(event.stream) : event.category;
        row.type = event.type;
        row.timeText = event.timeText;
        row.id = event.id;
        row.correlation = event.correlation;
        row.causation = event.causation;
        row.data = event.data;
        row.meta = event.meta;
        row.recordedUs = event.recordedUs;
        row.line = record.line;
        return events.size() < m_rows;
    }

    bool problem(Error problem) override
    {
        if (!firstProblem) {
            firstProblem = std::move(problem);
        }
        return ++m_problems < mostProblems;
    }

    std::vector<PreviewEvent> events;
    std::optional<Error> firstProblem;

private:
    EventMapper& m_mapper;
    std::size_t m_rows;
    std::size_t m_problems = 0;
};

} // namespace

Result<Recognition>
recognise(const std::string& path, std::optional<LogFormat> format, const FieldMapping& given, int rows)
{
    Result<LogShape> shape = recogniseShape(path, format, given);
    if (!shape) {
        return shape.error();
    }
    Result<std::unique_ptr<EventMapper>> mapper = makeMapper(*shape);
    if (!mapper) {
        return mapper.error();
    }
    Result<std::unique_ptr<ByteSource>> source = ByteSource::open(path, {}, {}, mostRecognisedText);
    if (!source) {
        return source.error();
    }
    PreviewSink sink(**mapper, static_cast<std::size_t>(rows < 1 ? 1 : rows));
    if (Result<void> read = readRecords(shape->container, **source, sink); !read) {
        return read.error();
    }
    if (sink.events.empty() && sink.firstProblem) {
        Error error = std::move(*sink.firstProblem);
        error.place.file = path;
        return error;
    }
    Recognition recognition;
    recognition.format = shape->format;
    recognition.gzip = shape->gzip;
    recognition.mapping = std::move(shape->mapping);
    recognition.fields = std::move(shape->fields);
    recognition.sample = std::move(sink.events);
    recognition.doubts = std::move(shape->doubts);
    return recognition;
}

} // namespace hindcast
