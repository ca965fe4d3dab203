#pragma once

#include "engine/log/log_reader.h"

#include <QString>

#include <optional>

namespace hindcast {

/// Which events the user wants to see: those that contain a text, are of a type, belong to a stream. All
/// given parts must hold.
struct FilterTerms {
    QString text;
    std::optional<TypeId> type;
    std::optional<StreamId> stream;

    bool isEmpty() const { return text.isEmpty() && !type && !stream; }
    bool operator==(const FilterTerms&) const = default;
};

/// A query as terms, or what is wrong with it in one sentence.
struct FilterQuery {
    FilterTerms terms;
    QString problem;
};

/// Reads what a person types: words are the text to look for, `type:Name` and `stream:name` narrow it; a name
/// or text with blanks stands in double quotes (`type:"Create Fine"`). Type names match exactly, else
/// regardless of case. Cost: one pass over the names asked for.
FilterQuery parseFilterQuery(const QString& query, const LogNames& names);

} // namespace hindcast
