#include "engine/io/field_path.h"
#include "engine/io/mapping_guess.h"
#include "engine/log/event.h"

#include <algorithm>
#include <charconv>

namespace hindcast {

namespace {

/// A sample of wide records must not grow without bound.
constexpr std::size_t mostFields = 1000;

std::string fold(std::string_view name)
{
    std::string folded;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            folded += static_cast<char>(c - 'A' + 'a');
        } else if (std::string_view("_-$@ ").find(c) == std::string_view::npos) {
            folded += c;
        }
    }
    return folded;
}

bool isRecentEpoch(std::string_view number)
{
    std::int64_t value = 0;
    const char* const end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, value);
    constexpr std::int64_t year1990 = 631'152'000;
    constexpr std::int64_t year2100 = 4'102'444'800;
    if (error != std::errc() || (stop != end && *stop != '.')) {
        return false;
    }
    const std::optional<Timestamp> time = timestampFromEpoch(value);
    return time && time->us > year1990 * 1'000'000 && time->us < year2100 * 1'000'000;
}

void countTime(std::string_view text, FieldFacts& facts)
{
    if (readTime(text)) {
        ++facts.times;
    } else if (readTime(text, DateOrder::DayFirst)) {
        ++facts.ambiguous;
        return;
    }
    const DateOrder order = dateOrderOf(text);
    facts.dayFirst += order == DateOrder::DayFirst ? 1 : 0;
    facts.monthFirst += order == DateOrder::MonthFirst ? 1 : 0;
}

} // namespace

DateOrder FieldFacts::dateOrder() const
{
    if ((dayFirst == 0) == (monthFirst == 0)) {
        return DateOrder::Unknown;
    }
    return dayFirst > 0 ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

std::int64_t FieldFacts::readable() const
{
    return times + epochs + (dateOrder() == DateOrder::Unknown ? 0 : ambiguous);
}

void FieldStatistics::add(const Record& record)
{
    ++m_records;
    m_grouped |= record.group > 0;
    JsonMembers inner;
    for (const JsonMember& member : record.members.list) {
        addMember(member, {});
        if (member.value.kind == JsonKind::Object) {
            JsonSlice whole;
            scanJsonObject(member.value.text, 0, true, whole, inner);
            for (const JsonMember& nested : inner.list) {
                addMember(nested, std::string(member.name));
            }
        }
    }
}

void FieldStatistics::addMember(const JsonMember& member, const std::string& parent)
{
    const std::string path = (parent.empty() ? "" : pathOf(parent) + '.') + pathOf(member.name);
    const auto [known, isNew] = m_byPath.try_emplace(path, m_fields.size());
    if (isNew) {
        if (m_fields.size() == mostFields) {
            m_byPath.erase(known);
            return;
        }
        FieldFacts& fresh = m_fields.emplace_back();
        fresh.path = path;
        fresh.parent = parent;
        fresh.name = fold(member.name);
        fresh.plainName = member.name;
    }
    FieldFacts& facts = m_fields[known->second];
    ++facts.seen;
    std::string text;
    if (!appendScalar(member.value, text)) {
        facts.objects += member.value.kind == JsonKind::Null ? 0 : 1;
        return;
    }
    if (text.empty()) {
        return;
    }
    ++facts.scalars;
    countTime(text, facts);
    facts.epochs += isRecentEpoch(text) ? 1 : 0;
    facts.categorised += categoryOf(text) != "entity" ? 1 : 0;
    facts.distinct.insert(std::move(text));
}

std::vector<std::string> FieldStatistics::paths() const
{
    std::vector<std::string> paths;
    for (const FieldFacts& facts : m_fields) {
        paths.push_back(facts.path);
    }
    return paths;
}

const FieldFacts* FieldStatistics::find(const std::string& path) const
{
    const auto found = m_byPath.find(path);
    return found == m_byPath.end() ? nullptr : &m_fields[found->second];
}

bool FieldStatistics::has(const FieldMapping& mapping) const
{
    return std::all_of(mapping.source.begin(), mapping.source.end(), [this](const std::string& source) {
        return source.empty() || source.front() == '=' || m_byPath.contains(source);
    });
}

} // namespace hindcast
