#pragma once

#include "engine/expr/diagnostic.h"
#include "engine/expr/token.h"

#include <optional>

namespace hindcast::expr {

/// Cuts a stretch of a source into tokens. What a literal means is for `decodeLiteral` to say.
class Lexer {
public:
    Lexer(const Source& source, Span span);

    /// The next token, or what is wrong there; End again and again at the end. O(length of the token).
    Diagnosed<Token> next();

private:
    void skipBlanksAndComments();
    Token take(TokenKind kind, std::size_t length);
    Diagnosed<Token> word();
    Diagnosed<Token> quotedName();
    Diagnosed<Token> number();
    Diagnosed<Token> string(std::size_t prefixLength);
    Diagnosed<Token> punctuation();
    /// How many of the letters of a prefix such as `rb` stand before a quote here; npos when none opens.
    std::size_t stringPrefix() const;
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_end ? m_text[m_at + ahead] : '\0'; }
    std::string_view rest() const { return m_text.substr(m_at, m_end - m_at); }

    std::string_view m_text;
    std::size_t m_at;
    std::size_t m_end;
};

} // namespace hindcast::expr
