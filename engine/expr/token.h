#pragma once

#include "engine/expr/source.h"

#include <cstdint>
#include <string_view>

namespace hindcast::expr {

enum class TokenKind : std::uint8_t {
    End,
    Name,
    QuotedName, ///< `a-b`
    Reserved, ///< "as", "for", ...: a field's or a receiver's function's name, nothing else
    Null,
    True,
    False,
    Int, ///< digits without a sign
    Uint,
    Double,
    String, ///< with prefix and quotes
    Bytes,
    In,
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Dot,
    Comma,
    Colon,
    Question,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Exclamation,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    EqualEqual,
    ExclamationEqual,
    AndAnd,
    OrOr,
};

struct Token {
    TokenKind kind = TokenKind::End;
    Span span;
    std::string_view text; ///< as written; of a QuotedName what stands between the quotes
};

} // namespace hindcast::expr
