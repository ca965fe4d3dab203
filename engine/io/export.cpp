#include "engine/io/export.h"

#include "engine/io/cloud_event_writer.h"
#include "engine/io/output_file.h"

#include <optional>

namespace hindcast {

namespace {

constexpr std::size_t flushAt = 256UL * 1024;
constexpr std::int64_t eventsBetweenTells = 4096;

/// How an export says that a payload was redacted: as a member of the meta, so that it comes back as one.
constexpr std::string_view redactedMeta = R"({"redacted":true})";

/// An event's ids may be anything in a file that was altered.
bool isNamed(const EventView& event, const LogNames& names)
{
    const auto isIn = [](std::int64_t id, std::size_t size) {
        return id > 0 && static_cast<std::uint64_t>(id) < size;
    };
    return isIn(event.stream.value, names.streams.size()) && isIn(event.type.value, names.types.size());
}

/// The visited event with its names, as the writer wants it.
NewEvent named(const EventView& event, const LogNames& names)
{
    const StreamName& stream = names.streams[static_cast<std::size_t>(event.stream.value)];
    NewEvent out;
    out.stream = stream.name;
    out.category = names.categories[static_cast<std::size_t>(stream.category.value)];
    out.type = names.types[static_cast<std::size_t>(event.type.value)];
    out.recordedUs = event.recordedUs;
    out.timeText = event.timeText;
    out.id = event.id;
    out.correlation = event.correlation;
    out.causation = event.causation;
    out.data = event.data;
    out.meta = event.isRedacted ? redactedMeta : event.meta;
    return out;
}

} // namespace

Result<std::int64_t> exportCloudEvents(LogReader& reader,
    BranchId branch,
    const std::string& path,
    const std::function<void(std::int64_t)>& progress,
    const std::stop_token& stop,
    std::optional<Position> upTo)
{
    // The end comes first: names that others add meanwhile belong to later events.
    Result<Position> last = reader.lastPosition(branch);
    if (!last) {
        return last.error();
    }
    if (upTo && (upTo->value < 1 || *upTo > *last)) {
        return Error{
            ErrorCode::PositionOutOfRange, {std::to_string(upTo->value), std::to_string(last->value)}, {}};
    }
    Result<LogNames> names = reader.names();
    if (!names) {
        return names.error();
    }
    Result<std::unique_ptr<OutputFile>> file = OutputFile::open(path);
    if (!file) {
        return file.error();
    }
    CloudEventWriter writer;
    std::string text;
    std::int64_t count = 0;
    std::optional<Error> failure;
    Result<void> visited =
        reader.visit(branch, {Position{1}, upTo.value_or(*last)}, [&](const EventView& event) {
            if (stop.stop_requested()) {
                failure = Error{ErrorCode::Cancelled, {}, {}};
                return false;
            }
            if (!isNamed(event, *names)) {
                failure = Error{ErrorCode::ProjectDamaged,
                    {"position " + std::to_string(event.position.value) + " has no stream or no type"},
                    {reader.path(), 0, 0}};
                return false;
            }
            writer.write(named(event, *names), event.position.value, text);
            ++count;
            if (text.size() >= flushAt) {
                if (Result<void> written = (*file)->write(text); !written) {
                    failure = written.error();
                    return false;
                }
                text.clear();
            }
            if (progress && count % eventsBetweenTells == 0) {
                progress(count);
            }
            return true;
        });
    if (failure) {
        return *failure;
    }
    if (!visited) {
        return visited.error();
    }
    if (Result<void> written = (*file)->write(text); !written) {
        return written.error();
    }
    if (Result<void> committed = (*file)->commit(); !committed) {
        return committed.error();
    }
    if (progress) {
        progress(count);
    }
    return count;
}

} // namespace hindcast
