#pragma once

#include "engine/log/log_reader.h"
#include "engine/trace/event_filter.h"

#include <QString>

#include <optional>

namespace hindcast {

/// Which events the user wants to see: those that contain a text, are of a type, belong to a stream; all
/// given parts must hold. Or those for which an expression is true.
struct FilterTerms {
    QString text;
    std::optional<TypeId> type;
    std::optional<StreamId> stream;
    QString expression; ///< in the rule language; the other parts are empty then

    bool isEmpty() const { return text.isEmpty() && !type && !stream && expression.isEmpty(); }
    bool operator==(const FilterTerms&) const = default;
};

/// What is wrong with a query, in one sentence, and where, if that can be said.
struct FilterProblem {
    QString sentence;
    qsizetype begin = -1; ///< in the query, -1 where the place is not known
    qsizetype length = 0;

    bool isEmpty() const { return sentence.isEmpty(); }
    bool operator==(const FilterProblem&) const = default;
};

/// A query as terms, or what is wrong with it.
struct FilterQuery {
    FilterTerms terms;
    FilterProblem problem;
    std::optional<EventFilter> condition; ///< of the terms' expression
};

/// Where an expression begins in a query; nothing when the query is none.
std::optional<qsizetype> expressionStart(const QString& query);

/// Reads what a person types: words are the text to look for, `type:Name` and `stream:name` narrow it; a name
/// or text with blanks stands in double quotes (`type:"Create Fine"`). Type names match exactly, else
/// regardless of case. What begins with `=` is an expression over `event` (event_filter.h). Cost: one pass
/// over the names asked for.
FilterQuery parseFilterQuery(const QString& query, const LogNames& names);

} // namespace hindcast
