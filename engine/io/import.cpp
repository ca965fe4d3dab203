#include "engine/io/import.h"

#include "engine/io/import_sink.h"
#include "engine/io/log_shape.h"
#include "engine/io/project_file.h"
#include "engine/io/spooled_input.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

namespace hindcast {

namespace {

std::optional<Error> missingField(const LogShape& shape, const FieldMapping& given, const std::string& path)
{
    const std::vector<Field> unknown = unknownSources(given, shape.fields);
    if (unknown.empty()) {
        return {};
    }
    std::string known;
    for (const std::string& name : shape.fields) {
        known += (known.empty() ? "" : ", ") + name;
    }
    return Error{ErrorCode::FieldNotFound, {given.of(unknown.front()), known}, {path, 0, 0}};
}

/// A log given twice would be twice as long without being anybody's.
std::optional<Error> namedTwice(const std::vector<std::string>& sources)
{
    for (std::size_t later = 1; later < sources.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            std::error_code differs;
            if (sources[later] == sources[earlier]
                || std::filesystem::equivalent(sources[later], sources[earlier], differs)) {
                return Error{ErrorCode::BadArgument,
                    {"the log is named twice", "name each file once"},
                    {sources[later], 0, 0}};
            }
        }
    }
    return {};
}

class Import {
public:
    Import(const ImportRequest& request,
        const std::function<void(const ImportProgress&)>& progress,
        const std::stop_token& stop)
        : m_request(request)
        , m_stop(stop)
        , m_ticker(progress)
    {
    }

    Result<ImportReport> run()
    {
        Result<ImportReport> report = import();
        return report ? std::move(report) : Result<ImportReport>(asNamed(report.error()));
    }

private:
    Result<ImportReport> import()
    {
        if (Result<void> looked = lookAtSources(); !looked) {
            return looked.error();
        }
        Result<std::unique_ptr<LogBuilder>> builder = LogBuilder::begin(m_request.target, m_request.replace);
        if (!builder) {
            return builder.error();
        }
        for (std::size_t i = 0; i < m_request.sources.size(); ++i) {
            if (Result<void> read = readSource(i, **builder); !read) {
                return read.error();
            }
        }
        if (m_report.imported == 0) {
            return m_firstProblem ? *m_firstProblem
                                  : Error{ErrorCode::NoEvents, {}, {m_request.sources.front(), 0, 0}};
        }
        return finish(**builder);
    }

    /// The error with the source's own name where a copy of it was read.
    Error asNamed(Error error) const
    {
        for (std::size_t i = 0; i < m_paths.size(); ++i) {
            if (error.place.file == m_paths[i]) {
                error.place.file = m_request.sources[i];
            }
        }
        return error;
    }

    /// What is opened for a source: itself, or a copy of what can be read only once.
    Result<std::string> pathOf(const std::string& source)
    {
        if (!SpooledInput::isNeeded(source)) {
            return source;
        }
        Result<std::unique_ptr<SpooledInput>> spooled = SpooledInput::of(source, m_stop);
        if (!spooled) {
            return spooled.error();
        }
        return m_spooled.emplace_back(std::move(*spooled))->path();
    }

    /// Every source is recognised before anything is written, so that a wrong one is told at once.
    Result<void> lookAtSources()
    {
        if (m_request.sources.empty()) {
            return Error{ErrorCode::BadArgument, {"no log was named", "name at least one file"}, {}};
        }
        if (Result<void> replaceable = mayReplaceByProject(m_request.target);
            m_request.replace && !replaceable) {
            return replaceable;
        }
        if (std::optional<Error> twice = namedTwice(m_request.sources)) {
            return *twice;
        }
        for (const std::string& source : m_request.sources) {
            std::error_code differs;
            if (std::filesystem::equivalent(source, m_request.target, differs)) {
                return Error{ErrorCode::TargetIsSource, {}, {m_request.target, 0, 0}};
            }
            Result<std::string> opened = pathOf(source);
            if (!opened) {
                return opened.error();
            }
            const std::string& path = m_paths.emplace_back(std::move(*opened));
            const LogShape* const last = m_shapes.empty() ? nullptr : &m_shapes.back();
            Result<LogShape> shape = recogniseShape(path, m_request.format, m_request.mapping, last, m_stop);
            if (!shape) {
                return shape.error();
            }
            if (std::optional<Error> missing = missingField(*shape, m_request.mapping, path)) {
                return *missing;
            }
            m_report.formats.push_back(shape->format);
            for (std::string& doubt : shape->doubts) {
                m_report.doubts.push_back({m_shapes.size(), std::move(doubt)});
            }
            m_shapes.push_back(std::move(*shape));
            std::error_code ignored;
            const auto size = std::filesystem::file_size(path, ignored);
            m_ticker.progress.bytesTotal += ignored ? 0 : static_cast<std::int64_t>(size);
        }
        m_report.format = m_shapes.front().format;
        m_report.mapping = m_shapes.front().mapping;
        return {};
    }

    Result<void> readSource(std::size_t index, LogBuilder& builder)
    {
        const LogShape& shape = m_shapes[index];
        Result<std::unique_ptr<EventMapper>> mapper = makeMapper(shape);
        if (!mapper) {
            return mapper.error();
        }
        Result<std::unique_ptr<ByteSource>> source =
            ByteSource::open(m_paths[index], m_stop, m_request.sources[index]);
        if (!source) {
            return source.error();
        }
        ImportSink sink(
            {**source, **mapper, builder, m_report, m_firstProblem, m_ticker, m_stop, m_request.strict});
        Result<void> read = readRecords(shape.container, **source, sink);
        m_ticker.finishedBytes += (*source)->rawSize();
        if (sink.failure()) {
            return *sink.failure();
        }
        return read;
    }

    Result<ImportReport> finish(LogBuilder& builder)
    {
        ImportProgress& progress = m_ticker.progress;
        progress.bytesRead = progress.bytesTotal;
        progress.events = m_report.imported;
        progress.finishing = true;
        progress.fraction = readingShare;
        m_ticker.tellNow();
        builder.noteSummary("import", [this](const BuildSummary& summary) {
            take(summary);
            return reportToJson(m_report, m_request.sources);
        });
        Result<BuildSummary> summary = builder.finish([&](double done) {
            progress.fraction = readingShare + (1 - readingShare) * done;
            m_ticker.tell();
            return !m_stop.stop_requested();
        });
        if (!summary) {
            return summary.error();
        }
        progress.fraction = 1;
        m_ticker.tellNow();
        return std::move(m_report);
    }

    void take(const BuildSummary& summary)
    {
        m_report.streams = summary.streams;
        m_report.types = summary.types;
        m_report.duplicates = summary.duplicates;
        m_report.noId = summary.noId;
        m_report.noTime = summary.noTime;
        m_report.inversions = summary.inversions;
        m_report.ties = summary.ties;
    }

    const ImportRequest& m_request;
    const std::stop_token& m_stop;
    ImportTicker m_ticker;
    std::vector<std::unique_ptr<SpooledInput>> m_spooled;
    std::vector<std::string> m_paths; ///< of the sources, in their order
    std::vector<LogShape> m_shapes;
    ImportReport m_report;
    std::optional<Error> m_firstProblem;
};

} // namespace

Result<ImportReport> importLogs(const ImportRequest& request,
    const std::function<void(const ImportProgress&)>& progress,
    const std::stop_token& stop)
{
    return Import(request, progress, stop).run();
}

} // namespace hindcast
