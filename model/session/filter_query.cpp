#include "model/session/filter_query.h"

#include "engine/expr/diagnostic.h"
#include "engine/expr/source.h"
#include "model/session/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <utility>

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

FilterQuery wrong(const QString& sentence)
{
    FilterQuery result;
    result.problem.sentence = sentence;
    return result;
}

/// "Event has no field 'typ': did you mean 'type'?"
QString sentenceOf(const expr::Diagnostic& diagnostic)
{
    QString sentence = fromUtf8(reasonOf(diagnostic));
    sentence.front() = sentence.front().toUpper();
    if (const std::string advice = adviceFor(diagnostic); !advice.empty()) {
        sentence += QStringLiteral(": ") + fromUtf8(advice);
    }
    return sentence.endsWith(u'?') ? sentence : sentence + u'.';
}

FilterQuery parseExpression(const QString& query, qsizetype start)
{
    FilterQuery result;
    const QString expression = query.mid(start).trimmed();
    if (expression.isEmpty()) {
        return result;
    }
    const expr::Source source(query.mid(start).toStdString());
    auto condition = EventFilter::compile(source);
    if (condition) {
        result.terms.expression = expression;
        result.condition = *std::move(condition);
        return result;
    }
    const expr::Diagnostic& first = condition.diagnostics().front();
    const auto lengthOf = [](std::string_view utf8) { return fromUtf8(utf8).size(); };
    result.problem = {sentenceOf(first),
        start + lengthOf(source.text().substr(0, first.span.offset)),
        lengthOf(source.text(first.span))};
    return result;
}

} // namespace

std::optional<qsizetype> expressionStart(const QString& query)
{
    const auto first =
        std::find_if(query.begin(), query.end(), [](QChar letter) { return !letter.isSpace(); });
    const bool isExpression = first != query.end() && *first == u'=';
    return isExpression ? std::optional(first - query.begin() + 1) : std::nullopt;
}

FilterQuery parseFilterQuery(const QString& query, const LogNames& names)
{
    if (const auto start = expressionStart(query)) {
        return parseExpression(query, *start);
    }
    bool closed = true;
    const QStringList parts = words(query, closed);
    if (!closed) {
        return wrong(tr("A quote is not closed: add a \" at the end."));
    }
    FilterQuery result;
    QStringList text;
    for (const QString& part : parts) {
        if (part.startsWith(QLatin1String("type:"))) {
            const QString name = part.mid(5);
            result.terms.type = findType(name, names);
            if (!result.terms.type) {
                return wrong(tr("No event type is called \"%1\".").arg(name));
            }
        } else if (part.startsWith(QLatin1String("stream:"))) {
            const QString name = part.mid(7);
            result.terms.stream = findStream(name, names);
            if (!result.terms.stream) {
                return wrong(tr("No stream is called \"%1\".").arg(name));
            }
        } else {
            text << part;
        }
    }
    result.terms.text = text.join(QLatin1Char(' '));
    return result;
}

} // namespace hindcast
