#pragma once

#include "engine/value/json.h"
#include "engine/value/value.h"

#include <rapidcheck.h>

#include <ostream>
#include <string>
#include <vector>

/// Generators of values for property tests. Few different keys and scalars, so that two values often share
/// some; now and then a map or list too large for one flat node.
namespace generate {

inline rc::Gen<std::string> key()
{
    return rc::gen::map(rc::gen::inRange(0, 60), [](int n) {
        return n % 7 == 0 ? "a rather long member name " + std::to_string(n) : "k" + std::to_string(n);
    });
}

inline rc::Gen<hindcast::Value> scalar()
{
    using hindcast::Value;
    return rc::gen::oneOf(rc::gen::just(Value::null()),
        rc::gen::map(rc::gen::arbitrary<bool>(), [](bool flag) { return Value::boolean(flag); }),
        rc::gen::map(rc::gen::inRange<std::int64_t>(-3, 3), [](std::int64_t n) { return Value::integer(n); }),
        rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return Value::integer(n); }),
        rc::gen::map(rc::gen::element<std::string>("1.50", "-0", "2.5e3", "18446744073709551616", "1E-7"),
            [](const std::string& token) { return Value::number(token); }),
        rc::gen::map(rc::gen::element<std::string>("",
                         "open",
                         "fourteen bytes",
                         "fifteen bytes..",
                         "\"quoted\" \\ /\n\t\x01",
                         "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80 and some more"),
            [](const std::string& text) { return Value::string(text); }));
}

inline rc::Gen<hindcast::Value> value(int depth = 3);

inline rc::Gen<hindcast::Value> mapOf(int depth)
{
    using hindcast::Value;
    const auto sizes = rc::gen::weightedElement<int>({{12, 5}, {1, 70}});
    return rc::gen::mapcat(sizes, [depth](int most) {
        const auto inner = most > 10 ? scalar() : value(depth - 1);
        return rc::gen::mapcat(rc::gen::inRange(0, most), [inner](int count) {
            const auto members = rc::gen::container<std::vector<std::pair<std::string, Value>>>(
                static_cast<std::size_t>(count), rc::gen::pair(key(), inner));
            return rc::gen::map(members, [](const std::vector<std::pair<std::string, Value>>& each) {
                std::vector<Value::Member> out;
                for (const auto& member : each) {
                    out.emplace_back(Value::string(member.first), member.second);
                }
                return Value::map(std::move(out));
            });
        });
    });
}

inline rc::Gen<hindcast::Value> listOf(int depth)
{
    using hindcast::Value;
    const auto sizes = rc::gen::weightedElement<int>({{12, 6}, {1, 100}});
    return rc::gen::mapcat(sizes, [depth](int most) {
        const auto inner = most > 10 ? scalar() : value(depth - 1);
        return rc::gen::mapcat(rc::gen::inRange(0, most), [inner](int count) {
            return rc::gen::map(
                rc::gen::container<std::vector<Value>>(static_cast<std::size_t>(count), inner),
                [](std::vector<Value> items) { return Value::list(std::move(items)); });
        });
    });
}

/// Any value nested at most `depth` deep.
inline rc::Gen<hindcast::Value> value(int depth)
{
    if (depth <= 0) {
        return scalar();
    }
    return rc::gen::weightedOneOf<hindcast::Value>({{3, scalar()}, {4, mapOf(depth)}, {2, listOf(depth)}});
}

} // namespace generate

namespace hindcast {

/// How RapidCheck prints a counter-example.
inline void showValue(const Value& value, std::ostream& out)
{
    out << writeJson(value);
}

} // namespace hindcast
