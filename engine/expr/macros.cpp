#include "engine/expr/macros.h"

#include <algorithm>
#include <array>

namespace hindcast::expr {

namespace {

constexpr auto forms = std::to_array<MacroForm>({
    {"all", Macro::All, 1, false},
    {"all", Macro::All, 2, false},
    {"exists", Macro::Exists, 1, false},
    {"exists", Macro::Exists, 2, false},
    {"exists_one", Macro::ExistsOne, 1, false},
    {"existsOne", Macro::ExistsOne, 1, false},
    {"existsOne", Macro::ExistsOne, 2, false},
    {"map", Macro::Map, 1, false},
    {"map", Macro::Map, 1, true},
    {"filter", Macro::Filter, 1, false},
    {"transformList", Macro::TransformList, 2, false},
    {"transformList", Macro::TransformList, 2, true},
    {"transformMap", Macro::TransformMap, 2, false},
    {"transformMap", Macro::TransformMap, 2, true},
    {"transformMapEntry", Macro::TransformMapEntry, 2, false},
    {"transformMapEntry", Macro::TransformMapEntry, 2, true},
    {"sortBy", Macro::SortBy, 1, false},
    {"optMap", Macro::OptMap, 1, false},
    {"optFlatMap", Macro::OptFlatMap, 1, false},
});

struct Usage {
    std::string_view name;
    std::string_view text;
};
constexpr auto usages = std::to_array<Usage>({
    {"has", "has(a.b)"},
    {"all", "list.all(x, condition)"},
    {"exists", "list.exists(x, condition)"},
    {"exists_one", "list.exists_one(x, condition)"},
    {"existsOne", "list.existsOne(x, condition)"},
    {"map", "list.map(x, result) or list.map(x, condition, result)"},
    {"filter", "list.filter(x, condition)"},
    {"transformList", "list.transformList(index, x, result)"},
    {"transformMap", "map.transformMap(key, value, result)"},
    {"transformMapEntry", "map.transformMapEntry(key, value, {key: value})"},
    {"sortBy", "list.sortBy(x, key)"},
    {"optMap", "optional.optMap(x, result)"},
    {"optFlatMap", "optional.optFlatMap(x, optional)"},
    {"bind", "cel.bind(name, value, result)"},
});

} // namespace

std::optional<MacroForm> findMacro(std::string_view name, std::size_t argumentCount)
{
    const auto found = std::find_if(forms.begin(), forms.end(), [&](const MacroForm& each) {
        return each.name == name && each.argumentCount() == argumentCount;
    });
    return found != forms.end() ? std::optional(*found) : std::nullopt;
}

std::vector<std::string_view> macroNames()
{
    std::vector<std::string_view> names;
    for (const Usage& usage : usages) {
        names.push_back(usage.name);
    }
    return names;
}

std::string_view macroUsage(std::string_view name)
{
    const auto found =
        std::find_if(usages.begin(), usages.end(), [name](const Usage& each) { return each.name == name; });
    return found != usages.end() ? found->text : std::string_view();
}

} // namespace hindcast::expr
