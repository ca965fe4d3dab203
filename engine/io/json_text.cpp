#include "engine/io/json_scan.h"
#include "engine/value/json_escapes.h"

#include <algorithm>

namespace hindcast {

void decodeJsonText(std::string_view literal, std::string& into)
{
    appendWithoutEscapes(into, literal.substr(1, literal.size() - 2));
}

void appendMinified(std::string& into, const JsonSlice& slice)
{
    if (!slice.blanks) {
        into += slice.text;
        return;
    }
    const std::string_view text = slice.text;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t stop = std::min(text.find_first_of(" \n\t\r\"", at), text.size());
        into += text.substr(at, stop - at);
        at = stop;
        if (at == text.size()) {
            return;
        }
        if (text[at] != '"') {
            at = skipJsonBlanks(text, at);
            continue;
        }
        std::size_t end = at + 1;
        while (text[end] != '"') {
            end += text[end] == '\\' ? 2U : 1U;
        }
        into += text.substr(at, end + 1 - at);
        at = end + 1;
    }
}

} // namespace hindcast
