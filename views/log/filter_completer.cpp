#include "views/log/filter_completer.h"

#include "engine/trace/event_filter.h"
#include "model/session/filter_query.h"
#include "model/session/words.h"

#include <QAbstractItemView>
#include <QStringListModel>
#include <QStyledItemDelegate>

namespace hindcast {

namespace {

/// As the filter's grammar wants it: quotes around names with blanks.
QString term(const QString& key, const QString& name)
{
    return name.contains(u' ') ? key + u'"' + name + u'"' : key + name;
}

/// Behind a dot, a comparison or an opened list only some things make sense.
bool narrowsWhatFollows(const QString& written)
{
    const QString text = written.trimmed();
    return text.endsWith(u'.') || text.endsWith(QLatin1String("==")) || text.endsWith(QLatin1String("!="))
        || text.endsWith(u'[');
}

bool beginsWith(std::string_view name, const std::string& start)
{
    if (name.size() < start.size()) {
        return false;
    }
    for (std::size_t i = 0; i < start.size(); ++i) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        if (lower(name[i]) != lower(start[i])) {
            return false;
        }
    }
    return true;
}

} // namespace

FilterCompleter::FilterCompleter(QObject* parent)
    : QCompleter(parent)
    , m_offers(new QStringListModel(this))
{
    setModel(m_offers);
    setCompletionMode(UnfilteredPopupCompletion);
    setMaxVisibleItems(10);
    constexpr int widest = 440; // pixels: what is said under the field stays in sight beside it
    popup()->setMaximumWidth(widest);
    popup()->setProperty("offers", true);
    // Qt's own delegate for offers knows nothing of style sheets.
    popup()->setItemDelegate(new QStyledItemDelegate(popup()));
}

qsizetype FilterCompleter::lastWord(const QString& query)
{
    qsizetype begin = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < query.size(); ++i) {
        quoted = quoted != (query[i] == u'"');
        if (query[i].isSpace() && !quoted) {
            begin = i + 1;
        }
    }
    return begin;
}

void FilterCompleter::offer(const QString& query, const LogNames& names)
{
    const qsizetype begin = lastWord(query);
    QString word = query.mid(begin);
    m_before = query.left(begin);
    m_after = QStringLiteral(" ");
    word.remove(u'"');
    const QString typeKey = QStringLiteral("type:");
    const QString streamKey = QStringLiteral("stream:");
    QStringList found;
    if (word.startsWith(streamKey)) {
        const std::string start = word.mid(streamKey.size()).toStdString();
        for (std::size_t i = 1; i < names.streams.size() && found.size() < mostOffers; ++i) {
            if (beginsWith(names.streams[i].name, start)) {
                found << term(streamKey, fromUtf8(names.streams[i].name));
            }
        }
    } else if (word.startsWith(typeKey) || word.size() >= 2) {
        const QString part = word.startsWith(typeKey) ? word.mid(typeKey.size()) : word;
        for (std::size_t i = 1; i < names.types.size() && found.size() < mostOffers; ++i) {
            const QString name = fromUtf8(names.types[i]);
            if (name.contains(part, Qt::CaseInsensitive)) {
                found << term(typeKey, name);
            }
        }
    }
    if (found.size() == 1 && QString(found.front()).remove(u'"') == word) {
        found.clear(); // all is typed
    }
    m_offers->setStringList(found);
}

void FilterCompleter::offerExpression(const QString& query,
    qsizetype caret,
    const expr::KnownValues& known,
    Asked asked)
{
    const qsizetype start = expressionStart(query).value_or(0);
    QStringList found;
    if (caret >= start) {
        const std::string text = query.mid(start).toStdString();
        const std::size_t here = query.mid(start, caret - start).toStdString().size();
        const auto [replaced, choices] = expr::complete(text, here, EventFilter::environment(), known);
        m_before = query.left(start) + fromUtf8(std::string_view(text).substr(0, replaced.offset));
        m_after = fromUtf8(std::string_view(text).substr(replaced.end()));
        const bool offers =
            asked == Asked::ByKey || replaced.length > 0 || narrowsWhatFollows(query.left(caret));
        for (std::size_t i = 0; offers && i < choices.size() && found.size() < mostOffers; ++i) {
            found << fromUtf8(choices[i]);
        }
    }
    m_offers->setStringList(found);
}

QStringList FilterCompleter::offers() const
{
    return m_offers->stringList();
}

QString FilterCompleter::pathFromIndex(const QModelIndex& index) const
{
    return m_before + index.data().toString() + m_after;
}

QStringList FilterCompleter::splitPath(const QString& path) const
{
    // In an expression no offer is nearer than the first: the word may stand in its middle.
    return {expressionStart(path) ? path : path.mid(lastWord(path))};
}

} // namespace hindcast
