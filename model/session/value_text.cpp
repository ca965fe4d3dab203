#include "model/session/value_text.h"

#include "engine/value/json.h"
#include "model/session/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace hindcast {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("ValueText", text);
}

void writeClipped(std::string& out, const Value& value, std::size_t limit);

void writeMembers(std::string& out, const Value& value, std::size_t limit)
{
    out += '{';
    bool first = true;
    value.forEachMember([&](std::string_view key, const Value& member) {
        if (out.size() > limit) {
            return;
        }
        out += first ? "" : ", ";
        first = false;
        quoteJsonTo(out, clipped(key, limit));
        out += ": ";
        writeClipped(out, member, limit);
    });
    out += '}';
}

void writeItems(std::string& out, const Value& value, std::size_t limit)
{
    out += '[';
    for (std::size_t i = 0; i < value.size() && out.size() <= limit; ++i) {
        out += i == 0 ? "" : ", ";
        writeClipped(out, value.at(i), limit);
    }
    out += ']';
}

void writeClipped(std::string& out, const Value& value, std::size_t limit)
{
    switch (value.kind()) {
    case Value::Kind::Map:
        writeMembers(out, value, limit);
        break;
    case Value::Kind::List:
        writeItems(out, value, limit);
        break;
    case Value::Kind::String:
        quoteJsonTo(out, clipped(value.text(), limit * 4));
        break;
    default:
        out += writeJson(value);
    }
}

QString elided(const std::string& text, int limit)
{
    QString line = fromUtf8(text);
    return line.size() <= limit ? line : line.left(limit) + QChar(u'…');
}

} // namespace

QString valueText(const Value& value, int limit)
{
    const auto size = static_cast<std::int64_t>(value.size());
    if (value.isList()) {
        return size == 0 ? translated("no items") : counted(size, translated("item"), translated("items"));
    }
    if (value.isMap()) {
        return size == 0 ? translated("no fields") : counted(size, translated("field"), translated("fields"));
    }
    return valueLine(value, limit);
}

QString valueLine(const Value& value, int limit)
{
    std::string out;
    writeClipped(out, value, static_cast<std::size_t>(std::max(limit, 1)));
    return elided(out, limit);
}

QString stepText(const PathStep& step)
{
    if (const auto* name = std::get_if<std::string>(&step)) {
        return fromUtf8(*name);
    }
    return u'[' + QString::number(*std::get_if<std::size_t>(&step)) + u']';
}

QString pathText(const ValuePath& path)
{
    if (path.empty()) {
        return translated("(whole state)");
    }
    QString text;
    for (const PathStep& step : path) {
        if (!text.isEmpty() && std::holds_alternative<std::string>(step)) {
            text += u'.';
        }
        text += stepText(step);
    }
    return text;
}

} // namespace hindcast
