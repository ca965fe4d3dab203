#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/lexer.h"
#include "engine/expr/macros.h"
#include "engine/expr/parser.h"
#include "engine/expr/token.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// Nothing where something was wrong: the parser holds what.
using Parsed = std::optional<NodeId>;
using Items = std::optional<std::vector<NodeId>>;

/// The work behind `parse`: recursive descent with precedence climbing, over one token at a time.
class Parser {
public:
    Parser(const Source& source, Span span)
        : m_source(source)
        , m_span(span)
        , m_lexer(source, span)
    {
    }

    Diagnosed<Ast> run();

private:
    /// A name and the fields selected from it, as long as they may be the name of something: only what
    /// follows tells whether "a.b" is a selection, a message's type or where a function lives.
    struct Operand {
        std::vector<Token> path;
        Parsed node;
        std::uint32_t start = 0;
    };

    // The grammar, from loosest to tightest. Each reads as much as belongs to it.
    Parsed expression();
    Parsed binary(int lowest);
    Parsed prefix();
    Parsed member(std::uint32_t start, Parsed first);
    bool primary(Operand& operand);
    Parsed literal(bool isNegative, std::uint32_t start);
    bool select(Operand& operand);
    bool index(Operand& operand);
    Parsed list();
    Parsed map();
    Parsed record(const Operand& operand);
    Parsed call(Operand& receiver, const Token& name, bool hasReceiver);
    Items arguments();

    // What a call turns out to be.
    Parsed has(const Token& name, const std::vector<NodeId>& args, std::uint32_t start);
    Parsed comprehension(const MacroForm& form,
        const Token& name,
        std::uint32_t start,
        NodeId range,
        std::span<const NodeId> args);

    Parsed nodeOf(Operand& operand);
    Parsed add(Node node, std::string_view name, std::span<const NodeId> children);
    Node nodeFrom(NodeKind kind, std::uint32_t start, Span anchor) const;

    void advance();
    bool accept(TokenKind kind);
    bool expect(TokenKind kind, std::string what, std::string advice = {});
    bool close(TokenKind kind, std::string what, const Token& opening);
    bool fieldName(std::string what);
    std::nullopt_t fail(Diagnostic diagnostic);
    std::nullopt_t failExpected(std::string what, std::string advice = {});

    /// Counts one level for as long as it lives.
    class Nesting {
    public:
        explicit Nesting(Parser& parser)
            : m_parser(parser)
        {
            ++m_parser.m_nesting;
        }
        ~Nesting() { --m_parser.m_nesting; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;
        bool isTooDeep() const { return m_parser.m_nesting > maxNesting; }

    private:
        Parser& m_parser;
    };
    std::nullopt_t failTooDeep()
    {
        return fail({DiagnosticCode::NestedTooDeep, m_token.span, {std::to_string(maxNesting)}});
    }

    const Source& m_source;
    Span m_span;
    Lexer m_lexer;
    AstBuilder m_builder;
    /// Names with a dot in front, which a token only views.
    std::deque<std::string> m_rootedNames;
    Token m_token;
    std::uint32_t m_lastEnd = 0;
    std::uint32_t m_nesting = 0;
    std::optional<Diagnostic> m_fault;
};

} // namespace hindcast::expr
