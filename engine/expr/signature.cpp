#include "engine/expr/signature.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace hindcast::expr {

namespace {

struct Word {
    std::string_view text;
    Type::Kind kind;
};

constexpr auto words = std::to_array<Word>({
    {"dyn", Type::Kind::Dyn},
    {"null", Type::Kind::Null},
    {"bool", Type::Kind::Bool},
    {"int", Type::Kind::Int},
    {"uint", Type::Kind::Uint},
    {"double", Type::Kind::Double},
    {"decimal", Type::Kind::Decimal},
    {"string", Type::Kind::String},
    {"bytes", Type::Kind::Bytes},
    {"timestamp", Type::Kind::Timestamp},
    {"duration", Type::Kind::Duration},
    {"type", Type::Kind::Type},
    {"number", Type::Kind::Number},
});

class Reader {
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    {
    }

    OverloadDeclaration run(std::string_view id)
    {
        OverloadDeclaration overload;
        overload.id = id;
        if (m_rest.front() != '(') {
            overload.isMember = true;
            overload.parameters.push_back(type());
            skip(".");
        }
        skip("(");
        while (!accept(")")) {
            overload.parameters.push_back(type());
            overload.isVariadic = accept("...");
            accept(", ");
        }
        skip(" -> ");
        overload.result = type();
        assert(m_rest.empty());
        return overload;
    }

private:
    Type type()
    {
        const auto isNameLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), isNameLetter);
        const std::string_view name = m_rest.substr(0, static_cast<std::size_t>(end - m_rest.begin()));
        skip(name);
        std::vector<Type> parameters;
        if (!name.empty() && accept("(")) {
            do {
                parameters.push_back(type());
            } while (accept(", "));
            skip(")");
        }
        if (name == "list") {
            return Type::list(parameters.at(0));
        }
        if (name == "map") {
            return Type::map(parameters.at(0), parameters.at(1));
        }
        if (name == "optional") {
            return Type::optional(parameters.at(0));
        }
        if (name == "type" && !parameters.empty()) {
            return Type::typeOf(parameters.at(0));
        }
        const auto known =
            std::find_if(words.begin(), words.end(), [name](Word each) { return each.text == name; });
        return known != words.end() ? Type(known->kind) : Type::parameter(std::string(name));
    }

    bool accept(std::string_view text)
    {
        const bool isNext = m_rest.substr(0, text.size()) == text;
        m_rest.remove_prefix(isNext ? text.size() : 0);
        return isNext;
    }

    void skip(std::string_view text)
    {
        [[maybe_unused]] const bool isThere = accept(text);
        assert(isThere);
    }

    std::string_view m_rest;
};

} // namespace

OverloadDeclaration readSignature(std::string_view id, std::string_view signature)
{
    return Reader(signature).run(id);
}

std::string signatureText(std::string_view function, const OverloadDeclaration& overload)
{
    std::string out;
    std::span<const Type> parameters = overload.parameters;
    if (overload.isMember) {
        out += parameters.front().text() + ".";
        parameters = parameters.subspan(1);
    }
    out += std::string(function) + "(";
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        out += (i > 0 ? ", " : "") + parameters[i].text();
    }
    return out + (overload.isVariadic ? "...) -> " : ") -> ") + overload.result.text();
}

} // namespace hindcast::expr
