#include "engine/expr/parser.h"

#include "engine/base/utf8.h"
#include "engine/expr/literal.h"
#include "engine/expr/parsing.h"

#include <fmt/format.h>

#include <utility>

namespace hindcast::expr {

namespace {

/// How tightly the infix operators bind.
enum Level { OrLevel, AndLevel, RelationLevel, AdditionLevel, MultiplicationLevel, PrefixLevel };

struct Infix {
    Operator op = Operator::None;
    int level = -1;
};

Infix infixOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::OrOr:
        return {Operator::Or, OrLevel};
    case TokenKind::AndAnd:
        return {Operator::And, AndLevel};
    case TokenKind::EqualEqual:
        return {Operator::Equal, RelationLevel};
    case TokenKind::ExclamationEqual:
        return {Operator::NotEqual, RelationLevel};
    case TokenKind::Less:
        return {Operator::Less, RelationLevel};
    case TokenKind::LessOrEqual:
        return {Operator::LessOrEqual, RelationLevel};
    case TokenKind::Greater:
        return {Operator::Greater, RelationLevel};
    case TokenKind::GreaterOrEqual:
        return {Operator::GreaterOrEqual, RelationLevel};
    case TokenKind::In:
        return {Operator::In, RelationLevel};
    case TokenKind::Plus:
        return {Operator::Add, AdditionLevel};
    case TokenKind::Minus:
        return {Operator::Subtract, AdditionLevel};
    case TokenKind::Star:
        return {Operator::Multiply, MultiplicationLevel};
    case TokenKind::Slash:
        return {Operator::Divide, MultiplicationLevel};
    case TokenKind::Percent:
        return {Operator::Modulo, MultiplicationLevel};
    default:
        return {};
    }
}

std::string shown(const Token& token)
{
    if (token.kind == TokenKind::End) {
        return "the end";
    }
    std::string_view text = token.text.substr(0, token.text.find_first_of("\r\n"));
    if (text.size() <= 40) {
        return fmt::format("'{}'", text);
    }
    std::size_t length = 0;
    while (length < 37) {
        length += utf8Length(text.substr(length));
    }
    return fmt::format("'{}...'", text.substr(0, length));
}

} // namespace

Diagnosed<Ast> Parser::run()
{
    const std::string_view text = m_source.text(m_span);
    if (text.size() > maxSourceSize) {
        return Diagnostic{DiagnosticCode::SourceTooLong,
            {m_span.offset, 0},
            {std::to_string(text.size()), std::to_string(maxSourceSize)}};
    }
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8Length(text.substr(i));
        if (length == 0) {
            return Diagnostic{
                DiagnosticCode::NotUtf8, {m_span.offset + static_cast<std::uint32_t>(i), 1}, {}};
        }
        i += length;
    }
    advance();
    const Parsed whole = expression();
    if (whole && m_token.kind != TokenKind::End) {
        failExpected("an operator or the end");
    }
    if (m_fault) {
        return *std::move(m_fault);
    }
    return std::move(m_builder).finish();
}

Parsed Parser::expression()
{
    const Nesting level(*this);
    if (level.isTooDeep()) {
        return failTooDeep();
    }
    struct Choice {
        NodeId condition;
        NodeId then;
        std::uint32_t start;
        Span question;
    };
    // `a ? b : c ? d : e` is a chain, not a nest: it is read in a loop and put together from its end.
    std::vector<Choice> choices;
    std::uint32_t start = m_token.span.offset;
    Parsed last = binary(OrLevel);
    while (last && m_token.kind == TokenKind::Question) {
        const Token question = m_token;
        advance();
        const Parsed then = binary(OrLevel);
        if (!then || !expect(TokenKind::Colon, "':'", "a condition has two branches: a ? b : c")) {
            return {};
        }
        choices.push_back({*last, *then, start, question.span});
        start = m_token.span.offset;
        last = binary(OrLevel);
    }
    for (; last && !choices.empty(); choices.pop_back()) {
        const Choice& choice = choices.back();
        Node node = nodeFrom(NodeKind::Call, choice.start, choice.question);
        node.op = Operator::Conditional;
        const NodeId parts[]{choice.condition, choice.then, *last};
        last = add(node, functionOf(node.op), parts);
    }
    return last;
}

Parsed Parser::binary(int lowest)
{
    const std::uint32_t start = m_token.span.offset;
    Parsed left = prefix();
    for (Infix infix = infixOf(m_token.kind); left && infix.level >= lowest; infix = infixOf(m_token.kind)) {
        const Token token = m_token;
        const bool joinsMany = infix.op == Operator::And || infix.op == Operator::Or;
        std::vector<NodeId> operands{*left};
        do {
            advance();
            const Parsed right = binary(infix.level + 1);
            if (!right) {
                return {};
            }
            operands.push_back(*right);
        } while (joinsMany && m_token.kind == token.kind);
        Node node = nodeFrom(NodeKind::Call, start, token.span);
        node.op = infix.op;
        left = add(node, functionOf(infix.op), operands);
    }
    return left;
}

Parsed Parser::prefix()
{
    if (m_token.kind != TokenKind::Exclamation && m_token.kind != TokenKind::Minus) {
        return member(m_token.span.offset, {});
    }
    const Nesting level(*this);
    if (level.isTooDeep()) {
        return failTooDeep();
    }
    const Token token = m_token;
    advance();
    const bool isNumber = m_token.kind == TokenKind::Int || m_token.kind == TokenKind::Double;
    if (token.kind == TokenKind::Minus && isNumber) {
        const Parsed constant = literal(true, token.span.offset);
        return constant ? member(token.span.offset, constant) : std::nullopt;
    }
    const Parsed operand = prefix();
    if (!operand) {
        return {};
    }
    Node node = nodeFrom(NodeKind::Call, token.span.offset, token.span);
    node.op = token.kind == TokenKind::Minus ? Operator::Negate : Operator::Not;
    return add(node, functionOf(node.op), std::span(&*operand, 1));
}

Parsed Parser::member(std::uint32_t start, Parsed first)
{
    Operand operand{{}, first, start};
    if (!first && !primary(operand)) {
        return {};
    }
    for (;;) {
        if (m_token.kind == TokenKind::Dot) {
            if (!select(operand)) {
                return {};
            }
        } else if (m_token.kind == TokenKind::LeftBracket) {
            if (!index(operand)) {
                return {};
            }
        } else if (m_token.kind == TokenKind::LeftBrace && !operand.path.empty()) {
            operand.node = record(operand);
            operand.path.clear();
            if (!operand.node) {
                return {};
            }
        } else {
            return nodeOf(operand);
        }
    }
}

bool Parser::primary(Operand& operand)
{
    const Token token = m_token;
    switch (token.kind) {
    case TokenKind::Null:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::Int:
    case TokenKind::Uint:
    case TokenKind::Double:
    case TokenKind::String:
    case TokenKind::Bytes:
        operand.node = literal(false, token.span.offset);
        return operand.node.has_value();
    case TokenKind::Dot:
    case TokenKind::Name:
    case TokenKind::Reserved: {
        const bool isRooted = accept(TokenKind::Dot);
        if (m_token.kind == TokenKind::Reserved) {
            fail({DiagnosticCode::ReservedWord, m_token.span, {std::string(m_token.text)}});
            return false;
        }
        Token name = m_token;
        if (!expect(TokenKind::Name, "a name")) {
            return false;
        }
        if (isRooted) {
            name.span = {token.span.offset, name.span.end() - token.span.offset};
            m_rootedNames.push_back("." + std::string(name.text));
            name.text = m_rootedNames.back();
        }
        if (m_token.kind == TokenKind::LeftParenthesis) {
            operand.node = call(operand, name, false);
            return operand.node.has_value();
        }
        operand.path.push_back(name);
        return true;
    }
    case TokenKind::LeftParenthesis:
        advance();
        operand.node = expression();
        return operand.node && close(TokenKind::RightParenthesis, "')'", token);
    case TokenKind::LeftBracket:
        operand.node = list();
        return operand.node.has_value();
    case TokenKind::LeftBrace:
        operand.node = map();
        return operand.node.has_value();
    default:
        failExpected("an expression");
        return false;
    }
}

Parsed Parser::literal(bool isNegative, std::uint32_t start)
{
    const Token token = m_token;
    auto value = decodeLiteral(token, isNegative);
    if (!value) {
        return fail(value.diagnostics().front());
    }
    advance();
    return m_builder.constant(*std::move(value), {start, token.span.end() - start});
}

bool Parser::select(Operand& operand)
{
    advance();
    const bool isOptional = accept(TokenKind::Question);
    const Token field = m_token;
    if (!fieldName("a field's name")) {
        return false;
    }
    const bool isQuoted = field.kind == TokenKind::QuotedName;
    if (m_token.kind == TokenKind::LeftParenthesis && !isOptional && !isQuoted) {
        operand.node = call(operand, field, true);
        operand.path.clear();
        return operand.node.has_value();
    }
    if (!isOptional && !isQuoted && !operand.path.empty()) {
        operand.path.push_back(field);
        return true;
    }
    const Parsed from = nodeOf(operand);
    if (!from) {
        return false;
    }
    Node node = nodeFrom(NodeKind::Select, operand.start, field.span);
    node.isOptional = isOptional;
    operand.path.clear();
    operand.node = add(node, field.text, std::span(&*from, 1));
    return operand.node.has_value();
}

bool Parser::index(Operand& operand)
{
    const Token bracket = m_token;
    const Parsed from = nodeOf(operand);
    if (!from) {
        return false;
    }
    advance();
    const bool isOptional = accept(TokenKind::Question);
    const Parsed key = expression();
    if (!key || !close(TokenKind::RightBracket, "']'", bracket)) {
        return false;
    }
    Node node = nodeFrom(NodeKind::Call, operand.start, bracket.span);
    node.op = isOptional ? Operator::OptionalIndex : Operator::Index;
    const NodeId parts[]{*from, *key};
    operand.path.clear();
    operand.node = add(node, functionOf(node.op), parts);
    return operand.node.has_value();
}

Parsed Parser::list()
{
    const Token opening = m_token;
    advance();
    std::vector<NodeId> items;
    while (m_token.kind != TokenKind::RightBracket) {
        const bool isOptional = accept(TokenKind::Question);
        const Parsed item = expression();
        if (!item) {
            return {};
        }
        m_builder.node(*item).isOptionalItem = isOptional;
        items.push_back(*item);
        if (!accept(TokenKind::Comma)) {
            break;
        }
    }
    if (!close(TokenKind::RightBracket, "',' or ']'", opening)) {
        return {};
    }
    const Node node = nodeFrom(NodeKind::List, opening.span.offset, opening.span);
    return add(node, {}, items);
}

Parsed Parser::map()
{
    const Token opening = m_token;
    advance();
    std::vector<NodeId> entries;
    while (m_token.kind != TokenKind::RightBrace) {
        const std::uint32_t start = m_token.span.offset;
        const bool isOptional = accept(TokenKind::Question);
        const Parsed key = expression();
        const Token colon = m_token;
        if (!key || !expect(TokenKind::Colon, "':'", "a map is written {key: value}")) {
            return {};
        }
        const Parsed value = expression();
        if (!value) {
            return {};
        }
        Node node = nodeFrom(NodeKind::Entry, start, colon.span);
        node.isOptionalItem = isOptional;
        const NodeId parts[]{*key, *value};
        const Parsed entry = add(node, {}, parts);
        if (!entry) {
            return {};
        }
        entries.push_back(*entry);
        if (!accept(TokenKind::Comma)) {
            break;
        }
    }
    if (!close(TokenKind::RightBrace, "',' or '}'", opening)) {
        return {};
    }
    return add(nodeFrom(NodeKind::Map, opening.span.offset, opening.span), {}, entries);
}

Parsed Parser::record(const Operand& operand)
{
    const Token opening = m_token;
    const Span typeSpan{operand.start, m_lastEnd - operand.start};
    advance();
    std::vector<NodeId> fields;
    while (m_token.kind != TokenKind::RightBrace) {
        const std::uint32_t start = m_token.span.offset;
        const bool isOptional = accept(TokenKind::Question);
        const Token field = m_token;
        if (!fieldName("a field's name or '}'")
            || !expect(TokenKind::Colon, "':'", "a message is written Name{field: value}")) {
            return {};
        }
        const Parsed value = expression();
        if (!value) {
            return {};
        }
        Node node = nodeFrom(NodeKind::Field, start, field.span);
        node.isOptionalItem = isOptional;
        const Parsed entry = add(node, field.text, std::span(&*value, 1));
        if (!entry) {
            return {};
        }
        fields.push_back(*entry);
        if (!accept(TokenKind::Comma)) {
            break;
        }
    }
    if (!close(TokenKind::RightBrace, "',' or '}'", opening)) {
        return {};
    }
    std::string type;
    for (const Token& part : operand.path) {
        type += type.empty() ? "" : ".";
        type += part.text;
    }
    return add(nodeFrom(NodeKind::Record, operand.start, typeSpan), type, fields);
}

Parsed Parser::nodeOf(Operand& operand)
{
    for (const Token& part : operand.path) {
        if (!operand.node) {
            Node node;
            node.kind = NodeKind::Name;
            node.span = part.span;
            node.anchor = part.span;
            operand.node = add(node, part.text, {});
        } else {
            Node node;
            node.kind = NodeKind::Select;
            node.span = {operand.start, part.span.end() - operand.start};
            node.anchor = part.span;
            operand.node = add(node, part.text, std::span(&*operand.node, 1));
        }
        if (!operand.node) {
            return {};
        }
    }
    operand.path.clear();
    return operand.node;
}

Parsed Parser::add(Node node, std::string_view name, std::span<const NodeId> children)
{
    const NodeId id = m_builder.add(node, name, children);
    if (m_builder.node(id).height > maxHeight) {
        return fail({DiagnosticCode::ChainTooLong, node.anchor, {std::to_string(maxHeight)}});
    }
    return id;
}

/// From `start` to what was read last.
Node Parser::nodeFrom(NodeKind kind, std::uint32_t start, Span anchor) const
{
    Node node;
    node.kind = kind;
    node.span = {start, m_lastEnd - start};
    node.anchor = anchor;
    return node;
}

void Parser::advance()
{
    m_lastEnd = m_token.span.end();
    auto next = m_lexer.next();
    if (next) {
        m_token = *std::move(next);
        return;
    }
    fail(next.diagnostics().front());
    m_token = {TokenKind::End, {m_fault->span.offset, 0}, {}};
}

bool Parser::accept(TokenKind kind)
{
    if (m_token.kind != kind) {
        return false;
    }
    advance();
    return true;
}

bool Parser::expect(TokenKind kind, std::string what, std::string advice)
{
    if (!accept(kind)) {
        failExpected(std::move(what), std::move(advice));
        return false;
    }
    return true;
}

bool Parser::close(TokenKind kind, std::string what, const Token& opening)
{
    if (accept(kind)) {
        return true;
    }
    const LineColumn at = m_source.at(opening.span.offset);
    failExpected(
        std::move(what), fmt::format("the '{}' of {}:{} is still open", opening.text, at.line, at.column));
    return false;
}

bool Parser::fieldName(std::string what)
{
    if (!accept(TokenKind::Name) && !accept(TokenKind::Reserved) && !accept(TokenKind::QuotedName)) {
        const bool isWord = m_token.kind == TokenKind::In || m_token.kind == TokenKind::Null
            || m_token.kind == TokenKind::True || m_token.kind == TokenKind::False;
        failExpected(std::move(what), isWord ? fmt::format("write `{}`", m_token.text) : "");
        return false;
    }
    return true;
}

/// What was wrong first is what is said.
std::nullopt_t Parser::fail(Diagnostic diagnostic)
{
    if (!m_fault) {
        m_fault = std::move(diagnostic);
    }
    return std::nullopt;
}

std::nullopt_t Parser::failExpected(std::string what, std::string advice)
{
    return fail(
        {DiagnosticCode::Expected, m_token.span, {std::move(what), shown(m_token), std::move(advice)}});
}

Diagnosed<Ast> parse(const Source& source, Span span)
{
    return Parser(source, span).run();
}

Diagnosed<Ast> parse(const Source& source)
{
    return parse(source, source.whole());
}

} // namespace hindcast::expr
