#include "engine/expr/text_format.h"

#include "engine/expr/container.h"
#include "engine/expr/decimal.h"
#include "engine/expr/functions.h"
#include "engine/expr/moment_text.h"
#include "engine/expr/number_text.h"
#include "engine/expr/text_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hindcast::expr {

namespace {

constexpr int defaultPrecision = 6;
constexpr int maxPrecision = 1000;

std::string inBase(std::uint64_t number, bool isNegative, unsigned shift)
{
    std::string digits;
    do {
        digits += static_cast<char>('0' + (number & ((1U << shift) - 1)));
        number >>= shift;
    } while (number != 0);
    if (isNegative) {
        digits += '-';
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::uint64_t sizeOfInt(const Datum& number)
{
    return number.is(Kind::Int) && number.asInt() < 0 ? 0 - number.asUint() : number.asUint();
}

bool isNegative(const Datum& number)
{
    return number.is(Kind::Int) && number.asInt() < 0;
}

class Formatter {
public:
    Formatter(Run& run, const Datum& arguments)
        : m_run(run)
        , m_arguments(arguments)
    {
    }

    Datum format(std::string_view text)
    {
        std::size_t paid = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] != '%') {
                m_out += text[at];
                continue;
            }
            if (++at < text.size() && text[at] == '%') {
                m_out += '%';
                continue;
            }
            const Datum fault = clause(text, at);
            if (!fault.isNull()) {
                return fault;
            }
            // What it comes to in the end, it is paid for as it grows.
            m_run.chargeBytes(m_out.size() - paid);
            paid = m_out.size();
            if (m_out.size() > maxTextSize) {
                return m_run.isExhausted() ? Run::exhausted() : tooLargeText(m_run);
            }
        }
        return madeText(m_run, m_out);
    }

private:
    Datum fail(std::string_view words) { return m_run.fail(FaultCode::BadArgument, words); }

    Datum refuse(char verb, const Datum& argument)
    {
        return argument.isOutcome()
            ? argument
            : fail(fmt::format("%{} doesn't take {}", verb, typeNameOf(argument, m_run.readings)));
    }

    /// Reads precision and verb and writes the next argument; null, or a fault. Leaves `at` on the verb.
    Datum clause(std::string_view text, std::size_t& at)
    {
        int precision = defaultPrecision;
        if (at < text.size() && text[at] == '.') {
            precision = 0;
            const std::size_t first = ++at;
            for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
                precision = std::min(precision * 10 + (text[at] - '0'), maxPrecision + 1);
            }
            if (at == first || precision > maxPrecision) {
                return fail("a precision is a number from 0 to 1000");
            }
        }
        if (at >= text.size()) {
            return fail("the format ends in the middle of a verb");
        }
        const char verb = text[at];
        if (std::string_view("sdfeboxX").find(verb) == std::string_view::npos) {
            return fail(fmt::format("there is no verb %{}", verb));
        }
        if (m_next >= sizeOf(m_arguments)) {
            return m_run.fail(FaultCode::IndexOutOfRange,
                fmt::format("the format asks for more than {} arguments", sizeOf(m_arguments)));
        }
        if (!m_run.charge(1)) {
            return Run::exhausted();
        }
        const Datum argument = itemAt(m_run, m_arguments, m_next++);
        switch (verb) {
        case 's':
            return addText(argument, m_out) ? Datum() : refuse(verb, argument);
        case 'd':
            return addWhole(argument) ? Datum() : refuse(verb, argument);
        case 'f':
        case 'e':
            return addReal(argument, verb, precision) ? Datum() : refuse(verb, argument);
        case 'b':
            if (argument.is(Kind::Bool)) {
                m_out += argument.asBool() ? '1' : '0';
                return {};
            }
            return addInBase(argument, 1) ? Datum() : refuse(verb, argument);
        case 'o':
            return addInBase(argument, 3) ? Datum() : refuse(verb, argument);
        default:
            return addHex(argument, verb == 'X') ? Datum() : refuse(verb, argument);
        }
    }

    bool addWhole(const Datum& argument)
    {
        if (argument.is(Kind::Double)) {
            m_out += formatPlainDouble(argument.asDouble());
            return true;
        }
        return argument.isNumber() && addText(argument, m_out);
    }

    bool addReal(const Datum& argument, char verb, int precision)
    {
        if (!argument.isNumber()) {
            return false;
        }
        const double number = argument.is(Kind::Double) ? argument.asDouble()
            : argument.is(Kind::Int)                    ? static_cast<double>(argument.asInt())
            : argument.is(Kind::Uint)                   ? static_cast<double>(argument.asUint())
                                                        : toDouble(argument.asDecimal());
        if (!std::isfinite(number)) {
            m_out += formatDouble(number);
        } else {
            m_out += verb == 'f' ? fmt::format("{:.{}f}", number, precision)
                                 : fmt::format("{:.{}e}", number, precision);
        }
        return true;
    }

    bool addInBase(const Datum& argument, unsigned shift)
    {
        if (!argument.is(Kind::Int) && !argument.is(Kind::Uint)) {
            return false;
        }
        m_out += inBase(sizeOfInt(argument), isNegative(argument), shift);
        return true;
    }

    bool addHex(const Datum& argument, bool isUpper)
    {
        if (argument.is(Kind::Int) || argument.is(Kind::Uint)) {
            m_out += isNegative(argument) ? "-" : "";
            m_out +=
                isUpper ? fmt::format("{:X}", sizeOfInt(argument)) : fmt::format("{:x}", sizeOfInt(argument));
            return true;
        }
        if (!argument.is(Kind::String) && !argument.is(Kind::Bytes)) {
            return false;
        }
        const std::string_view digits = isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
        for (const char octet : argument.text()) {
            m_out += digits[static_cast<unsigned char>(octet) >> 4];
            m_out += digits[static_cast<unsigned char>(octet) & 0x0f];
        }
        return true;
    }

    /// What %s makes of a value; false for one that has no text.
    bool addText(const Datum& value, std::string& out)
    {
        // A value that is shared within itself may be longer than it looks.
        if (out.size() > maxTextSize || !m_run.charge(1)) {
            return true;
        }
        switch (value.kind()) {
        case Kind::Null:
            out += "null";
            return true;
        case Kind::Bool:
            out += value.asBool() ? "true" : "false";
            return true;
        case Kind::Int:
            out += fmt::format("{}", value.asInt());
            return true;
        case Kind::Uint:
            out += fmt::format("{}", value.asUint());
            return true;
        case Kind::Double:
            out += formatPlainDouble(value.asDouble());
            return true;
        case Kind::Decimal:
            out += formatDecimal(value.asDecimal());
            return true;
        case Kind::String:
        case Kind::Bytes:
        case Kind::Type:
            out += value.text();
            return true;
        case Kind::Timestamp:
            out += formatMoment(value.asMoment());
            return true;
        case Kind::Duration:
            out += formatDuration(value.asInt());
            return true;
        case Kind::List:
            return addItems(value, out);
        case Kind::Map:
            return addEntries(value, out);
        default:
            return false;
        }
    }

    bool addItems(const Datum& list, std::string& out)
    {
        out += '[';
        for (std::size_t i = 0; i < sizeOf(list) && !m_run.isExhausted(); ++i) {
            out += i > 0 ? ", " : "";
            if (!addText(itemAt(m_run, list, i), out)) {
                return false;
            }
        }
        out += ']';
        return true;
    }

    /// In the order of the keys' texts.
    bool addEntries(const Datum& map, std::string& out)
    {
        std::vector<std::pair<std::string, std::string>> entries;
        for (const MapBody::Entry& entry : entriesOf(m_run, map)) {
            auto& [key, value] = entries.emplace_back();
            if (!addText(entry.key, key) || !addText(entry.value, value)) {
                return false;
            }
        }
        std::stable_sort(
            entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        out += '{';
        for (std::size_t i = 0; i < entries.size(); ++i) {
            out += i > 0 ? ", " : "";
            out += entries[i].first;
            out += ": ";
            out += entries[i].second;
        }
        out += '}';
        return true;
    }

    Run& m_run;
    const Datum& m_arguments;
    std::size_t m_next = 0;
    std::string m_out;
};

} // namespace

Datum formatText(Run& run, std::string_view format, const Datum& arguments)
{
    return Formatter(run, arguments).format(format);
}

} // namespace hindcast::expr
