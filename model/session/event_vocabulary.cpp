#include "model/session/event_vocabulary.h"

#include "engine/value/json.h"

#include <algorithm>

namespace hindcast {

namespace {

/// Positions, spread over the log, whose types are looked at to choose the sample.
constexpr std::int64_t mostLooks = 1 << 16;

/// Few of each type, so that rare types have their fields in it as well.
std::vector<Position> samplePositions(const TimeColumns& columns)
{
    std::vector<Position> chosen;
    std::vector<int> ofType(columns.names().types.size());
    const std::int64_t stride = std::max<std::int64_t>(1, columns.last().value / mostLooks);
    for (Position p{1}; p <= columns.last() && chosen.size() < EventVocabulary::mostEvents; p = p + stride) {
        int& count = ofType[static_cast<std::size_t>(columns.type(p).value)];
        if (count < EventVocabulary::mostOfType) {
            ++count;
            chosen.push_back(p);
        }
    }
    return chosen;
}

bool beginsWith(std::string_view text, std::string_view start)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return text.size() >= start.size()
        && std::equal(
            start.begin(), start.end(), text.begin(), [&](char a, char b) { return lower(a) == lower(b); });
}

} // namespace

EventVocabulary::EventVocabulary(ProjectHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
{
    for (const auto signal : {&ProjectHost::closed, &ProjectHost::reloaded, &ProjectHost::payloadsRemoved}) {
        connect(&m_host, signal, this, &EventVocabulary::forget);
    }
}

void EventVocabulary::forget()
{
    m_slot.cancel();
    m_sample.reset();
}

void EventVocabulary::prepare()
{
    const auto columns = m_host.columns();
    if (m_sample || m_slot.isPending() || !columns) {
        return;
    }
    using Answer = std::shared_ptr<const Sample>;
    m_host.request<Answer>(
        m_slot,
        ProjectHost::Lane::Interactive,
        [columns](const ReadContext& context) { return read(context, *columns); },
        [this](const Result<Answer>& sample) {
            if (sample) {
                m_sample = *sample;
                Q_EMIT ready();
            }
        });
}

Result<std::shared_ptr<const EventVocabulary::Sample>> EventVocabulary::read(const ReadContext& context,
    const TimeColumns& columns)
{
    auto sample = std::make_shared<Sample>();
    const auto add = [](MemberNames& names, const std::string& text) {
        if (const auto document = readJson(text)) {
            names.add(*document);
        }
        return static_cast<std::int64_t>(text.size());
    };
    std::int64_t left = mostBytes;
    for (const Position p : samplePositions(columns)) {
        if (context.stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        const auto event = context.reader.event(context.branch, p);
        if (!event) {
            return event.error();
        }
        left -= add(sample->data, event->data) + add(sample->meta, event->meta);
        if (left <= 0) {
            break;
        }
    }
    return std::shared_ptr<const Sample>(std::move(sample));
}

expr::KnownValues EventVocabulary::known() const
{
    return {[this](const expr::WrittenPath& path) { return membersAt(path); },
        [this](const expr::WrittenPath& path, std::string_view start) { return textsAt(path, start); }};
}

std::vector<std::string> EventVocabulary::membersAt(const expr::WrittenPath& path) const
{
    if (!m_sample || path.size() < 2 || path[0] != "event" || (path[1] != "data" && path[1] != "meta")) {
        return {};
    }
    const MemberNames& names = path[1] == "data" ? m_sample->data : m_sample->meta;
    return names.at({path.begin() + 2, path.end()});
}

std::vector<std::string> EventVocabulary::textsAt(const expr::WrittenPath& path, std::string_view start) const
{
    std::vector<std::string> found;
    const auto columns = m_host.columns();
    if (!columns || path.size() != 2 || path[0] != "event") {
        return found;
    }
    const auto offer = [&](const std::string& name) {
        if (beginsWith(name, start)) {
            found.push_back(name);
        }
        return found.size() < mostTexts;
    };
    const LogNames& names = columns->names();
    if (path[1] == "type") {
        for (std::size_t i = 1; i < names.types.size() && offer(names.types[i]); ++i) { }
    } else if (path[1] == "stream") {
        for (std::size_t i = 1; i < names.streams.size() && offer(names.streams[i].name); ++i) { }
    }
    return found;
}

} // namespace hindcast
