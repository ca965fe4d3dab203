#include "engine/expr/lexer.h"

#include "engine/base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hindcast::expr {

namespace {

constexpr auto reservedWords = std::to_array<std::string_view>({"as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "namespace",
    "package",
    "return",
    "var",
    "void",
    "while"});

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool startsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool continuesName(char c)
{
    return startsName(c) || isDigit(c);
}

bool mayBeQuoted(char c)
{
    return continuesName(c) || c == '.' || c == '-' || c == '/' || c == ' ';
}

Diagnostic fault(DiagnosticCode code, std::size_t at, std::size_t length, std::vector<std::string> args)
{
    return {code, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length)}, std::move(args)};
}

} // namespace

Lexer::Lexer(const Source& source, Span span)
    : m_text(source.text())
    , m_at(span.offset)
    , m_end(span.end())
{
}

Diagnosed<Token> Lexer::next()
{
    skipBlanksAndComments();
    if (m_at >= m_end) {
        return take(TokenKind::End, 0);
    }
    const char first = peek();
    if (const std::size_t prefix = stringPrefix(); prefix != std::string_view::npos) {
        return string(prefix);
    }
    if (startsName(first)) {
        return word();
    }
    if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
        return number();
    }
    return first == '`' ? quotedName() : punctuation();
}

void Lexer::skipBlanksAndComments()
{
    while (m_at < m_end) {
        if (rest().substr(0, 2) == "//") {
            m_at += std::min(rest().find_first_of("\r\n"), rest().size());
        } else if (std::string_view(" \t\n\f\r").find(peek()) != std::string_view::npos) {
            ++m_at;
        } else {
            return;
        }
    }
}

Token Lexer::take(TokenKind kind, std::size_t length)
{
    const Span span{static_cast<std::uint32_t>(m_at), static_cast<std::uint32_t>(length)};
    m_at += length;
    return {kind, span, m_text.substr(span.offset, length)};
}

Diagnosed<Token> Lexer::word()
{
    const std::string_view from = rest();
    const auto end = std::find_if_not(from.begin(), from.end(), continuesName);
    const auto text = from.substr(0, static_cast<std::size_t>(end - from.begin()));
    const bool isReserved =
        std::find(reservedWords.begin(), reservedWords.end(), text) != reservedWords.end();
    const TokenKind kind = text == "in" ? TokenKind::In
        : text == "null"                ? TokenKind::Null
        : text == "true"                ? TokenKind::True
        : text == "false"               ? TokenKind::False
        : isReserved                    ? TokenKind::Reserved
                                        : TokenKind::Name;
    return take(kind, text.size());
}

Diagnosed<Token> Lexer::quotedName()
{
    const std::string_view from = rest();
    const auto end = std::find_if_not(from.begin() + 1, from.end(), mayBeQuoted);
    const auto length = static_cast<std::size_t>(end - from.begin());
    if (end == from.end() || *end == '\n' || *end == '\r') {
        return fault(DiagnosticCode::UnclosedName, m_at, length, {});
    }
    if (*end != '`' || length == 1) {
        return fault(DiagnosticCode::BadName, m_at, length + 1, {});
    }
    Token token = take(TokenKind::QuotedName, length + 1);
    token.text = token.text.substr(1, length - 1);
    return token;
}

Diagnosed<Token> Lexer::number()
{
    const std::string_view from = rest();
    const auto digitsFrom = [from](std::size_t at, bool (*isOne)(char)) {
        const auto start = from.begin() + static_cast<std::ptrdiff_t>(std::min(at, from.size()));
        return static_cast<std::size_t>(std::find_if_not(start, from.end(), isOne) - start);
    };
    const bool isHex = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && isHexDigit(peek(2));
    std::size_t length = isHex ? 2 + digitsFrom(2, isHexDigit) : digitsFrom(0, isDigit);
    bool isDouble = false;
    if (!isHex && peek(length) == '.' && isDigit(peek(length + 1))) {
        isDouble = true;
        length += 1 + digitsFrom(length + 1, isDigit);
    }
    if (!isHex && (peek(length) == 'e' || peek(length) == 'E')) {
        const std::size_t sign = peek(length + 1) == '+' || peek(length + 1) == '-' ? 1 : 0;
        if (const std::size_t digits = digitsFrom(length + 1 + sign, isDigit); digits > 0) {
            isDouble = true;
            length += 1 + sign + digits;
        }
    }
    const bool isUnsigned = !isDouble && (peek(length) == 'u' || peek(length) == 'U');
    const std::size_t whole = length + (isUnsigned ? 1 : 0);
    if (const std::size_t more = digitsFrom(whole, continuesName); more > 0) {
        return fault(DiagnosticCode::BadNumber,
            m_at,
            whole + more,
            {std::string(from.substr(0, whole + more)), "put a blank or an operator behind the number"});
    }
    return take(isDouble ? TokenKind::Double : isUnsigned ? TokenKind::Uint : TokenKind::Int, whole);
}

std::size_t Lexer::stringPrefix() const
{
    std::size_t length = 0;
    bool isRaw = false;
    bool isBytes = false;
    for (; length < 2; ++length) {
        const char c = peek(length);
        if ((c == 'r' || c == 'R') && !isRaw) {
            isRaw = true;
        } else if ((c == 'b' || c == 'B') && !isBytes && !isRaw) {
            isBytes = true;
        } else {
            break;
        }
    }
    const char quote = peek(length);
    return quote == '"' || quote == '\'' ? length : std::string_view::npos;
}

Diagnosed<Token> Lexer::string(std::size_t prefixLength)
{
    const std::string_view from = rest();
    const std::string_view prefix = from.substr(0, prefixLength);
    const bool isRaw = prefix.find_first_of("rR") != std::string_view::npos;
    const bool isBytes = prefix.find_first_of("bB") != std::string_view::npos;
    const std::string triple(3, from[prefixLength]);
    const bool isTriple = from.substr(prefixLength, 3) == triple;
    const std::string quote = isTriple ? triple : triple.substr(0, 1);

    const std::size_t begin = prefixLength + quote.size();
    std::size_t end = begin;
    while (end < from.size() && from.substr(end, quote.size()) != quote) {
        if (!isTriple && (from[end] == '\n' || from[end] == '\r')) {
            end = from.size();
            break;
        }
        const bool isEscaped = !isRaw && from[end] == '\\';
        end += isEscaped ? 2U : 1U;
    }
    if (end >= from.size()) {
        const std::size_t shown = std::min(from.find_first_of("\r\n"), from.size());
        return fault(DiagnosticCode::UnclosedString, m_at, std::max<std::size_t>(shown, 1), {quote});
    }
    return take(isBytes ? TokenKind::Bytes : TokenKind::String, end + quote.size());
}

Diagnosed<Token> Lexer::punctuation()
{
    struct Spelling {
        std::string_view text;
        TokenKind kind;
    };
    // The longer ones first.
    static constexpr auto spellings = std::to_array<Spelling>({
        {"<=", TokenKind::LessOrEqual},
        {">=", TokenKind::GreaterOrEqual},
        {"==", TokenKind::EqualEqual},
        {"!=", TokenKind::ExclamationEqual},
        {"&&", TokenKind::AndAnd},
        {"||", TokenKind::OrOr},
        {"(", TokenKind::LeftParenthesis},
        {")", TokenKind::RightParenthesis},
        {"[", TokenKind::LeftBracket},
        {"]", TokenKind::RightBracket},
        {"{", TokenKind::LeftBrace},
        {"}", TokenKind::RightBrace},
        {".", TokenKind::Dot},
        {",", TokenKind::Comma},
        {":", TokenKind::Colon},
        {"?", TokenKind::Question},
        {"+", TokenKind::Plus},
        {"-", TokenKind::Minus},
        {"*", TokenKind::Star},
        {"/", TokenKind::Slash},
        {"%", TokenKind::Percent},
        {"!", TokenKind::Exclamation},
        {"<", TokenKind::Less},
        {">", TokenKind::Greater},
    });
    for (const Spelling& each : spellings) {
        if (rest().substr(0, each.text.size()) == each.text) {
            return take(each.kind, each.text.size());
        }
    }
    const std::size_t length = std::max<std::size_t>(utf8Length(rest()), 1);
    const std::string_view shown = rest().substr(0, length);
    const bool isControl = static_cast<unsigned char>(shown[0]) < 0x20 || shown[0] == 0x7F;
    std::vector<std::string> args{isControl
            ? fmt::format("the control character U+{:04X}", static_cast<unsigned char>(shown[0]))
            : fmt::format("'{}'", shown)};
    if (shown == "=") {
        args.emplace_back("write == to compare");
    } else if (shown == "&" || shown == "|") {
        args.push_back(fmt::format("write {}{}", shown, shown));
    }
    return fault(DiagnosticCode::UnexpectedCharacter, m_at, length, std::move(args));
}

} // namespace hindcast::expr
