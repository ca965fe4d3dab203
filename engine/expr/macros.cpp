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

} // namespace

std::optional<MacroForm> findMacro(std::string_view name, std::size_t argumentCount)
{
    const auto found = std::find_if(forms.begin(), forms.end(), [&](const MacroForm& each) {
        return each.name == name && each.argumentCount() == argumentCount;
    });
    return found != forms.end() ? std::optional(*found) : std::nullopt;
}

} // namespace hindcast::expr
