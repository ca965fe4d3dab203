#include "engine/value/json.h"
#include "engine/value/list_node.h"
#include "engine/value/map_node.h"
#include "engine/value/number.h"

#include <simdjson.h>

#include <string>

namespace hindcast {

namespace {

/// Length of the well-formed UTF-8 sequence at the start, or 0.
std::size_t sequenceLength(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    return length <= text.size() && simdjson::validate_utf8(text.data(), length) ? length : 0;
}

void appendEscaped(std::string& out, unsigned char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
    }
}

/// Writes one value after the other; `step` blanks a level, or everything on one line when 0.
class Writer {
public:
    Writer(std::string& out, std::size_t step)
        : m_out(out)
        , m_step(step)
    {
    }

    void write(const Value& value)
    {
        switch (value.kind()) {
        case Value::Kind::Null:
            m_out += "null";
            break;
        case Value::Kind::Bool:
            m_out += value.asBool() ? "true" : "false";
            break;
        case Value::Kind::Decimal:
            m_out += value.text();
            break;
        case Value::Kind::Int:
        case Value::Kind::Double:
            m_out += numberText(value);
            break;
        case Value::Kind::String:
            quoteJsonTo(m_out, value.text());
            break;
        case Value::Kind::List:
            writeList(value);
            break;
        case Value::Kind::Map:
            writeMap(value);
            break;
        }
    }

private:
    void writeList(const Value& list)
    {
        open('[');
        detail::eachItem(list, [this](const Value& item) {
            separate();
            write(item);
        });
        close(']', list.size() == 0);
    }

    void writeMap(const Value& map)
    {
        open('{');
        detail::eachMember(map, [this](const Value& key, const Value& value) {
            separate();
            quoteJsonTo(m_out, key.text());
            m_out += m_step > 0 ? ": " : ":";
            write(value);
        });
        close('}', map.size() == 0);
    }

    void open(char bracket)
    {
        m_out += bracket;
        m_first = true;
        ++m_depth;
    }
    void separate()
    {
        if (!m_first) {
            m_out += ',';
        }
        m_first = false;
        breakLine();
    }
    void close(char bracket, bool empty)
    {
        --m_depth;
        if (!empty) {
            breakLine();
        }
        m_out += bracket;
        m_first = false;
    }
    void breakLine()
    {
        if (m_step > 0) {
            m_out += '\n';
            m_out.append(m_depth * m_step, ' ');
        }
    }

    std::string& m_out;
    std::size_t m_step;
    std::size_t m_depth = 0;
    bool m_first = true;
};

} // namespace

std::string writeJson(const Value& value)
{
    std::string out;
    Writer(out, 0).write(value);
    return out;
}

std::string writeJsonPretty(const Value& value)
{
    std::string out;
    Writer(out, 2).write(value);
    return out;
}

std::string quoteJson(std::string_view text)
{
    std::string out;
    quoteJsonTo(out, text);
    return out;
}

void quoteJsonTo(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t plain = 0; // where the stretch that needs no change began
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool ascii = c < 0x80;
        if (ascii && c >= 0x20 && c != '"' && c != '\\') {
            ++i;
            continue;
        }
        const std::size_t length = ascii ? 0 : sequenceLength(text.substr(i));
        if (length > 0) {
            i += length;
            continue;
        }
        out.append(text.substr(plain, i - plain));
        if (ascii) {
            appendEscaped(out, c);
        } else {
            out += "\xef\xbf\xbd"; // what is no UTF-8 can't be JSON: U+FFFD stands for the byte
        }
        plain = ++i;
    }
    out.append(text.substr(plain));
    out += '"';
}

} // namespace hindcast
