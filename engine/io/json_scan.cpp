#include "engine/io/json_scan.h"

#include "engine/base/utf8.h"
#include "engine/value/json.h"

#include <bit>
#include <bitset>
#include <cstring>

namespace hindcast {

namespace {

using Outcome = JsonScan::Outcome;

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Letters of a word that is told as wrong.
constexpr std::size_t longestTold = 20;

constexpr int hexValue(char c)
{
    if (isDigit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// How many bytes at the start are neither quote, backslash, control nor non-ASCII: eight at a time, by the
/// usual has-zero-byte trick (the lowest marked byte is exact, which is all that is asked).
std::size_t plainRun(std::string_view text)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        const std::uint64_t quote = word ^ (ones * '"');
        const std::uint64_t slash = word ^ (ones * '\\');
        const std::uint64_t marked = ((quote - ones) | (slash - ones) | (word - ones * 0x20) | word) & tops;
        if (marked != 0) {
            if constexpr (std::endian::native == std::endian::little) {
                // A byte above a marked one may be marked by its borrow, a byte below never.
                return at + static_cast<std::size_t>(std::countr_zero(marked)) / 8;
            }
            break;
        }
    }
    return at;
}

/// Walks over one value without recursion, so that depth costs a bit of an array and never the stack.
class Scanner {
public:
    Scanner(std::string_view text, std::size_t at, bool final)
        : m_text(text)
        , m_at(at)
        , m_final(final)
    {
    }

    bool value(JsonSlice& slice)
    {
        const std::size_t begin = m_at;
        m_blanks = false;
        m_escapes = false;
        if (!kind(slice.kind) || !walk()) {
            return false;
        }
        slice.text = m_text.substr(begin, m_at - begin);
        slice.blanks = m_blanks;
        slice.escapes = m_escapes;
        return true;
    }

    bool object(JsonSlice& slice, JsonMembers& members)
    {
        const std::size_t begin = m_at;
        bool blanks = false;
        ++m_at;
        m_depth = 1;
        m_isObject[0] = true;
        m_members = &members;
        members.names.beginObject();
        for (bool first = true;; first = false) {
            blanks |= skip();
            if (first && next() == '}') {
                break;
            }
            const std::size_t nameAt = m_at;
            m_escapes = false;
            if (!name()) {
                return false;
            }
            const std::string_view name = m_text.substr(nameAt, m_at - nameAt);
            const bool escaped = m_escapes;
            blanks |= skip();
            if (!colon()) {
                return false;
            }
            blanks |= skip();
            if (members.list.size() == mostMembers) {
                m_outcome = Outcome::TooMany;
                return false;
            }
            JsonMember& member = members.list.emplace_back();
            member.name = name.substr(1, name.size() - 2);
            if (escaped) {
                decodeJsonText(name, members.decoded.emplace_back());
                member.name = members.decoded.back();
            }
            members.names.add(member.name);
            if (!value(member.value)) {
                return false;
            }
            blanks |= member.value.blanks;
            blanks |= skip();
            if (next() == '}') {
                break;
            }
            if (!comma("',' or '}' after a member")) {
                return false;
            }
        }
        ++m_at;
        members.names.endObject();
        slice = {m_text.substr(begin, m_at - begin), JsonKind::Object, blanks, false};
        return true;
    }

    JsonScan outcome() const { return {m_outcome, m_at, m_wrong, m_expected, m_fault, m_inside}; }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char next() const { return atEnd() ? '\0' : m_text[m_at]; }

    bool skip()
    {
        const std::size_t before = m_at;
        while (!atEnd() && isBlank(m_text[m_at])) {
            ++m_at;
        }
        return m_at != before;
    }

    bool broken(std::string_view expected)
    {
        if (atEnd()) {
            return unfinished();
        }
        m_outcome = Outcome::Broken;
        m_expected = expected;
        return false;
    }

    bool faulty(std::string_view fault)
    {
        m_fault = fault;
        return broken({});
    }

    bool unfinished()
    {
        m_outcome = Outcome::Unfinished;
        m_at = m_text.size();
        if (m_inside.empty()) {
            m_inside = m_depth == 0 ? "a value" : m_isObject[m_depth - 1] ? "an object" : "an array";
        }
        return false;
    }

    bool kind(JsonKind& kind)
    {
        switch (next()) {
        case '{':
            kind = JsonKind::Object;
            return true;
        case '[':
            kind = JsonKind::Array;
            return true;
        case '"':
            kind = JsonKind::Text;
            return true;
        case 't':
            kind = JsonKind::True;
            return true;
        case 'f':
            kind = JsonKind::False;
            return true;
        case 'n':
            kind = JsonKind::Null;
            return true;
        default:
            break;
        }
        kind = JsonKind::Number;
        return next() == '-' || isDigit(next()) || broken("a value");
    }

    bool push(char container)
    {
        if (m_depth == m_isObject.size()) {
            m_outcome = Outcome::TooDeep;
            return false;
        }
        m_isObject[m_depth++] = container == '{';
        ++m_at;
        if (container == '{' && m_members != nullptr) {
            m_members->names.beginObject();
        }
        return true;
    }

    void pop(bool object)
    {
        ++m_at;
        --m_depth;
        if (object && m_members != nullptr) {
            m_members->names.endObject();
        }
    }

    /// The name that has just been passed over, for telling whether it stood before.
    void noteName(std::string_view name)
    {
        if (m_members->decoded.size() == mostMembers) {
            return; // whether so many names repeat each other is not worth their memory
        }
        std::string_view plain = name.substr(1, name.size() - 2);
        if (plain.find('\\') != std::string_view::npos) {
            decodeJsonText(name, m_members->decoded.emplace_back());
            plain = m_members->decoded.back();
        }
        m_members->names.add(plain);
    }

    bool walk()
    {
        const std::size_t base = m_depth;
        for (;;) {
            bool closed = true;
            if (!begin(closed)) {
                return false;
            }
            while (closed) {
                if (m_depth == base) {
                    return true;
                }
                m_blanks |= skip();
                const bool inObject = m_isObject[m_depth - 1];
                if (next() == (inObject ? '}' : ']')) {
                    pop(inObject);
                    continue;
                }
                if (!comma(inObject ? "',' or '}' after a member" : "',' or ']' after an element")) {
                    return false;
                }
                m_blanks |= skip();
                if (inObject && !memberStart()) {
                    return false;
                }
                closed = false;
            }
        }
    }

    /// Begins the value at the cursor; `closed` when it is complete already.
    bool begin(bool& closed)
    {
        switch (next()) {
        case '{':
            if (!push('{')) {
                return false;
            }
            m_blanks |= skip();
            if (next() == '}') {
                pop(true);
                return true;
            }
            closed = false;
            return memberStart();
        case '[':
            if (!push('[')) {
                return false;
            }
            m_blanks |= skip();
            if (next() == ']') {
                pop(false);
                return true;
            }
            closed = false;
            return true;
        case '"':
            return string();
        case 't':
            return literal("true");
        case 'f':
            return literal("false");
        case 'n':
            return literal("null");
        default:
            return number();
        }
    }

    bool memberStart()
    {
        const std::size_t begin = m_at;
        if (!name()) {
            return false;
        }
        if (m_members != nullptr) {
            noteName(m_text.substr(begin, m_at - begin));
        }
        m_blanks |= skip();
        if (!colon()) {
            return false;
        }
        m_blanks |= skip();
        return true;
    }

    bool name() { return next() == '"' ? string() : broken("a member's name in double quotes"); }

    bool colon()
    {
        if (next() != ':') {
            return broken("':' after a member's name");
        }
        ++m_at;
        return true;
    }

    bool comma(std::string_view expected)
    {
        if (next() != ',') {
            return broken(expected);
        }
        ++m_at;
        return true;
    }

    bool literal(std::string_view word)
    {
        const std::string_view rest = m_text.substr(m_at);
        if (rest.starts_with(word)) {
            m_at += word.size();
            return true;
        }
        std::size_t length = 0;
        while (length < rest.size() && length < longestTold && isWordCharacter(rest[length])) {
            ++length;
        }
        // The next block may go on with more letters.
        const bool mayGoOn = length == rest.size() && (!m_final || word.starts_with(rest));
        m_wrong = length;
        return mayGoOn ? unfinished() : broken(word);
    }

    bool digits()
    {
        if (!isDigit(next())) {
            return broken("a digit");
        }
        while (isDigit(next())) {
            ++m_at;
        }
        return true;
    }

    bool number()
    {
        if (next() == '-') {
            ++m_at;
        } else if (!isDigit(next())) {
            return broken("a value");
        }
        if (next() == '0') {
            ++m_at;
        } else if (!digits()) {
            return false;
        }
        if (next() == '.') {
            ++m_at;
            if (!digits()) {
                return false;
            }
        }
        if (next() == 'e' || next() == 'E') {
            ++m_at;
            if (next() == '+' || next() == '-') {
                ++m_at;
            }
            if (!digits()) {
                return false;
            }
        }
        // The next block may go on with more digits.
        return !atEnd() || m_final || unfinished();
    }

    bool string()
    {
        ++m_at;
        for (;;) {
            m_at += plainRun(m_text.substr(m_at));
            if (atEnd()) {
                m_inside = "a text";
                return unfinished();
            }
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (c == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (static_cast<unsigned char>(c) < 0x20) {
                return faulty("a control character in a text must be escaped");
            } else if (static_cast<unsigned char>(c) < 0x80) {
                ++m_at;
            } else if (const std::size_t length = utf8Length(m_text.substr(m_at)); length != 0) {
                m_at += length;
            } else if (m_text.size() - m_at < 4 && !m_final) {
                m_inside = "a text";
                return unfinished();
            } else {
                return faulty(notUtf8Fault);
            }
        }
    }

    bool escape()
    {
        m_inside = "a text";
        m_escapes = true;
        ++m_at;
        switch (next()) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            ++m_at;
            break;
        case 'u': {
            const std::size_t begin = m_at - 1;
            int unit = 0;
            if (!hexUnit(unit)) {
                return false;
            }
            const bool high = unit >= 0xD800 && unit < 0xDC00;
            if (high) {
                int low = 0;
                if (next() != '\\') {
                    return lonely(begin);
                }
                ++m_at;
                if (next() != 'u') {
                    return lonely(begin);
                }
                if (!hexUnit(low)) {
                    return false;
                }
                if (low < 0xDC00 || low > 0xDFFF) {
                    return lonely(begin);
                }
            } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
                return lonely(begin);
            }
            break;
        }
        default:
            return faulty("JSON has no such escape");
        }
        m_inside = {};
        return true;
    }

    /// Half a surrogate pair at `begin`, unless the text simply ended too early to tell.
    bool lonely(std::size_t begin)
    {
        if (!atEnd()) {
            m_at = begin;
        }
        return faulty("half of a surrogate pair stands alone");
    }

    bool hexUnit(int& unit)
    {
        ++m_at;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const int digit = hexValue(next());
            if (digit < 0) {
                return broken("four hexadecimal digits after \\u");
            }
            unit = unit * 16 + digit;
        }
        return true;
    }

    std::string_view m_text;
    std::size_t m_at;
    bool m_final;
    bool m_blanks = false;
    bool m_escapes = false;
    std::size_t m_depth = 0;
    std::bitset<maxJsonDepth> m_isObject; ///< by depth: whether the open container is an object
    Outcome m_outcome = Outcome::Whole;
    std::size_t m_wrong = 0;
    std::string_view m_expected;
    JsonMembers* m_members = nullptr; ///< whose names are looked at
    std::string_view m_fault;
    std::string_view m_inside;
};

} // namespace

void JsonMembers::clear()
{
    list.clear();
    decoded.clear();
    names.clear();
}

const JsonSlice* JsonMembers::find(std::string_view name) const
{
    for (auto member = list.rbegin(); member != list.rend(); ++member) {
        if (member->name == name) {
            return &member->value;
        }
    }
    return nullptr;
}

JsonScan scanJson(std::string_view text, std::size_t at, bool final, JsonSlice& value)
{
    Scanner scanner(text, at, final);
    scanner.value(value);
    return scanner.outcome();
}

JsonScan
scanJsonObject(std::string_view text, std::size_t at, bool final, JsonSlice& value, JsonMembers& members)
{
    members.clear();
    Scanner scanner(text, at, final);
    scanner.object(value, members);
    return scanner.outcome();
}

std::size_t skipJsonBlanks(std::string_view text, std::size_t at)
{
    while (at < text.size() && isBlank(text[at])) {
        ++at;
    }
    return at;
}

} // namespace hindcast
