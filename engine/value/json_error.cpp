#include "engine/value/json_error.h"

#include "engine/value/json.h"
#include "engine/value/number.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace hindcast {

namespace {

using Json = nlohmann::json;

/// Builds nothing; waits for the first error.
class FaultListener : public nlohmann::json_sax<Json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(Json::number_integer_t) override { return true; }
    bool number_unsigned(Json::number_unsigned_t) override { return true; }
    bool number_float(Json::number_float_t, const Json::string_t&) override { return true; }
    bool string(Json::string_t&) override { return true; }
    bool binary(Json::binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(Json::string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool
    parse_error(std::size_t position, const std::string& lastToken, const Json::exception& fault) override
    {
        found = true;
        bytesRead = position;
        token = lastToken;
        message = fault.what();
        return false;
    }

    bool found = false;
    std::size_t bytesRead = 0;
    std::string token;
    std::string message;
};

bool isNumberByte(char c)
{
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
}

/// What nlohmann_json sees differently, as it has to be seen, at the same length. Numbers beyond double are
/// no fault: they become "1.000". A NUL is no end: it becomes another byte that may not stand there.
std::string asRead(std::string_view text)
{
    std::string out(text);
    bool inString = false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (inString && out[i] == '\\') {
            ++i;
        } else if (out[i] == '"') {
            inString = !inString;
        } else if (!inString && out[i] == '\0') {
            out[i] = '\x01';
        } else if (!inString && isNumberByte(out[i])) {
            std::size_t end = i;
            while (end < out.size() && isNumberByte(out[end])) {
                ++end;
            }
            const std::string_view token(out.data() + i, end - i);
            const bool mayOverflow =
                token.size() > 300 || token.find_first_of("eE") != std::string_view::npos;
            if (mayOverflow && isJsonNumber(token)) {
                std::fill(out.begin() + static_cast<std::ptrdiff_t>(i),
                    out.begin() + static_cast<std::ptrdiff_t>(end),
                    '0');
                out[i] = '1';
                out[i + 1] = '.';
            }
            i = end - 1;
        }
    }
    return out;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value -
/// unexpected ']'; expected '[', '{', or a literal" -> "unexpected ']', expected a value"
std::string reasonIn(std::string message)
{
    const std::size_t last = message.find("; last read: ");
    if (last != std::string::npos) {
        const std::size_t resume = message.rfind("'; expected ");
        message = message.substr(0, last)
            + (resume != std::string::npos && resume > last ? message.substr(resume + 1) : "");
    }
    const std::size_t start = message.find(" - ");
    if (start != std::string::npos) {
        message.erase(0, start + 3);
    } else if (message.find(']') != std::string::npos) {
        message.erase(0, message.find(']') + 2);
    }
    replaceAll(message, "; expected '[', '{', or a literal", "; expected a value");
    replaceAll(message, "; expected end of input", "; nothing may follow the document");
    replaceAll(message, "; expected ", ", expected ");
    replaceAll(message, "; nothing may", ", nothing may");
    return message;
}

/// How long the token is that was not expected. The parser's own record of it is whole for numbers and
/// strings only.
std::size_t tokenLength(const FaultListener& fault)
{
    const auto says = [&fault](
                          std::string_view what) { return fault.message.find(what) != std::string::npos; };
    if (says("unexpected true literal") || says("unexpected null literal")) {
        return 4;
    }
    if (says("unexpected false literal")) {
        return 5;
    }
    if (says("unexpected number literal") || says("unexpected string literal")) {
        return std::max<std::size_t>(fault.token.size(), 1);
    }
    return 1;
}

/// Where the fault starts: the token that was not expected, or the byte at which reading a token failed.
std::size_t offsetOf(const FaultListener& fault, std::size_t size)
{
    if (fault.message.find("unexpected end of input") != std::string::npos) {
        return size;
    }
    const std::size_t length = tokenLength(fault);
    return std::min(fault.bytesRead >= length ? fault.bytesRead - length : 0, size);
}

} // namespace

Place placeAt(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {{}, line, static_cast<std::int64_t>(offset - start) + 1};
}

Error jsonErrorOf(std::string_view text)
{
    const std::string readable = asRead(text);
    FaultListener fault;
    Json::sax_parse(readable, &fault);
    if (!fault.found) {
        return {ErrorCode::BadJson, {"this is not JSON"}, placeAt(text, 0)};
    }
    return {ErrorCode::BadJson, {reasonIn(fault.message)}, placeAt(text, offsetOf(fault, text.size()))};
}

Error jsonDepthError(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    std::size_t i = 0;
    for (; i < text.size() && depth <= maxJsonDepth; ++i) {
        const char c = text[i];
        if (inString && c == '\\') {
            ++i;
        } else if (c == '"') {
            inString = !inString;
        } else if (!inString && (c == '[' || c == '{')) {
            ++depth;
        } else if (!inString && (c == ']' || c == '}')) {
            --depth;
        }
    }
    return {ErrorCode::LimitExceeded,
        {"the document nests too deep", std::to_string(maxJsonDepth) + " levels"},
        placeAt(text, i > 0 ? i - 1 : 0)};
}

} // namespace hindcast
