#pragma once

#include "engine/io/event_mapper.h"
#include "engine/io/readers.h"
#include "engine/io/record.h"

#include <QString>
#include <QStringList>

/// A sink that writes down what a reader found, a line a record: `line:column{name=value ...}` or
/// `line:column!reason`. With a mapper, the events instead: see showEvent().
class RecordLog final : public hindcast::RecordSink {
public:
    explicit RecordLog(hindcast::EventMapper* mapper = nullptr)
        : m_mapper(mapper)
    {
    }

    bool record(const hindcast::Record& record) override
    {
        if (m_mapper != nullptr) {
            hindcast::EventMapper::Mapped mapped;
            if (std::optional<hindcast::Error> bad = m_mapper->map(record, mapped)) {
                return problem(std::move(*bad));
            }
            lines << showEvent(mapped);
            return lines.size() < stopAfter;
        }
        QString text = QStringLiteral("%1:%2").arg(record.line).arg(record.column);
        text += record.group > 0 ? QStringLiteral("#%1").arg(record.group) : QString();
        if (record.value.kind != hindcast::JsonKind::Object) {
            lines << text + view(record.value.text);
            return lines.size() < stopAfter;
        }
        QStringList members;
        for (const hindcast::JsonMember& member : record.members.list) {
            members << view(member.name) + u'=' + view(member.value.text);
        }
        lines << text + u'{' + members.join(u' ') + u'}';
        return lines.size() < stopAfter;
    }

    bool problem(hindcast::Error problem) override
    {
        lines << QStringLiteral("%1:%2!").arg(problem.place.line).arg(problem.place.column)
                + QString::fromStdString(reasonOf(problem));
        return true;
    }

    /// stream(category) type time id correlation causation data meta; parts that are not there are left out.
    static QString showEvent(const hindcast::EventMapper::Mapped& mapped)
    {
        const hindcast::NewEvent& event = mapped.event;
        QStringList parts{
            view(event.stream) + (event.category.empty() ? QString() : u'(' + view(event.category) + u')')};
        parts << view(event.type);
        const auto add = [&](const char* name, std::string_view text) {
            if (!text.empty()) {
                parts << QString::fromUtf8(name) + u'=' + view(text);
            }
        };
        add("time", event.timeText);
        if (event.recordedUs) {
            parts << QStringLiteral("us=%1").arg(*event.recordedUs);
        }
        if (mapped.zoneAssumed) {
            parts << QStringLiteral("assumed");
        }
        add("id", event.id);
        add("corr", event.correlation);
        add("caus", event.causation);
        add("data", event.data);
        add("meta", event.meta);
        return parts.join(u' ');
    }

    static QString view(std::string_view text)
    {
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }

    QStringList lines;
    qsizetype stopAfter = 1'000'000;

private:
    hindcast::EventMapper* m_mapper;
};

using ReadFunction = hindcast::Result<void> (*)(hindcast::ByteSource&, hindcast::RecordSink&);

/// What a reader makes of a text; an error becomes the last line, `line:column: code reason`.
inline QStringList readText(ReadFunction read, std::string text, hindcast::EventMapper* mapper = nullptr)
{
    RecordLog log(mapper);
    auto source = hindcast::ByteSource::ofText(std::move(text));
    const hindcast::Result<void> done = source ? read(**source, log) : hindcast::Result<void>(source.error());
    if (!done) {
        const hindcast::Error& error = done.error();
        log.lines << QStringLiteral("%1:%2: ").arg(error.place.line).arg(error.place.column)
                + RecordLog::view(nameOf(error.code)) + u' ' + QString::fromStdString(reasonOf(error));
    }
    return log.lines;
}
