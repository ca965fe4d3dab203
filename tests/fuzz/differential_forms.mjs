// What random expressions are made of: for each type the forms that have it, and what fills a hole that needs no form.
//
// A form is [type, text]. In the text <int> is a hole for an expression of that type; A, B and K (a type that keys a map)
// are the same type all over the form; <x: A> declares a name that the holes after it may use.
//
// Left out, because the two are known to differ and the specification or cel-go, its reference, is with us:
// - Characters beyond the first plane: the second counts UTF-16 units in charAt, substring and indexOf.
// - indexOf and lastIndexOf from beyond the end: an error there, -1 in cel-go.
// - replace() of nothing, or a negative number of times; split() at nothing, or into a number of parts (the rest is lost).
// - double() and int() of odd texts ("", " 1 ", "0x10"), and of text beyond a double: it reads them as JavaScript does.
// - duration("") and timestamp() of a day that a month lacks: it reads them.
// - string() of a double beyond [0.001, 1e9], of a timestamp or a duration: JavaScript's and protobuf's notations. Moments
//   and spans are written and read again instead.
// - "%f" of numbers with more digits than a double has: it fills with zeros.
// - timestamp(int): it takes milliseconds, the specification seconds. int(duration): it gives seconds, cel-go nanoseconds.
// - Moments with parts of a millisecond: it rounds, so that seconds and minutes follow.
// - The hour after midnight in a named zone: it is on the day after. Dates before the year 100: it takes them for 1900.
// - A quotient of uints beyond int: it overflows. The least int modulo -1: it gives 0. Signs before that int: they cancel.
// - A null in a map: it takes the key for absent.
// - Maps with keys computed as uint, bool or double: it finds no duplicates.
// - An empty list or map where its type would choose an overload: it has no checker, and the first overload fixes the type.
// Left out by our own decision (README.md of engine/expr):
// - The order in which a map is iterated: ours is by key. So maps meet only macros that don't tell the order.
// - An integer literal as an operand of a double's arithmetic, which is read as a double.
// - int against double beyond 2^53: the int is rounded as in cel-go; the second is exact.

/// What stands in a hole when nothing is to be nested.
export const literals = {
    int: ["1", "0", "2", "-1", "3", "7", "-5", "10", "0x1F", "100", "9223372036854775807", "(-9223372036854775808)"],
    uint: ["1u", "0u", "2u", "7u", "100u", "0xFFu", "9223372036854775807u", "18446744073709551615u"],
    double: ["0.0", "1.0", "-1.5", "2.25", "1e3", "-0.125", "3.14159", "1e18", "6.02e23", ".5"],
    bool: ["true", "false"],
    string: [`"a"`, `'b'`, `""`, `"abc"`, `"Hello, World"`, `" x "`, `"a,b,,c"`, `'é日'`, `"ABBA"`, `r"\\d"`,
        `"tab\\there"`, `"""a"b"""`, `'\\u00e9'`, `"\\x41\\102"`],
    bytes: [`b""`, `b"a"`, `b"abc"`, `b'é'`, `b"\\xff\\x00"`, `b"\\377z"`],
    timestamp: [`timestamp("2024-02-29T12:34:56Z")`, `timestamp("1969-12-31T23:59:59.750Z")`,
        `timestamp("2023-12-31T23:30:00-05:30")`, `timestamp("1970-01-01T00:00:00Z")`, `timestamp("2087-07-04T16:00:00Z")`,
        `timestamp("9999-12-31T23:59:59Z")`],
    duration: [`duration("0s")`, `duration("90m")`, `duration("-1.5h")`, `duration("1h2m3.004s")`, `duration("250ms")`,
        `duration("36h")`, `duration("2562047h")`],
};

/// Holes that are only ever filled with one of these.
export const words = {
    digits: [`"0"`, `"-7"`, `"123"`, `"+5"`, `"007"`, `"9223372036854775807"`, `"9223372036854775808"`, `"12a"`, `"1.5"`],
    number: [`"0"`, `"1.5"`, `"-2e3"`, `"1e-3"`, `"12"`, `".5"`, `"5."`],
    truth: [`"true"`, `"True"`, `"TRUE"`, `"t"`, `"1"`, `"false"`, `"False"`, `"FALSE"`, `"f"`, `"0"`, `"tRUE"`,
        `"yes"`, `""`],
    moment: [`"2024-03-10T07:00:00Z"`, `"2024-03-10T07:00:00.123456789+02:00"`, `"2024-13-01T00:00:00Z"`,
        `"2024-03-10"`, `"1999-12-31T23:59:59.9-08:00"`, `"nonsense"`],
    span: [`"1s"`, `"-1h30m"`, `"1.5h"`, `"100us0.9ms"`, `"999993ns7ns"`, `"0"`, `"1d"`, `"s"`,
        `"9223372037s"`, `"1m1m"`, `"+3s"`, `".5s"`],
    pattern: [`"a"`, `"^a.*c$"`, `"[A-Z]+"`, `"^$"`, `"(a|b)+"`, `"\\\\d{2,}"`, `"("`, `"(?i)hello"`,
        `"\\\\bWorld\\\\b"`, `"é"`, `"."`],
    zone: [`"UTC"`, `"America/New_York"`, `"Asia/Kolkata"`, `"Australia/Lord_Howe"`, `"Europe/Dublin"`, `"Not/AZone"`],
    offset: [`"+02:00"`, `"-11:30"`, `"05:45"`, `"-00:30"`, `"00:00"`],
    index: ["0", "0", "0", "0", "1", "1", "1", "2", "3", "-1"],
    separator: [`"a"`, `","`, `"ab"`, `" "`, `"日"`, `"zz"`],
    count: ["0", "1", "2", "9"],
    parts: ["0", "1", "-1"],
    field: ["a", "a", "a", "b", "b", "c"],
};

/// The types that stand for A and B, and for K.
export const anyTypes = ["int", "uint", "double", "bool", "string", "bytes", "timestamp", "duration", "list(int)",
    "list(string)", "list(list(int))", "map(string, int)", "list(double)", "map(int, string)", "map(string, list(int))"];
export const keyTypes = ["int", "uint", "bool", "string"];

const ordered = ["int", "uint", "double", "bool", "string", "bytes", "timestamp", "duration"];
const daysOf = ["getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear"];
const timesOf = ["getHours", "getMinutes", "getSeconds", "getMilliseconds"];
/// Numbers that are exact as doubles.
const small = ["(<int> % 1000)", "(<uint> % 1000u)", "(<double>)"];

export const forms = [
    ["int", "(<int> + <int>)"],
    ["int", "(<int> - <int>)"],
    ["int", "(<int> * <int>)"],
    ["int", "(<int> / <int>)"],
    ["int", "(<int> / 2 % <int>)"],
    ["int", "(-<int>)"],
    ["int", "(<int> + <int> * <int> - <int>)"],
    ["int", "(<int> - <int> / 3 % <int>)"],
    ["int", "size(<string>)"],
    ["int", "<bytes>.size()"],
    ["int", "size(<list(A)>)"],
    ["int", "<list(A)>.size()"],
    ["int", "size(<map(K, A)>)"],
    ["int", "<map(K, A)>.size()"],
    ["int", "int(<int>)"],
    ["int", "int(<uint>)"],
    ["int", "int(<double>)"],
    ["int", "int(<digits>)"],
    ["int", "int(string(<int>))"],
    ["int", "int(<timestamp>)"],
    ["int", "<string>.indexOf(<string>)"],
    ["int", "('abcab' + <string>).indexOf(<string>, <index>)"],
    ["int", "<string>.lastIndexOf(<string>)"],
    ["int", "('abcab' + <string>).lastIndexOf(<string>, <index>)"],
    ...[...daysOf, ...timesOf].flatMap((getter) => [["int", `<timestamp>.${getter}()`],
        ["int", `<timestamp>.${getter}(<offset>)`]]),
    ...timesOf.flatMap((getter) => [["int", `<timestamp>.${getter}(<zone>)`], ["int", `<duration>.${getter}()`]]),

    ["uint", "(<uint> + <uint>)"],
    ["uint", "(<uint> - <uint>)"],
    ["uint", "(<uint> * <uint>)"],
    ["uint", "(<uint> / 2u / <uint>)"],
    ["uint", "(<uint> % <uint>)"],
    ["uint", "uint(<uint>)"],
    ["uint", "uint(<int>)"],
    ["uint", "uint(<double>)"],
    ["uint", "uint(string(<uint>))"],

    ["double", "(<double> + <double>)"],
    ["double", "(<double> - <double>)"],
    ["double", "(<double> * <double>)"],
    ["double", "(<double> / <double>)"],
    ["double", "(-<double>)"],
    ["double", "double(<double>)"],
    ["double", "double(<int>)"],
    ["double", "double(<uint>)"],
    ["double", "double(<number>)"],

    ["string", "(<string> + <string>)"],
    ["string", "string(<string>)"],
    ["string", "string(<int>)"],
    ["string", "string(<uint>)"],
    ["string", "string(<bool>)"],
    ["string", "string(<bytes>)"],
    ["string", "string(double(<int> % 100000) / 8.0)"],
    ["string", "<string>.charAt(<index>)"],
    ["string", "<string>.substring(<index>)"],
    ["string", "<string>.substring(<index>, <index>)"],
    ["string", "<string>.lowerAscii()"],
    ["string", "<string>.upperAscii()"],
    ["string", "<string>.trim()"],
    ["string", "<string>.replace(<separator>, <string>)"],
    ["string", "<string>.replace(<separator>, <string>, <count>)"],
    ["string", "<list(string)>.join()"],
    ["string", "<list(string)>.join(<string>)"],
    ["string", "strings.quote(<string>)"],
    ["string", `"%s is %d".format([<string>, <int>])`],
    ["string", `"%s %s %%".format([<list(int)>, <bool>])`],
    ["string", `"%d %x %X %o %b".format([<uint>, <int>, <int>, <int>, <int>])`],
    ["string", `"%x".format([<string>])`],
    ["string", `"%X".format([<bytes>])`],
    ["string", `"%.3f %f".format([double(<int> % 100000) / 8.0, double(<int> % 1000)])`],
    ["string", `"%.2e".format([double(<int>)])`],

    ["bytes", "(<bytes> + <bytes>)"],
    ["bytes", "bytes(<string>)"],
    ["bytes", "bytes(<bytes>)"],

    ["bool", "(<bool> && <bool>)"],
    ["bool", "(<bool> || <bool>)"],
    ["bool", "(<bool> || <bool> && <bool> || <bool>)"],
    ["bool", "(!<bool>)"],
    ["bool", "(<int> + <int> * 2 == <int> || !<bool> && <uint> % 3u < <uint>)"],
    ["bool", "(!!<bool> == <bool> ? <bool> || <bool> : <double> / <double> >= -<double> - 1.5)"],
    ["bool", "(<A> == <A>)"],
    ["bool", "(<A> != <A>)"],
    ["bool", "(<list(A)> == [])"],
    ["bool", "(<map(K, A)> != {})"],
    ["bool", "(dyn(<A>) == dyn(<B>))"],
    ["bool", "(dyn(<A>) == null)"],
    ["bool", "(<A> in <list(A)>)"],
    ["bool", "(dyn(<A>) in <list(B)>)"],
    ["bool", "(<K> in <map(K, A)>)"],
    ["bool", "has(<map(string, A)>.<field>)"],
    ["bool", "(type(<A>) == type(<B>))"],
    ["bool", "bool(<truth>)"],
    ["bool", "bool(<bool>)"],
    ["bool", "bool(string(<bool>))"],
    ["bool", "<string>.contains(<string>)"],
    ["bool", "<string>.startsWith(<string>)"],
    ["bool", "<string>.endsWith(<string>)"],
    ["bool", "<string>.matches(<pattern>)"],
    ...["all", "exists", "exists_one"].flatMap((macro) => [
        ["bool", `<list(A)>.${macro}(<x: A>, <bool>)`],
        ["bool", `<map(K, A)>.${macro}(<x: K>, <bool>)`],
    ]),
    ...ordered.flatMap((type) => ["<", "<=", ">", ">="].map((sign) => ["bool", `(<${type}> ${sign} <${type}>)`])),
    ...small.flatMap((a) => small.flatMap((b) => ["<", ">=", "=="].map(
        (sign) => ["bool", `(dyn(${a}) ${sign} dyn(${b}))`]))),

    ["timestamp", "(<timestamp> + <duration>)"],
    ["timestamp", "(<duration> + <timestamp>)"],
    ["timestamp", "(<timestamp> - <duration>)"],
    ["timestamp", "timestamp(<moment>)"],
    ["timestamp", "timestamp(string(<timestamp>))"],
    ["timestamp", "timestamp(<timestamp>)"],

    ["duration", "(<duration> + <duration>)"],
    ["duration", "(<duration> - <duration>)"],
    ["duration", "(<timestamp> - <timestamp>)"],
    ["duration", "duration(<span>)"],
    ["duration", "duration(string(<duration>))"],
    ["duration", "duration(<duration>)"],

    ["list(A)", "[<A>, <A>]"],
    ["list(A)", "[<A>, <A>, <A>]"],
    ["list(A)", "(<list(A)> + <list(A)>)"],
    ["list(A)", "(<list(A)> + [])"],
    ["list(A)", "<list(A)>.filter(<x: A>, <bool>)"],
    ["list(A)", "<list(B)>.map(<x: B>, <A>)"],
    ["list(A)", "<list(B)>.map(<x: B>, <bool>, <A>)"],
    ...daysOf.map((getter) => ["list(list(int))",
        `[<zone>].map(zone, [<timestamp>].map(at, at.getHours(zone) > 0, at.${getter}(zone)))`]),
    ["list(string)", "<string>.split(<separator>)"],
    ["list(string)", "<string>.split(<separator>, <parts>)"],

    ["map(string, A)", `{"a": <A>, "b": <A>}`],
    ["map(string, A)", "{<string>: <A>, <string>: <A>}"],
    ["map(int, A)", "{1: <A>, -2: <A>, 3: <A>}"],
    ["map(int, A)", "{<int>: <A>, <int>: <A>}"],
    ["map(uint, A)", "{1u: <A>, 7u: <A>}"],
    ["map(bool, A)", "{true: <A>, false: <A>}"],

    ["A", "(<bool> ? <A> : <A>)"],
    ["A", "(<bool> ? <A> : <bool> ? <A> : <A>)"],
    ["A", "<list(A)>[<index>]"],
    ["A", "<list(A)>[<int> % 2]"],
    ["A", "<list(list(A))>[<index>][<index>]"],
    ["A", "<map(K, A)>[<K>]"],
    ["A", "<map(string, map(K, A))>.<field>[<K>]"],
    ["A", "<map(string, A)>.<field>"],
];
