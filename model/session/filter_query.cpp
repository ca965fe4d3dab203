#include "model/session/filter_query.h"

#include <QCoreApplication>
#include <QStringList>

namespace hindcast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FilterQuery", text);
}

/// Splits at blanks outside double quotes; the quotes themselves go.
QStringList words(const QString& query, bool& closed)
{
    QStringList out;
    QString word;
    bool quoted = false;
    bool started = false;
    for (const QChar c : query) {
        if (c == QLatin1Char('"')) {
            quoted = !quoted;
            started = true;
        } else if (c.isSpace() && !quoted) {
            if (started) {
                out << word;
            }
            word.clear();
            started = false;
        } else {
            word += c;
            started = true;
        }
    }
    if (started) {
        out << word;
    }
    closed = !quoted;
    return out;
}

std::optional<TypeId> findType(const QString& name, const LogNames& names)
{
    std::optional<TypeId> similar;
    for (std::size_t i = 1; i < names.types.size(); ++i) {
        const QString candidate = QString::fromStdString(names.types[i]);
        const TypeId id{static_cast<std::int64_t>(i)};
        if (candidate == name) {
            return id;
        }
        if (!similar && candidate.compare(name, Qt::CaseInsensitive) == 0) {
            similar = id;
        }
    }
    return similar;
}

std::optional<StreamId> findStream(const QString& name, const LogNames& names)
{
    const std::string wanted = name.toStdString();
    for (std::size_t i = 1; i < names.streams.size(); ++i) {
        if (names.streams[i].name == wanted) {
            return StreamId{static_cast<std::int64_t>(i)};
        }
    }
    return {};
}

} // namespace

FilterQuery parseFilterQuery(const QString& query, const LogNames& names)
{
    bool closed = true;
    const QStringList parts = words(query, closed);
    if (!closed) {
        return {{}, tr("A quote is not closed: add a \" at the end.")};
    }
    FilterQuery result;
    QStringList text;
    for (const QString& part : parts) {
        if (part.startsWith(QLatin1String("type:"))) {
            const QString name = part.mid(5);
            result.terms.type = findType(name, names);
            if (!result.terms.type) {
                return {{}, tr("No event type is called \"%1\".").arg(name)};
            }
        } else if (part.startsWith(QLatin1String("stream:"))) {
            const QString name = part.mid(7);
            result.terms.stream = findStream(name, names);
            if (!result.terms.stream) {
                return {{}, tr("No stream is called \"%1\".").arg(name)};
            }
        } else {
            text << part;
        }
    }
    result.terms.text = text.join(QLatin1Char(' '));
    return result;
}

} // namespace hindcast
