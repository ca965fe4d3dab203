#include "engine/value/json.h"
#include "engine/value/json_error.h"
#include "engine/value/list_node.h"
#include "engine/value/map_node.h"
#include "engine/value/number.h"

#include <simdjson.h>

#include <array>
#include <cstring>

namespace hindcast {

namespace {

namespace ondemand = simdjson::ondemand;

/// What a thread keeps between documents, so that a small one costs no allocation but its values'.
struct Scratch {
    ondemand::parser parser;
    std::vector<char> padded;
    std::vector<Value> items; ///< of all lists being read, innermost last
    std::vector<detail::Member> members; ///< of all maps being read, innermost last
    /// Recently met keys too long to lie inside a value: they repeat in every event.
    std::array<Value, 64> longKeys;

    /// A thread doesn't keep what one huge document needed.
    void shrink()
    {
        constexpr std::size_t keptBytes = 4 << 20;
        if (padded.capacity() > keptBytes) {
            padded = {};
            parser = ondemand::parser();
        }
    }
};

enum class Outcome : std::uint8_t { Done, Fault, TooDeep };

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// One walk over a document. simdjson checks what is walked over: a complete walk checks everything but the
/// grammar of numbers, which are taken as text and checked here.
class DocumentReader {
public:
    explicit DocumentReader(Scratch& scratch)
        : m_scratch(scratch)
    {
    }

    Outcome outcome() const { return m_outcome; }

    bool read(ondemand::value& from, Value& to)
    {
        ondemand::json_type type{};
        if (from.type().get(type) != simdjson::SUCCESS) {
            return fault();
        }
        switch (type) {
        case ondemand::json_type::object: {
            ondemand::object object;
            return from.get_object().get(object) == simdjson::SUCCESS ? readMap(object, to) : fault();
        }
        case ondemand::json_type::array: {
            ondemand::array array;
            return from.get_array().get(array) == simdjson::SUCCESS ? readList(array, to) : fault();
        }
        case ondemand::json_type::string:
            return readString(from, to);
        case ondemand::json_type::number:
            return readNumber(from, to);
        case ondemand::json_type::boolean: {
            bool flag = false;
            if (from.get_bool().get(flag) != simdjson::SUCCESS) {
                return fault();
            }
            to = Value::boolean(flag);
            return true;
        }
        case ondemand::json_type::null: {
            bool null = false;
            return (from.is_null().get(null) == simdjson::SUCCESS && null) || fault();
        }
        }
        return fault();
    }

    bool readMap(ondemand::object& object, Value& to)
    {
        if (++m_depth > maxJsonDepth) {
            return tooDeep();
        }
        auto& members = m_scratch.members;
        const std::size_t base = members.size();
        for (auto each : object) {
            ondemand::field field;
            if (std::move(each).get(field) != simdjson::SUCCESS) {
                return fault();
            }
            detail::Member member;
            if (!readKey(field, member.key) || !read(field.value(), member.value)) {
                return false;
            }
            members.push_back(std::move(member));
        }
        to = detail::makeMap(std::span(members).subspan(base));
        members.resize(base);
        --m_depth;
        return true;
    }

    bool readList(ondemand::array& array, Value& to)
    {
        if (++m_depth > maxJsonDepth) {
            return tooDeep();
        }
        auto& items = m_scratch.items;
        const std::size_t base = items.size();
        for (auto each : array) {
            ondemand::value item;
            Value value;
            if (std::move(each).get(item) != simdjson::SUCCESS) {
                return fault();
            }
            if (!read(item, value)) {
                return false;
            }
            items.push_back(std::move(value));
        }
        to = detail::makeList(std::span(items).subspan(base));
        items.resize(base);
        --m_depth;
        return true;
    }

private:
    bool fault()
    {
        m_outcome = Outcome::Fault;
        return false;
    }
    bool tooDeep()
    {
        m_outcome = Outcome::TooDeep;
        return false;
    }

    /// The text from behind a quote up to the next one, or nothing when it holds an escape. Most texts hold
    /// none and are taken as they lie there.
    static std::optional<std::string_view> plainText(const char* start)
    {
        const char* end = start;
        while (*end != '"' && *end != '\\') {
            ++end;
        }
        return *end == '"' ? std::optional(std::string_view(start, static_cast<std::size_t>(end - start)))
                           : std::nullopt;
    }

    /// simdjson lets a lone low surrogate through; encoded, it is 0xED followed by 0xA0 or more.
    static bool holdsSurrogate(std::string_view text)
    {
        for (std::size_t i = text.find('\xed'); i != std::string_view::npos; i = text.find('\xed', i + 1)) {
            if (i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xa0) {
                return true;
            }
        }
        return false;
    }

    bool readKey(ondemand::field& field, Value& key)
    {
        if (const auto plain = plainText(field.key().raw())) {
            key = keyOf(*plain);
            return true;
        }
        std::string_view text;
        if (field.unescaped_key().get(text) != simdjson::SUCCESS || holdsSurrogate(text)) {
            return fault();
        }
        key = keyOf(text);
        return true;
    }

    Value keyOf(std::string_view text)
    {
        if (text.size() <= ValueAccess::inlineText) {
            return Value::string(text);
        }
        std::array<std::uint64_t, 2> ends{};
        std::memcpy(ends.data(), text.data(), 8);
        std::memcpy(&ends[1], text.data() + text.size() - 8, 8);
        const std::uint64_t hash = (ends[0] * 31 + ends[1] + text.size()) * 0x9e3779b97f4a7c15U;
        Value& known = m_scratch.longKeys[hash >> 58];
        if (ValueAccess::textOf(known) != text) {
            known = Value::string(text);
        }
        return known;
    }

    bool readString(ondemand::value& from, Value& to)
    {
        if (const auto plain = plainText(from.raw_json_token().data() + 1)) {
            // Looking at a token does not consume it, and simdjson's own skipping of what was left takes a
            // colon behind a text for that of a member, even in an array.
            ondemand::raw_json_string consumed;
            if (from.get_raw_json_string().get(consumed) != simdjson::SUCCESS) {
                return fault();
            }
            to = Value::string(*plain);
            return true;
        }
        std::string_view text;
        if (from.get_string().get(text) != simdjson::SUCCESS || holdsSurrogate(text)) {
            return fault();
        }
        to = Value::string(text);
        return true;
    }

    bool readNumber(ondemand::value& from, Value& to)
    {
        std::string_view token = from.raw_json_token();
        while (!token.empty() && isBlank(token.back())) {
            token.remove_suffix(1);
        }
        if (!isJsonNumber(token)) {
            return fault();
        }
        to = ValueAccess::number(token);
        return true;
    }

    Scratch& m_scratch;
    int m_depth = 0;
    Outcome m_outcome = Outcome::Done;
};

/// Walks the text in the scratch buffer. A scalar document is read as the only item of a list around it.
Outcome walk(Scratch& scratch, std::size_t size, bool wrapped, Value& out)
{
    ondemand::document document;
    const simdjson::padded_string_view view(scratch.padded.data(), size, scratch.padded.size());
    if (scratch.parser.iterate(view).get(document) != simdjson::SUCCESS) {
        return Outcome::Fault;
    }
    DocumentReader reader(scratch);
    ondemand::object object;
    ondemand::array array;
    bool done = false;
    if (document.get_object().get(object) == simdjson::SUCCESS) {
        done = reader.readMap(object, out);
    } else if (document.get_array().get(array) == simdjson::SUCCESS) {
        done = reader.readList(array, out);
    }
    if (!done) {
        return reader.outcome() == Outcome::Done ? Outcome::Fault : reader.outcome();
    }
    const char* rest = nullptr;
    if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS) {
        return Outcome::Fault;
    }
    if (wrapped) {
        if (out.size() != 1) {
            return Outcome::Fault;
        }
        out = out.at(0);
    }
    return Outcome::Done;
}

} // namespace

Result<Value> readJson(std::string_view text)
{
    thread_local Scratch scratch;
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    // Not counted in columns: editors don't show it.
    if (text.substr(0, byteOrderMark.size()) == byteOrderMark) {
        text.remove_prefix(byteOrderMark.size());
    }
    std::size_t first = 0;
    while (first < text.size() && isBlank(text[first])) {
        ++first;
    }
    const bool wrapped = first == text.size() || (text[first] != '{' && text[first] != '[');
    const std::size_t size = text.size() + (wrapped ? 2 : 0);
    if (size >= simdjson::SIMDJSON_MAXSIZE_BYTES) {
        return Error{ErrorCode::LimitExceeded, {"the document is too large", "4 GB"}, {}};
    }
    scratch.padded.resize(size + simdjson::SIMDJSON_PADDING);
    char* out = scratch.padded.data();
    if (wrapped) {
        *out++ = '[';
    }
    if (!text.empty()) {
        std::memcpy(out, text.data(), text.size());
        out += text.size();
    }
    if (wrapped) {
        *out++ = ']';
    }
    std::memset(out, 0, simdjson::SIMDJSON_PADDING);

    Value value;
    const Outcome outcome = walk(scratch, size, wrapped, value);
    scratch.items.clear();
    scratch.members.clear();
    scratch.shrink();
    switch (outcome) {
    case Outcome::Done:
        return value;
    case Outcome::TooDeep:
        return jsonDepthError(text);
    case Outcome::Fault:
        break;
    }
    return jsonErrorOf(text);
}

} // namespace hindcast
