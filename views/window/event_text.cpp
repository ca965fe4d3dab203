#include "views/window/event_text.h"

#include "engine/base/timestamp.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hindcast {

namespace {

QString quoted(const std::string& text)
{
    const QByteArray list =
        QJsonDocument(QJsonArray{QString::fromStdString(text)}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

} // namespace

QString eventAsJson(const Event& event)
{
    QString json = QStringLiteral("{\"position\":%1,\"stream\":%2,\"version\":%3,\"type\":%4")
                       .arg(event.position.value)
                       .arg(quoted(event.streamName))
                       .arg(event.version.value)
                       .arg(quoted(event.typeName));
    const auto add = [&json](const char* name, const QString& value) {
        json += QStringLiteral(",\"") + QLatin1String(name) + QStringLiteral("\":") + value;
    };
    if (!event.timeText.empty()) {
        add("time", quoted(event.timeText));
    } else if (event.recordedUs) {
        add("time", quoted(formatTimestamp(*event.recordedUs)));
    }
    if (!event.id.empty()) {
        add("id", quoted(event.id));
    }
    if (!event.correlation.empty()) {
        add("correlation", quoted(event.correlation));
    }
    if (!event.causation.empty()) {
        add("causation", quoted(event.causation));
    }
    if (!event.data.empty()) {
        add("data", QString::fromStdString(event.data));
    }
    if (!event.meta.empty()) {
        add("meta", QString::fromStdString(event.meta));
    }
    return json + QLatin1Char('}');
}

} // namespace hindcast
