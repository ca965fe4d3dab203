#include "engine/expr/datum_text.h"

#include "engine/expr/container.h"
#include "engine/expr/decimal.h"
#include "engine/expr/fault.h"
#include "engine/expr/moment_text.h"
#include "engine/expr/number_text.h"

#include <fmt/format.h>

namespace hindcast::expr {

namespace {

void appendEscaped(std::string& out, char letter)
{
    switch (letter) {
    case '\\':
        out += "\\\\";
        return;
    case '\'':
        out += "\\'";
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
        break;
    }
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) {
        out += fmt::format("\\x{:02x}", static_cast<unsigned char>(letter));
        return;
    }
    out += letter;
}

std::string quoteBytes(std::string_view octets)
{
    std::string out = "b'";
    for (const char octet : octets) {
        if ((static_cast<unsigned char>(octet) & 0x80) != 0) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(octet));
        } else {
            appendEscaped(out, octet);
        }
    }
    return out + "'";
}

/// A double is told from an int by its point.
std::string doubleLiteral(double number)
{
    std::string text = formatDouble(number);
    if (text == "NaN" || text.ends_with("Infinity")) {
        return "double('" + text + "')";
    }
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

class Writer {
public:
    Writer(Run& run, std::size_t limit)
        : m_run(run)
        , m_limit(limit)
    {
    }

    std::string write(const Datum& value)
    {
        add(value);
        if (m_out.size() > m_limit) {
            std::size_t end = m_limit;
            while (end > 0 && (static_cast<unsigned char>(m_out[end]) & 0xc0) == 0x80) {
                --end;
            }
            m_out.resize(end);
            m_out += "\xe2\x80\xa6";
        }
        return std::move(m_out);
    }

private:
    bool isFull() const { return m_out.size() > m_limit; }

    void add(const Datum& value)
    {
        if (isFull()) {
            return;
        }
        switch (value.kind()) {
        case Kind::Null:
            m_out += "null";
            return;
        case Kind::Bool:
            m_out += value.asBool() ? "true" : "false";
            return;
        case Kind::Int:
            m_out += fmt::format("{}", value.asInt());
            return;
        case Kind::Uint:
            m_out += fmt::format("{}u", value.asUint());
            return;
        case Kind::Double:
            m_out += doubleLiteral(value.asDouble());
            return;
        case Kind::Decimal:
            m_out += fmt::format("decimal('{}')", formatDecimal(value.asDecimal()));
            return;
        case Kind::String:
            m_out += quoteLiteral(value.text().substr(0, m_limit));
            return;
        case Kind::Bytes:
            m_out += quoteBytes(value.text().substr(0, m_limit));
            return;
        case Kind::Type:
            m_out += value.text();
            return;
        case Kind::Timestamp:
            m_out += fmt::format("timestamp('{}')", formatMoment(value.asMoment()));
            return;
        case Kind::Duration:
            m_out += fmt::format("duration('{}')", formatDuration(value.asInt()));
            return;
        case Kind::Error:
            m_out += fmt::format("error({})", describe(value.asFault()));
            return;
        case Kind::Unknown:
            m_out += "unknown";
            return;
        case Kind::List:
        case Kind::Map:
        case Kind::Record:
        case Kind::Optional:
            addParts(value);
            return;
        }
    }

    void addParts(const Datum& value)
    {
        if (value.is(Kind::Optional)) {
            if (value.optionalValue() == nullptr) {
                m_out += "optional.none()";
                return;
            }
            m_out += "optional.of(";
            add(*value.optionalValue());
            m_out += ')';
            return;
        }
        if (value.is(Kind::List)) {
            m_out += '[';
            for (std::size_t i = 0; i < sizeOf(value) && !isFull(); ++i) {
                m_out += i > 0 ? ", " : "";
                add(itemAt(m_run, value, i));
            }
            m_out += ']';
            return;
        }
        if (value.is(Kind::Map)) {
            m_out += '{';
            bool isFirst = true;
            for (const MapBody::Entry& entry : entriesOf(m_run, value)) {
                if (isFull()) {
                    break;
                }
                m_out += isFirst ? "" : ", ";
                isFirst = false;
                add(entry.key);
                m_out += ": ";
                add(entry.value);
            }
            m_out += '}';
            return;
        }
        m_out += typeNameOf(value, m_run.readings);
        m_out += '{';
        bool isFirst = true;
        for (const RecordBody::Field& field : fieldsOf(m_run, value)) {
            m_out += isFirst ? "" : ", ";
            isFirst = false;
            m_out += field.name;
            m_out += ": ";
            add(field.value);
        }
        m_out += '}';
    }

    Run& m_run;
    std::size_t m_limit;
    std::string m_out;
};

} // namespace

std::string quoteLiteral(std::string_view text)
{
    std::string out = "'";
    for (const char letter : text) {
        appendEscaped(out, letter);
    }
    return out + "'";
}

std::string literalText(Run& run, const Datum& value, std::size_t limit)
{
    return Writer(run, limit).write(value);
}

std::string_view shortText(Run& run, const Datum& value)
{
    return run.arena.copy(literalText(run, value, 60));
}

} // namespace hindcast::expr
