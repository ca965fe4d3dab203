#include "engine/expr/completion.h"

#include "engine/expr/datum_text.h"
#include "engine/expr/lexer.h"
#include "engine/expr/literal.h"
#include "engine/expr/macros.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace hindcast::expr {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Where `part` stands in the text, regardless of case; npos where it doesn't.
std::size_t findPart(std::string_view text, std::string_view part)
{
    const auto found = std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) {
        return lower(a) == lower(b);
    });
    return found == text.end() && !part.empty() ? std::string_view::npos
                                                : static_cast<std::size_t>(found - text.begin());
}

bool isWord(TokenKind kind)
{
    return kind == TokenKind::Name || kind == TokenKind::Reserved || kind == TokenKind::In
        || kind == TokenKind::Null || kind == TokenKind::True || kind == TokenKind::False;
}

/// Whether a value may end with such a token, so that no other begins behind it.
bool endsValue(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Name:
    case TokenKind::QuotedName:
    case TokenKind::Null:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::Int:
    case TokenKind::Uint:
    case TokenKind::Double:
    case TokenKind::String:
    case TokenKind::Bytes:
    case TokenKind::RightParenthesis:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
        return true;
    default:
        return false;
    }
}

/// What is written up to the caret: whole tokens, and what is not whole yet.
struct Written {
    std::vector<Token> tokens;
    Span word; ///< the beginning of a name at the caret; empty where none is
    std::optional<Span> openText; ///< from its quote on
};

Written read(const Source& source)
{
    Written written;
    Lexer lexer(source, source.whole());
    for (;;) {
        const auto token = lexer.next();
        if (!token) {
            const Diagnostic& fault = token.diagnostics().front();
            if (fault.code == DiagnosticCode::UnclosedString) {
                written.openText = Span{fault.span.offset, source.whole().length - fault.span.offset};
            }
            break;
        }
        if (token->kind == TokenKind::End) {
            break;
        }
        written.tokens.push_back(*token);
    }
    const std::uint32_t end = source.whole().length;
    written.word = {end, 0};
    if (!written.openText && !written.tokens.empty() && isWord(written.tokens.back().kind)
        && written.tokens.back().span.end() == end) {
        written.word = written.tokens.back().span;
        written.tokens.pop_back();
    }
    return written;
}

/// The text that a token stands for; empty when it is none.
std::string textOf(const Token& token)
{
    if (token.kind != TokenKind::String) {
        return {};
    }
    const auto constant = decodeLiteral(token, false);
    const auto* text = constant ? std::get_if<std::string>(&*constant) : nullptr;
    return text != nullptr ? *text : std::string();
}

/// The path whose last token is the one before `end`; nothing where there is none, as behind a call.
std::optional<WrittenPath> pathBefore(const std::vector<Token>& tokens, std::size_t end)
{
    WrittenPath path;
    for (std::size_t at = end; at > 0;) {
        const Token& token = tokens[--at];
        if (token.kind == TokenKind::RightBracket) {
            int open = 1;
            const std::size_t close = at;
            while (open > 0 && at > 0) {
                --at;
                open += tokens[at].kind == TokenKind::RightBracket ? 1
                    : tokens[at].kind == TokenKind::LeftBracket    ? -1
                                                                   : 0;
            }
            path.push_back(close - at == 2 ? textOf(tokens[at + 1]) : std::string());
            if (at == 0 || !endsValue(tokens[at - 1].kind)) {
                return std::nullopt;
            }
            continue;
        }
        if (token.kind != TokenKind::Name && token.kind != TokenKind::QuotedName
            && token.kind != TokenKind::Reserved) {
            return std::nullopt;
        }
        path.emplace_back(token.text);
        const bool isOptional =
            at > 1 && tokens[at - 1].kind == TokenKind::Question && tokens[at - 2].kind == TokenKind::Dot;
        const std::size_t dot = isOptional ? at - 2 : at - 1;
        if (at == 0 || tokens[dot].kind != TokenKind::Dot) {
            std::reverse(path.begin(), path.end());
            return path;
        }
        at = dot;
    }
    return std::nullopt;
}

/// The path that a value here is held against by ==, != or `in [`.
std::optional<WrittenPath> comparedWith(const std::vector<Token>& tokens)
{
    std::size_t end = tokens.size();
    if (end == 0) {
        return std::nullopt;
    }
    if (tokens[end - 1].kind == TokenKind::EqualEqual
        || tokens[end - 1].kind == TokenKind::ExclamationEqual) {
        return pathBefore(tokens, end - 1);
    }
    while (
        end > 0 && (tokens[end - 1].kind == TokenKind::Comma || tokens[end - 1].kind == TokenKind::String)) {
        --end;
    }
    const bool isList =
        end > 1 && tokens[end - 1].kind == TokenKind::LeftBracket && tokens[end - 2].kind == TokenKind::In;
    const bool needsItem = tokens.back().kind != TokenKind::String;
    return isList && needsItem ? pathBefore(tokens, end - 2) : std::nullopt;
}

bool isPlainName(std::string_view name)
{
    const auto isLetter = [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_'; };
    return !name.empty() && isLetter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    });
}

/// How a member is written behind what it is a member of.
std::string memberStep(const std::string& name)
{
    return isPlainName(name) ? "." + name : "[" + quoteLiteral(name) + "]";
}

/// Gathers what fits the word that stands at the caret.
class Completing {
public:
    Completing(const Environment& environment, const KnownValues& known, std::string_view word)
        : m_environment(environment)
        , m_known(known)
        , m_word(word)
    {
    }

    void addTexts(const WrittenPath& path, std::string_view start);
    void addMembers(const WrittenPath& path);
    void addMemberFunctions(const Type& receiver);
    void addFunctionsOf(const std::string& scope);
    void addNames();

    Type typeOf(const WrittenPath& path) const;
    std::vector<std::string> take() &&;

private:
    /// `name` is what the word is looked for in.
    void offer(std::string_view name, std::string choice);
    std::vector<std::string> membersOf(const WrittenPath& path) const;

    const Environment& m_environment;
    const KnownValues& m_known;
    std::string_view m_word;
    std::vector<std::string> m_beginning; ///< with the word
    std::vector<std::string> m_holding; ///< it further in
};

void Completing::offer(std::string_view name, std::string choice)
{
    const std::size_t at = findPart(name, m_word);
    if (at != std::string_view::npos) {
        (at == 0 ? m_beginning : m_holding).push_back(std::move(choice));
    }
}

std::vector<std::string> Completing::take() &&
{
    std::vector<std::string> all;
    for (auto* part : {&m_beginning, &m_holding}) {
        for (std::string& choice : *part) {
            if (std::find(all.begin(), all.end(), choice) == all.end()) {
                all.push_back(std::move(choice));
            }
        }
    }
    return all;
}

Type Completing::typeOf(const WrittenPath& path) const
{
    const auto slot = m_environment.findVariable(path.front());
    Type type = slot ? m_environment.variables()[*slot].type : Type::dyn();
    for (std::size_t i = 1; i < path.size(); ++i) {
        Type next = Type::dyn();
        if (type.is(Type::Kind::Record)) {
            if (const auto record = m_environment.findRecord(type.name())) {
                const RecordDeclaration& declared = m_environment.records()[*record];
                if (const auto field = declared.find(path[i])) {
                    next = declared.fields[*field].type;
                }
            }
        } else if (type.is(Type::Kind::List)) {
            next = type.parameter(0);
        } else if (type.is(Type::Kind::Map)) {
            next = type.parameter(1);
        }
        type = next;
    }
    return type;
}

std::vector<std::string> Completing::membersOf(const WrittenPath& path) const
{
    const Type type = typeOf(path);
    if (type.isDyn()) {
        return m_known.members ? m_known.members(path) : std::vector<std::string>();
    }
    std::vector<std::string> names;
    if (type.is(Type::Kind::Record)) {
        if (const auto record = m_environment.findRecord(type.name())) {
            for (const FieldDeclaration& field : m_environment.records()[*record].fields) {
                names.push_back(field.name);
            }
        }
    }
    return names;
}

void Completing::addTexts(const WrittenPath& path, std::string_view start)
{
    if (m_known.texts) {
        for (const std::string& text : m_known.texts(path, start)) {
            m_beginning.push_back(quoteLiteral(text));
        }
    }
}

void Completing::addMembers(const WrittenPath& path)
{
    for (const std::string& name : membersOf(path)) {
        offer(name, memberStep(name));
    }
}

void Completing::addMemberFunctions(const Type& receiver)
{
    const auto takes = [&receiver](const OverloadDeclaration& overload) {
        if (!overload.isMember) {
            return false;
        }
        const Type::Kind kind = overload.parameters.front().kind();
        return receiver.isDyn() || kind == receiver.kind() || kind == Type::Kind::Parameter
            || kind == Type::Kind::Dyn;
    };
    for (const FunctionDeclaration& function : m_environment.functions()) {
        bool isOne = false;
        bool hasArguments = false;
        for (const OverloadId id : function.overloads) {
            const OverloadDeclaration& overload = m_environment.overloads()[id];
            isOne = isOne || takes(overload);
            hasArguments = hasArguments || (takes(overload) && overload.parameters.size() > 1);
        }
        if (isOne && isPlainName(function.name)) {
            offer(function.name, "." + function.name + (hasArguments ? "(" : "()"));
        }
    }
    for (const std::string_view macro : macroNames()) {
        const std::string_view usage = macroUsage(macro);
        const bool ofOptional = usage.rfind("optional.", 0) == 0;
        const bool ofContainer = usage.rfind("list.", 0) == 0 || usage.rfind("map.", 0) == 0;
        const bool isContainer = receiver.is(Type::Kind::List) || receiver.is(Type::Kind::Map);
        if ((ofOptional && (receiver.isDyn() || receiver.is(Type::Kind::Optional)))
            || (ofContainer && (receiver.isDyn() || isContainer))) {
            offer(macro, "." + std::string(macro) + "(");
        }
    }
}

void Completing::addFunctionsOf(const std::string& scope)
{
    for (const FunctionDeclaration& function : m_environment.functions()) {
        if (function.name.rfind(scope + ".", 0) == 0) {
            const std::string name = function.name.substr(scope.size() + 1);
            offer(name, "." + name + "(");
        }
    }
    if (scope == "cel") {
        offer("bind", ".bind(");
    }
}

void Completing::addNames()
{
    for (const VariableDeclaration& variable : m_environment.variables()) {
        offer(variable.name, variable.name);
        for (const std::string& field : membersOf({variable.name})) {
            const std::string choice = variable.name + memberStep(field);
            offer(field, choice);
            if (!m_word.empty() && typeOf({variable.name, field}).isDyn()) {
                for (const std::string& member : membersOf({variable.name, field})) {
                    offer(member, choice + memberStep(member));
                }
            }
        }
    }
    if (m_word.empty()) {
        return; // all functions there are help nobody
    }
    for (const FunctionDeclaration& function : m_environment.functions()) {
        const bool isGlobal = std::any_of(function.overloads.begin(),
            function.overloads.end(),
            [this](OverloadId id) { return !m_environment.overloads()[id].isMember; });
        const std::string scope = function.name.substr(0, function.name.find('.'));
        if (isGlobal && isPlainName(scope) && findPart(function.name, m_word) == 0) {
            offer(function.name, function.name + "(");
        }
    }
    for (const std::string_view other : {"has(", "cel.bind(", "true", "false", "null"}) {
        if (findPart(other, m_word) == 0) {
            offer(other, std::string(other));
        }
    }
}

/// How much of what is written behind the caret belongs to the word, or the text, that it stands in.
std::uint32_t lengthBehind(std::string_view rest, const std::optional<Span>& openText, const Source& source)
{
    std::size_t length = 0;
    if (openText) {
        // A quote behind it ends this text only where it has no partner: else both are another text's.
        const char mark = source.text(*openText).front();
        const bool isClosed = std::count(rest.begin(), rest.end(), mark) % 2 == 1;
        length = isClosed ? rest.find(mark) + 1 : 0;
    } else {
        const auto continues = [](char c) { return isPlainName(std::string{'_', c}); };
        while (length < rest.size() && continues(rest[length])) {
            ++length;
        }
    }
    return static_cast<std::uint32_t>(length);
}

} // namespace

Completion
complete(std::string_view text, std::size_t caret, const Environment& environment, const KnownValues& known)
{
    const Source source(std::string(text.substr(0, caret)));
    Written written = read(source);
    const std::vector<Token>& tokens = written.tokens;
    Completion completion;
    completion.replaced = written.openText.value_or(written.word);
    const std::string_view word = source.text(written.word);
    Completing completing(environment, known, word);
    const std::size_t count = tokens.size();
    const bool behindOptional = count > 1 && tokens[count - 1].kind == TokenKind::Question;
    const std::size_t dot = count - (behindOptional ? 2 : 1);
    if (const auto compared = comparedWith(tokens)) {
        const std::string_view start = written.openText ? source.text(*written.openText).substr(1) : word;
        completing.addTexts(*compared, start);
        if (!written.openText) {
            completing.addNames();
        }
    } else if (written.openText) {
        return completion;
    } else if (count > 0 && tokens[dot].kind == TokenKind::Dot) {
        const auto path = pathBefore(tokens, dot);
        if (path) {
            completing.addMembers(*path);
            if (path->size() == 1) {
                completing.addFunctionsOf(path->front());
            }
        }
        const bool isNamespace = path && path->size() == 1 && !environment.findVariable(path->front());
        const Type receiver = path ? completing.typeOf(*path) : Type::dyn();
        if (!behindOptional && !isNamespace) {
            completing.addMemberFunctions(receiver);
        }
        completion.replaced = {tokens[dot].span.offset, source.whole().length - tokens[dot].span.offset};
    } else if (count == 0 || !endsValue(tokens.back().kind)) {
        completing.addNames();
    }
    completion.choices = std::move(completing).take();
    if (behindOptional && tokens[dot].kind == TokenKind::Dot) {
        for (std::string& choice : completion.choices) {
            choice.insert(1, "?"); // .?name, [?'other name']
        }
    }
    const std::string_view there = source.text(completion.replaced);
    if (std::find(completion.choices.begin(), completion.choices.end(), there) != completion.choices.end()) {
        completion.choices.clear();
    }
    completion.replaced.length += lengthBehind(text.substr(caret), written.openText, source);
    return completion;
}

} // namespace hindcast::expr
