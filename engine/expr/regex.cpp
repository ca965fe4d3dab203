#include "engine/expr/regex.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace hindcast::expr {

namespace {

constexpr std::int64_t memoryPerPattern = 1 << 20;

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

std::string_view view(re2::StringPiece text)
{
    return {text.data(), text.size()};
}

re2::RE2::Options options()
{
    re2::RE2::Options made;
    made.set_log_errors(false);
    made.set_max_mem(memoryPerPattern);
    return made;
}

} // namespace

Regex::Regex(std::string_view pattern)
    : m_regex(std::make_unique<re2::RE2>(piece(pattern), options()))
{
}
Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

bool Regex::ok() const
{
    return m_regex->ok();
}

const std::string& Regex::error() const
{
    return m_regex->error();
}

int Regex::groupCount() const
{
    return m_regex->NumberOfCapturingGroups();
}

std::uint64_t Regex::compileCost() const
{
    return 1 + static_cast<std::uint64_t>(std::max(m_regex->ProgramSize(), 0)) / 8;
}

std::uint64_t Regex::searchCost(std::size_t bytes) const
{
    // Of a program so small RE2 keeps all states that it meets; of a larger one it may have to go through the
    // program for each byte.
    constexpr std::uint64_t smallProgram = 128;
    const auto size = static_cast<std::uint64_t>(std::max(m_regex->ProgramSize(), 0));
    return 1 + bytes / 64 * (size <= smallProgram ? 1 : size);
}

bool Regex::matches(std::string_view text) const
{
    return re2::RE2::PartialMatch(piece(text), *m_regex);
}

bool Regex::extract(std::string_view text,
    std::string_view& rest,
    std::string_view& found,
    const Charge& charge) const
{
    std::array<re2::StringPiece, 2> groups;
    std::size_t from = text.size() - rest.size();
    const int wanted = groupCount() + 1;
    while (rest.data() != nullptr && charge(searchCost(text.size() - from))
        && m_regex->Match(
            piece(text), from, text.size(), re2::RE2::UNANCHORED, groups.data(), std::min(wanted, 2))) {
        const auto end = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
        // Behind an empty match the search goes on one code point later, and at the end no more.
        const std::size_t step =
            groups[0].empty() ? std::max<std::size_t>(utf8Length(text.substr(end)), 1) : 0;
        rest = end + step > text.size() ? std::string_view() : text.substr(end + step);
        const re2::StringPiece caught = wanted > 1 ? groups[1] : groups[0];
        if (caught.data() != nullptr) {
            found = view(caught);
            return true;
        }
        from = end + step;
    }
    return false;
}

std::optional<std::string> Regex::replace(std::string_view text,
    std::string_view rewrite,
    std::int64_t limit,
    std::size_t most,
    const Charge& charge) const
{
    std::string complaint;
    if (!m_regex->CheckRewriteString(piece(rewrite), &complaint)) {
        return std::nullopt;
    }
    std::string out;
    std::array<re2::StringPiece, 10> groups;
    const int wanted = 1 + re2::RE2::MaxSubmatch(piece(rewrite));
    std::size_t from = 0;
    while (limit != 0 && from <= text.size() && out.size() <= most && charge(searchCost(text.size() - from))
        && m_regex->Match(piece(text), from, text.size(), re2::RE2::UNANCHORED, groups.data(), wanted)) {
        const auto start = static_cast<std::size_t>(groups[0].data() - text.data());
        const std::size_t end = start + groups[0].size();
        out.append(text.substr(from, start - from));
        m_regex->Rewrite(&out, piece(rewrite), groups.data(), wanted);
        from = end;
        if (groups[0].empty()) {
            const std::size_t step = std::max<std::size_t>(utf8Length(text.substr(end)), 1);
            out.append(text.substr(end, step));
            from = end + step;
        }
        --limit;
    }
    if (from < text.size()) {
        out.append(text.substr(from));
    }
    return out;
}

} // namespace hindcast::expr
