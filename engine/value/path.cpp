#include "engine/value/path.h"

namespace hindcast {

namespace {

void appendStep(std::string& out, const PathStep& step)
{
    out += '/';
    if (const auto* index = std::get_if<std::size_t>(&step)) {
        out += std::to_string(*index);
        return;
    }
    for (const char c : std::get<std::string>(step)) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
}

} // namespace

std::string toJsonPointer(const ValuePath& path)
{
    std::string out;
    for (const PathStep& step : path) {
        appendStep(out, step);
    }
    return out;
}

std::optional<Value> valueAt(const Value& root, const ValuePath& path)
{
    std::optional<Value> at = root;
    for (const PathStep& step : path) {
        if (const auto* index = std::get_if<std::size_t>(&step)) {
            at = at->isList() && *index < at->size() ? std::optional<Value>(at->at(*index)) : std::nullopt;
        } else {
            at = at->find(std::get<std::string>(step));
        }
        if (!at) {
            break;
        }
    }
    return at;
}

} // namespace hindcast
