#pragma once

#include "engine/expr/completion.h"
#include "engine/log/log_reader.h"

#include <QCompleter>

class QStringListModel;

namespace hindcast {

/// Completes the last word of a filter: names of event types after `type:`, of streams after `stream:`, and
/// types that contain a bare word. Looks for at most a screenful, so a million streams cost one quick pass.
/// In an expression it completes what stands at the caret.
class FilterCompleter : public QCompleter {
    Q_OBJECT

public:
    static constexpr int mostOffers = 40;

    explicit FilterCompleter(QObject* parent = nullptr);

    /// Finds offers for what has been typed.
    void offer(const QString& query, const LogNames& names);
    /// Who asked for offers: the person by a key, or nobody, who only types.
    enum class Asked { ByKey, ByTyping };
    /// The same for a query that is an expression, with the caret before its letter `caret`. Unasked, nothing
    /// is offered where anything may begin: a list of all would hide what is said under the field.
    void offerExpression(const QString& query, qsizetype caret, const expr::KnownValues& known, Asked asked);
    QStringList offers() const;
    /// Where the caret belongs in a query that was completed by that offer.
    qsizetype caretBehind(const QString& completed) const { return completed.size() - m_after.size(); }

    QString pathFromIndex(const QModelIndex& index) const override;
    QStringList splitPath(const QString& path) const override;

    /// Where the last word begins: after the last blank outside quotes.
    static qsizetype lastWord(const QString& query);

private:
    QStringListModel* m_offers;
    QString m_before; ///< the query up to the word that is completed
    QString m_after; ///< and from its end on
};

} // namespace hindcast
