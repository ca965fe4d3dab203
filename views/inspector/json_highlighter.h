#pragma once

#include <QSyntaxHighlighter>

namespace hindcast {

/// Colours JSON quietly: names in the accent, punctuation muted, figures and literals semibold, texts plain.
/// Works line by line, which indented JSON allows: no token of it spans lines.
class JsonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument* document);

protected:
    void highlightBlock(const QString& text) override;
};

} // namespace hindcast
