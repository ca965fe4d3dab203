#include "engine/io/cloud_event_writer.h"

#include "engine/base/timestamp.h"
#include "engine/base/utf8.h"
#include "engine/io/cloud_event_attributes.h"
#include "engine/io/field_path.h"
#include "engine/value/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace hindcast {

namespace {

constexpr std::string_view ownSource = "/hindcast";

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The String of the CloudEvents type system: no control characters, no noncharacters (and here, not empty).
bool isCloudString(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text.substr(at));
        const auto first = static_cast<unsigned char>(text[at]);
        if (length == 0 || first < 0x20 || first == 0x7F) {
            return false;
        }
        const std::string_view character = text.substr(at, length);
        const auto second = static_cast<unsigned char>(length > 1 ? text[at + 1] : '\0');
        const bool c1 = first == 0xC2 && second < 0xA0;
        const bool arabicBlock = character >= "\xEF\xB7\x90" && character <= "\xEF\xB7\xAF" && length == 3;
        const bool lastOfPlane = (length == 3 && (character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF"))
            || (length == 4 && (second & 0x0FU) == 0x0F && character[2] == '\xBF'
                && static_cast<unsigned char>(character[3]) >= 0xBE);
        if (c1 || arabicBlock || lastOfPlane) {
            return false;
        }
        at += length;
    }
    return !text.empty();
}

bool isUriReference(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c > 0x20 && c < 0x7F && std::string_view(R"("<>\^`{|})").find(c) == std::string_view::npos;
    });
}

bool isAbsoluteUri(std::string_view text)
{
    const std::size_t colon = text.find(':');
    return isUriReference(text) && colon != std::string_view::npos && colon > 0
        && isLower(static_cast<char>(text.front() | ' '))
        && std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
               return isLower(static_cast<char>(c | ' ')) || isDigit(c) || c == '+' || c == '-' || c == '.';
           });
}

bool isMediaType(std::string_view text)
{
    const std::size_t slash = text.find('/');
    return isCloudString(text) && slash != std::string_view::npos && slash > 0 && slash + 1 < text.size();
}

/// RFC 3339 proper: whole, with `T`, a zone with its colon, and the parts in their places.
bool isRfc3339(std::string_view text)
{
    if (!parseTimestamp(text) || text.size() < 20 || text[4] != '-' || (text[10] | ' ') != 't'
        || text.substr(11, 2) == "24" || text[16] != ':'
        || text.find_first_of(", ") != std::string_view::npos) {
        return false;
    }
    const char last = text.back();
    return last == 'Z' || last == 'z' || (text[text.size() - 6] == '+' || text[text.size() - 6] == '-');
}

/// Names that have a meaning of their own and so can't stand for a member of the meta.
bool isReserved(std::string_view name)
{
    for (const std::string_view reserved :
        {"id", "type", "time", "data", "subject", "correlationid", "causationid"}) {
        if (name == reserved) {
            return true;
        }
    }
    return name.starts_with("hindcast");
}

bool isInteger(std::string_view number)
{
    std::int32_t value = 0;
    const char* const end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, value);
    return error == std::errc() && stop == end && number != "-0";
}

/// Whether reading the attribute gives exactly this member of the meta back.
bool canBeAttribute(const JsonMember& member, std::string_view data)
{
    std::string text;
    const bool isText = member.value.kind == JsonKind::Text;
    if (isText) {
        appendScalar(member.value, text);
    }
    if (member.name == "source") {
        return isText && isUriReference(text);
    }
    if (member.name == "specversion") {
        return isText && text.starts_with("1.") && text != "1.0" && isCloudString(text);
    }
    if (member.name == "datacontenttype") {
        return isText && isMediaType(text);
    }
    if (member.name == "dataschema") {
        return isText && isAbsoluteUri(text);
    }
    if (member.name == "data_base64") {
        return member.value.kind == JsonKind::True && data.starts_with('"');
    }
    const bool nameFits = !member.name.empty()
        && std::all_of(
            member.name.begin(), member.name.end(), [](char c) { return isLower(c) || isDigit(c); });
    if (!nameFits || isReserved(member.name)) {
        return false;
    }
    switch (member.value.kind) {
    case JsonKind::Text:
        return isCloudString(text);
    case JsonKind::Number:
        return isInteger(member.value.text);
    case JsonKind::True:
    case JsonKind::False:
        return true;
    case JsonKind::Object:
    case JsonKind::Array:
    case JsonKind::Null:
        break;
    }
    return false;
}

void appendEscaped(std::string& out, char32_t codePoint)
{
    if (codePoint >= 0x10000) {
        appendEscaped(out, 0xD800 + ((codePoint - 0x10000) >> 10));
        codePoint = 0xDC00 + ((codePoint - 0x10000) & 0x3FF);
    }
    out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(codePoint));
}

/// A text with what CloudEvents forbids replaced, for the eyes of others.
std::string presentable(std::string_view text, std::string_view otherwise)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(utf8Length(text.substr(at)), 1);
        const std::string_view character = text.substr(at, length);
        out += isCloudString(character) ? character : "?";
        at += length;
    }
    return out.empty() ? std::string(otherwise) : out;
}

void addRaw(std::string& line, std::string_view name, std::string_view json)
{
    line += line.back() == '{' ? "\"" : ",\"";
    line += name;
    line += "\":";
    line += json;
}

void addText(std::string& line, std::string_view name, std::string_view text)
{
    addRaw(line, name, {});
    quoteJsonTo(line, text);
}

/// A JSON text literal of characters that CloudEvents allows, whatever `text` has.
void quotePlainly(std::string& out, std::string_view text)
{
    out += '"';
    std::string quoted;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(utf8Length(text.substr(at)), 1);
        const std::string_view character = text.substr(at, length);
        if (isCloudString(character)) {
            quoted.clear();
            quoteJsonTo(quoted, character);
            out.append(quoted, 1, quoted.size() - 2);
        } else {
            appendEscaped(out, codePointOf(character));
        }
        at += length;
    }
    out += '"';
}

/// Time attributes are RFC 3339, which has four digits for a year.
bool hasFourDigitYear(std::int64_t us)
{
    return us >= -62'135'596'800'000'000 && us < 253'402'300'800'000'000;
}

} // namespace

void CloudEventWriter::planMeta(const NewEvent& event)
{
    m_meta.clear();
    m_plain = 0;
    m_rest = event.meta.empty() ? std::string_view() : event.meta.substr(1, event.meta.size() - 2);
    if (!event.meta.starts_with('{')) {
        return;
    }
    JsonSlice whole;
    scanJsonObject(event.meta, 0, true, whole, m_meta);
    // Attributes are read back in their order, so only an unbroken run from the first member on can be some;
    // a name that comes again, or that is written with escapes, could not.
    while (m_plain < m_meta.list.size() && !whole.blanks) {
        const JsonMember& member = m_meta.list[m_plain];
        const auto before = m_meta.list.begin() + static_cast<std::ptrdiff_t>(m_plain);
        const bool again = std::any_of(m_meta.list.begin(), before, [&](const JsonMember& earlier) {
            return earlier.name == member.name;
        });
        const bool plainName = member.value.text.data() == m_rest.data() + member.name.size() + 3;
        if (again || !plainName || !canBeAttribute(member, event.data)) {
            return;
        }
        const char* const end = member.value.text.data() + member.value.text.size();
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        m_rest.remove_prefix(m_rest.empty() ? 0 : 1);
        ++m_plain;
    }
}

bool CloudEventWriter::hasAttribute(std::string_view name) const
{
    const auto end = m_meta.list.begin() + static_cast<std::ptrdiff_t>(m_plain);
    return std::any_of(
        m_meta.list.begin(), end, [name](const JsonMember& member) { return member.name == name; });
}

void CloudEventWriter::addExact(ExactPart part, std::string_view text)
{
    m_exact += m_exact.empty() ? "{" : ",";
    quoteJsonTo(m_exact, exactPartNames[static_cast<std::size_t>(part)]);
    m_exact += ':';
    quotePlainly(m_exact, text);
}

void CloudEventWriter::addRequired(std::string& line,
    ExactPart part,
    std::string_view name,
    std::string_view text,
    std::string_view otherwise)
{
    if (isCloudString(text)) {
        addText(line, name, text);
    } else {
        addText(line, name, presentable(text, otherwise));
        addExact(part, text);
    }
}

void CloudEventWriter::addOptional(std::string& line,
    ExactPart part,
    std::string_view name,
    std::string_view text)
{
    if (isCloudString(text)) {
        addText(line, name, text);
    } else if (!text.empty()) {
        addExact(part, text);
    }
}

void CloudEventWriter::addTime(std::string& line, const NewEvent& event, std::string& absent)
{
    const std::optional<Timestamp> time = parseTimestamp(event.timeText);
    if (time && event.recordedUs == time->us && isRfc3339(event.timeText)) {
        addText(line, "time", event.timeText);
        return;
    }
    if (event.recordedUs && hasFourDigitYear(*event.recordedUs)) {
        addText(line, "time", formatTimestamp(*event.recordedUs));
        absent += event.timeText.empty() ? "time " : "";
    }
    addOptional(line, ExactPart::TimeText, extensionTime, event.timeText);
}

void CloudEventWriter::write(const NewEvent& event, std::int64_t position, std::string& line)
{
    planMeta(event);
    m_exact.clear();
    std::string absent;
    line += '{';
    if (!hasAttribute("specversion")) {
        addRaw(line, "specversion", "\"1.0\"");
    }
    if (event.id.empty()) {
        absent += "id ";
        addText(line, "id", "hindcast-" + std::to_string(position));
    } else {
        addRequired(line, ExactPart::Id, "id", event.id, "-");
    }
    if (!hasAttribute("source")) {
        absent += "source ";
        addText(line, "source", ownSource);
    }
    addRequired(line, ExactPart::Type, "type", event.type, "event");
    addRequired(line, ExactPart::Stream, "subject", event.stream, "log");
    if (event.category != categoryOf(event.stream)) {
        addOptional(line, ExactPart::Category, extensionCategory, event.category);
    }
    addTime(line, event, absent);
    if (!absent.empty()) {
        absent.pop_back();
        addText(line, extensionAbsent, absent);
    }
    addOptional(line, ExactPart::Correlation, "correlationid", event.correlation);
    addOptional(line, ExactPart::Causation, "causationid", event.causation);
    for (std::size_t i = 0; i < m_plain; ++i) {
        const JsonMember& member = m_meta.list[i];
        addRaw(line, member.name, member.name == "data_base64" ? event.data : member.value.text);
    }
    if (!m_rest.empty()) {
        addOptional(line, ExactPart::Meta, extensionMeta, '{' + std::string(m_rest) + '}');
    }
    if (!m_exact.empty()) {
        addText(line, extensionExact, m_exact + '}');
    }
    if (event.data != "null" && !event.data.empty() && !hasAttribute("data_base64")) {
        addRaw(line, "data", event.data);
    }
    line += "}\n";
}

} // namespace hindcast
