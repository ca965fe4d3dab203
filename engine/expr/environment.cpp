#include "engine/expr/environment.h"

#include "engine/expr/declarations/declarations.h"
#include "engine/expr/signature.h"

#include <algorithm>
#include <map>

namespace hindcast::expr {

namespace {

/// Declarations in order, found by name.
template <class Declaration>
struct Table {
    std::vector<Declaration> all;
    std::map<std::string, std::uint32_t, std::less<>> index;

    std::optional<std::uint32_t> find(std::string_view name) const
    {
        const auto found = index.find(name);
        return found != index.end() ? std::optional(found->second) : std::nullopt;
    }

    std::uint32_t put(std::string_view name, Declaration declaration)
    {
        const auto [at, isNew] = index.try_emplace(std::string(name), static_cast<std::uint32_t>(all.size()));
        if (isNew) {
            all.push_back(std::move(declaration));
        } else {
            all[at->second] = std::move(declaration);
        }
        return at->second;
    }
};

} // namespace

struct Environment::Functions {
    Table<FunctionDeclaration> functions;
    Table<OverloadDeclaration> overloads;
};

struct Environment::Content {
    std::string container;
    Table<VariableDeclaration> variables;
    Table<RecordDeclaration> records;
    Table<EnumDeclaration> enums;
    std::shared_ptr<const Functions> functions = std::make_shared<const Functions>();
    std::size_t mostNameParts = 3; // google.protobuf.Timestamp

    void noteName(std::string_view name)
    {
        const auto dots = static_cast<std::size_t>(std::count(name.begin(), name.end(), '.'));
        mostNameParts = std::max(mostNameParts, dots + 1);
    }
};

std::optional<std::uint32_t> RecordDeclaration::find(std::string_view field) const
{
    const auto found = std::find_if(
        fields.begin(), fields.end(), [field](const FieldDeclaration& each) { return each.name == field; });
    if (found == fields.end()) {
        return {};
    }
    return static_cast<std::uint32_t>(found - fields.begin());
}

bool EnumDeclaration::has(std::string_view value) const
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

Environment::Environment()
    : m_content(std::make_shared<const Content>())
{
}

Environment::Environment(std::shared_ptr<const Content> content)
    : m_content(std::move(content))
{
}

const Environment& Environment::standard()
{
    static const Environment environment = [] {
        Builder builder{Environment()};
        for (const auto& table :
            {operatorDeclarations(), standardDeclarations(), extensionDeclarations(), ownDeclarations()}) {
            for (const Declared& each : table) {
                builder.overload(each.function, each.id, each.signature);
            }
        }
        return builder.build();
    }();
    return environment;
}

const std::string& Environment::container() const
{
    return m_content->container;
}

std::span<const VariableDeclaration> Environment::variables() const
{
    return m_content->variables.all;
}

std::optional<Slot> Environment::findVariable(std::string_view name) const
{
    return m_content->variables.find(name);
}

std::span<const RecordDeclaration> Environment::records() const
{
    return m_content->records.all;
}

std::optional<std::uint32_t> Environment::findRecord(std::string_view name) const
{
    return m_content->records.find(name);
}

std::span<const EnumDeclaration> Environment::enums() const
{
    return m_content->enums.all;
}

const EnumDeclaration* Environment::findEnum(std::string_view name) const
{
    const auto index = m_content->enums.find(name);
    return index ? &m_content->enums.all[*index] : nullptr;
}

std::span<const FunctionDeclaration> Environment::functions() const
{
    return m_content->functions->functions.all;
}

std::optional<FunctionId> Environment::findFunction(std::string_view name) const
{
    return m_content->functions->functions.find(name);
}

std::span<const OverloadDeclaration> Environment::overloads() const
{
    return m_content->functions->overloads.all;
}

std::optional<OverloadId> Environment::findOverload(std::string_view id) const
{
    return m_content->functions->overloads.find(id);
}

std::size_t Environment::mostNameParts() const
{
    return m_content->mostNameParts;
}

std::vector<std::string> Environment::candidates(std::string_view name) const
{
    if (!name.empty() && name.front() == '.') {
        return {std::string(name.substr(1))};
    }
    std::vector<std::string> out;
    std::string_view scope = container();
    while (!scope.empty()) {
        out.push_back(std::string(scope) + "." + std::string(name));
        const std::size_t dot = scope.rfind('.');
        scope = dot != std::string_view::npos ? scope.substr(0, dot) : std::string_view();
    }
    out.emplace_back(name);
    return out;
}

Environment::Builder::Builder(const Environment& base)
    : m_content(std::make_unique<Content>(*base.m_content))
{
}

Environment::Builder::~Builder() = default;

Environment::Builder& Environment::Builder::container(std::string name)
{
    m_content->container = std::move(name);
    return *this;
}

Environment::Builder& Environment::Builder::variable(std::string name, Type type)
{
    m_content->noteName(name);
    m_content->variables.put(name, {name, std::move(type)});
    return *this;
}

Environment::Builder& Environment::Builder::record(RecordDeclaration record)
{
    const std::string name = record.name;
    m_content->noteName(name);
    m_content->records.put(name, std::move(record));
    return *this;
}

Environment::Builder& Environment::Builder::enumeration(EnumDeclaration enumeration)
{
    const std::string name = enumeration.name;
    m_content->enums.put(name, std::move(enumeration));
    return *this;
}

Environment::Builder& Environment::Builder::overload(std::string_view function, OverloadDeclaration overload)
{
    if (!m_functions) {
        m_functions = std::make_unique<Functions>(*m_content->functions);
    }
    m_content->noteName(function);
    auto& functions = m_functions->functions;
    const auto known = functions.find(function);
    const FunctionId at = known ? *known : functions.put(function, {std::string(function), {}});
    std::vector<OverloadId>& overloads = functions.all[at].overloads;
    const std::string name = overload.id;
    const OverloadId id = m_functions->overloads.put(name, std::move(overload));
    if (std::find(overloads.begin(), overloads.end(), id) == overloads.end()) {
        overloads.push_back(id);
    }
    return *this;
}

Environment::Builder&
Environment::Builder::overload(std::string_view function, std::string_view id, std::string_view signature)
{
    return overload(function, readSignature(id, signature));
}

Environment Environment::Builder::build() const
{
    auto content = std::make_shared<Content>(*m_content);
    if (m_functions) {
        content->functions = std::make_shared<const Functions>(*m_functions);
    }
    return Environment(std::move(content));
}

} // namespace hindcast::expr
