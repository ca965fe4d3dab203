#include "engine/expr/functions.h"

#include "engine/expr/text_builder.h"

#include <string_view>
#include <unordered_map>

namespace hindcast::expr {

Implementation implementationOf(std::string_view name)
{
    static const auto all = [] {
        std::unordered_map<std::string_view, Implementation> table;
        for (const auto family : {conversionFunctions(),
                 textFunctions(),
                 regexFunctions(),
                 timeFunctions(),
                 mathFunctions(),
                 listFunctions(),
                 setFunctions(),
                 optionalFunctions(),
                 decimalFunctions()}) {
            for (const NamedImplementation& one : family) {
                table.emplace(one.name, one.implementation);
            }
        }
        return table;
    }();
    const auto found = all.find(name);
    return found == all.end() ? nullptr : found->second;
}

Datum madeText(Run& run, std::string_view text, Kind kind)
{
    if (text.size() > maxTextSize) {
        return tooLargeText(run);
    }
    if (!run.chargeBytes(text.size())) {
        return Run::exhausted();
    }
    const std::string_view kept = run.arena.copy(text);
    return kind == Kind::String ? Datum::string(kept) : Datum::bytes(kept);
}

} // namespace hindcast::expr
