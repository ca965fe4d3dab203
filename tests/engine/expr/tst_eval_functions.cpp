#include "tests/engine/expr/table.h"

/// Every function of the language, its extensions and our own.
class EvalFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conversions_data()
    {
        addRows({{"[bool('T'), bool('0')]", "[true, false]"},
            {"bool('yes')", "error: cannot be converted: 'yes' to bool"},
            {"[int('-7'), int(7u), int(7.9), int(-7.9), int(timestamp(9)), int(duration('1us'))]",
                "[-7, 7, 7, -7, 9, 1000]"},
            {"int(1e19)", "error: overflow: int range"},
            {"int('7x')", "error: cannot be converted: '7x' to int"},
            {"[uint(7), uint('7'), uint(7.9)]", "[7u, 7u, 7u]"},
            {"[double('1e-400'), double('-0.' + lists.range(400).map(i, '0').join() + '1')]", "[0.0, -0.0]"},
            {"uint(-1)", "error: overflow: uint range"},
            {"[double(1), double('1e3'), double('-inf')]", "[1.0, 1000.0, double('-Infinity')]"},
            {"[string(1), string(1u), string(1.0), string(0.1), string(1e100), string(true)]",
                "['1', '1', '1', '0.1', '1e+100', 'true']"},
            {"[string(b'a'), string(timestamp(0)), string(duration('1.5s'))]",
                "['a', '1970-01-01T00:00:00Z', '1.5s']"},
            {"string(b'\\xff')", "error: cannot be converted: invalid UTF-8 in bytes"},
            {"bytes('\xc3\xa9')", "b'\\xc3\\xa9'"},
            {"[size('\xc3\xa9'), size(b'\xc3\xa9'), size([1]), size({1: 2}), 'ab'.size()]",
                "[1, 2, 1, 1, 2]"},
            {"[type(1u), type('a'), type([]), type({}), type(null), type(type(1)), type(optional.none())]",
                "[uint, string, list, map, null_type, type, optional_type]"},
            {"dyn(1)", "1"},
            {"base64.encode(b'ab?')", "'YWI/'"},
            {"base64.decode('YWI=')", "b'ab'"},
            {"base64.decode('YW?=')", "error: cannot be converted: 'YW?=' to bytes: no base64"}});
    }
    void conversions() { compareRow(); }

    void texts_data()
    {
        addRows({{"['abc'.contains('b'), 'abc'.startsWith('ab'), 'abc'.endsWith('ab')]",
                     "[true, true, false]"},
            {"['\xc3\xa9"
             "a'.charAt(1), 'a'.charAt(1)]",
                "['a', '']"},
            {"'a'.charAt(2)", "error: index out of range: 2"},
            {"['\xc3\xa9"
             "aba'.indexOf('a'), 'aba'.indexOf('a', 1), 'aba'.indexOf('x')]",
                "[1, 2, -1]"},
            {"['aba'.lastIndexOf('a'), 'aba'.lastIndexOf('a', 1), 'aba'.lastIndexOf('')]", "[2, 0, 3]"},
            {"['a', 'b'].join() + ['a', 'b'].join('-')", "'aba-b'"},
            {"'a,b,c'.split(',')", "['a', 'b', 'c']"},
            {"'a,b,c'.split(',', 2)", "['a', 'b,c']"},
            {"'\xc3\xa9"
             "b'.split('')",
                "['\xc3\xa9', 'b']"},
            {"'aXbX'.replace('X', '--') + 'aXbX'.replace('X', '', 1)", "'a--b--abX'"},
            {"'ab'.replace('', '-')", "'-a-b-'"},
            {"['h\xc3\xa9llo'.substring(1), 'h\xc3\xa9llo'.substring(1, 3)]", "['\xc3\xa9llo', '\xc3\xa9l']"},
            {"'abc'.substring(2, 1)", "error: invalid argument: a range that ends before it starts"},
            {"' \\u00a0a\\t'.trim()", "'a'"},
            {"['A\xc3\x89'.lowerAscii(), 'a\xc3\xa9'.upperAscii()]", "['a\xc3\x89', 'A\xc3\xa9']"},
            {"'a\xc3\xa9'.reverse()",
                "'\xc3\xa9"
                "a'"},
            {"strings.quote('a\"b\\n')", "'\"a\\\\\"b\\\\n\"'"},
            {"'%s|%d|%.2f|%e|%b|%o|%x|%X|%%'.format(['a', 1, 1.5, 1500.0, 5, 8, 255, 'hi'])",
                "'a|1|1.50|1.500000e+03|101|10|ff|6869|%'"},
            {"'%s'.format([[1, 'a', {'b': null}]])", "'[1, a, {b: null}]'"},
            {"'%d'.format(['a'])", "error: invalid argument: %d doesn't take string"},
            {"'%d'.format([])", "error: index out of range: the format asks for more than 0 arguments"},
            {"'%z'.format([1])", "error: invalid argument: there is no verb %z"}});
    }
    void texts() { compareRow(); }

    void patterns_data()
    {
        addRows({{"'order-42'.matches('^[a-z]+-[0-9]+$')", "true"},
            {"matches('abc', 'b')", "true"},
            {"'abc'.matches(x)", "true", R"({"x":"a.c"})"},
            {"'abc'.matches('(')", "error: invalid regular expression: missing ): ("},
            {"regex.replace('a1b22', '[0-9]+', '#')", "'a#b#'"},
            {"regex.replace('a1b22', '([a-z])([0-9])', '\\\\2\\\\1', 1)", "'1ab22'"},
            {"regex.extract('id=42', 'id=([0-9]+)')", "optional.of('42')"},
            {"regex.extract('none', '[0-9]')", "optional.none()"},
            {"regex.extractAll('a1b22', '[0-9]+')", "['1', '22']"}});
    }
    void patterns() { compareRow(); }

    void times_data()
    {
        addRows({{"timestamp('2024-02-29T23:30:15.250Z').getFullYear()", "2024"},
            {"timestamp('2024-02-29T23:30:15.250Z').getMonth()", "1"},
            {"timestamp('2024-02-29T23:30:15.250Z').getDate()", "29"},
            {"timestamp('2024-02-29T23:30:15.250Z').getDayOfMonth()", "28"},
            {"timestamp('2024-02-29T23:30:15.250Z').getDayOfYear()", "59"},
            {"timestamp('2024-02-29T23:30:15.250Z').getDayOfWeek()", "4"},
            {"timestamp('2024-02-29T23:30:15.250Z').getHours('Europe/Berlin')", "0"},
            {"timestamp('2024-07-01T00:00:00Z').getHours('Europe/Berlin')", "2"},
            {"timestamp('2024-02-29T23:30:15.250Z').getMinutes('+05:45')", "15"},
            {"timestamp('2024-02-29T23:30:15.250Z').getSeconds()", "15"},
            {"timestamp('2024-02-29T23:30:15.250Z').getMilliseconds()", "250"},
            // Beyond the changes that a zone's file lists its rule goes on, north, south, and where winter is
            // told.
            {"[timestamp('2040-03-11T06:59:59Z'), timestamp('2040-03-11T07:00:00Z'), "
             "timestamp('2040-11-04T05:59:59Z'), timestamp('2040-11-04T06:00:00Z')]"
             ".map(t, t.getHours('America/New_York'))",
                "[1, 3, 1, 1]"},
            {"[timestamp('2500-01-01T00:00:00Z'), timestamp('2500-07-01T00:00:00Z')]"
             ".map(t, [t.getHours('Australia/Lord_Howe'), t.getMinutes('Australia/Lord_Howe')])",
                "[[11, 0], [10, 30]]"},
            {"[timestamp('2316-01-11T09:20:30Z'), timestamp('2316-10-11T09:20:30Z')]"
             ".map(t, t.getHours('Europe/Dublin'))",
                "[9, 10]"},
            {"[timestamp('9999-01-01T00:00:00Z').getMinutes('Asia/Kolkata'), "
             "timestamp('9999-07-01T00:00:00Z').getHours('Asia/Tokyo')]",
                "[30, 9]"},
            {"timestamp('2024-02-29T23:30:15.250Z').getHours('Atlantis')",
                "error: unknown time zone: Atlantis"},
            {"[duration('90m').getHours(), duration('90m').getMinutes(), duration('90m').getSeconds()]",
                "[1, 90, 5400]"},
            {"duration('1.25s').getMilliseconds()", "250"},
            {"timestamp('2024-01-01T00:00:00+01:00')", "timestamp('2023-12-31T23:00:00Z')"},
            {"timestamp('2024-02-30T00:00:00Z')",
                "error: cannot be converted: '2024-02-30T00:00:00Z' to timestamp"},
            {"duration('1h2m3.5s') + duration('-1ns')", "duration('3723.499999999s')"},
            {"duration('1y')", "error: cannot be converted: '1y' to duration"}});
    }
    void times() { compareRow(); }

    void numbers_data()
    {
        addRows({{"[math.greatest(1, 3, 2), math.least([1.5, 0.5])]", "[3, 0.5]", "{}"},
            {"math.greatest(1, 2.5)", "2.5"},
            {"math.greatest([])", "error: invalid argument: an empty list has no greatest or least"},
            {"[math.ceil(1.2), math.floor(-1.2), math.round(-1.5), math.trunc(-1.9)]",
                "[2.0, -2.0, -2.0, -1.0]"},
            {"[math.abs(-2), math.sign(-2)]", "[2, -1]"},
            {"math.abs(-9223372036854775808)", "error: overflow"},
            {"[math.sqrt(9), math.sqrt(2.25)]", "[3.0, 1.5]"},
            {"[math.isNaN(0.0 / 0.0), math.isInf(1.0 / 0.0), math.isFinite(1.0)]", "[true, true, true]"},
            {"[math.bitAnd(6, 3), math.bitOr(6, 3), math.bitXor(6, 3), math.bitNot(6)]", "[2, 7, 5, -7]"},
            {"[math.bitShiftLeft(1, 3), math.bitShiftRight(-1, 60)]", "[8, 15]"},
            {"math.bitShiftLeft(1, -1)", "error: invalid argument: negative offset"},
            {"[numbers.sum([1, 2]), numbers.min([2, 1]), numbers.max([2, 1])]", "[3, 1, 2]"},
            {"[numbers.avg([1, 2]), numbers.avg([0.5])]", "[1.5, 0.5]"},
            {"numbers.sum([])", "0"},
            {"numbers.avg([])", "error: invalid argument: numbers.avg of an empty list"}});
    }
    void numbers() { compareRow(); }

    void lists_data()
    {
        addRows({{"[1, 2, 3].slice(1, 3)", "[2, 3]"},
            {"[1].slice(0, 2)", "error: index out of range: slice(0, 2) of 1 items"},
            {"[[1], [2, 3]].flatten()", "[1, 2, 3]"},
            {"[[1, [2]]].flatten(2)", "[1, 2]"},
            {"[1, 1.0, 'a', 1u, 'a'].distinct()", "[1, 'a']"},
            {"[3, 1, 2].sort() + [1, 2].reverse()", "[1, 2, 3, 2, 1]"},
            {"x.sort()", "error: no such overload: sort(int, string)", R"({"x":[1,"a"]})"},
            {"[[1, 2].first(), [1, 2].last()]", "[optional.of(1), optional.of(2)]"},
            {"[].first()", "optional.none()"},
            {"lists.range(3)", "[0, 1, 2]"},
            {"[sets.contains([1, 2], [2]), sets.equivalent([1, 1], [1]), sets.intersects([1], [2])]",
                "[true, true, false]"}});
    }
    void lists() { compareRow(); }

    void decimals_data()
    {
        addRows({{"decimal('12.34') + decimal('0.66')", "decimal('13.00')"},
            {"decimal('1.1') * decimal('1.1')", "decimal('1.21')"},
            {"decimal('1.10') == decimal('1.1') && decimal(1) < decimal('1.01')", "true"},
            {"decimal('10').divide(decimal('3'), 2)", "decimal('3.33')"},
            {"decimal('1').divide(decimal('8'), 2, 'half-even')", "decimal('0.12')"},
            {"decimal('1').divide(decimal('8'), 2, 'up')", "decimal('0.13')"},
            {"decimal('1').divide(decimal('0'), 2)", "error: division by zero"},
            {"decimal('2.675').round(2, 'half-up')", "decimal('2.68')"},
            {"[decimal('2.50').scale(), int(decimal('-2.5'))]", "[2, -2]"},
            {"[string(decimal('2.50'))]", "['2.50']"},
            {"double(decimal('2.5'))", "2.5"},
            {"decimal('999999999999999999') + decimal('1')",
                "error: overflow: a decimal has at most 18 digits"},
            {"decimal('1e2') - 1", "decimal('99')"},
            {"numbers.sum([decimal('0.1'), decimal('0.2')])", "decimal('0.3')"},
            {"decimal('abc')", "error: cannot be converted: 'abc' to decimal"},
            {"-decimal('1.5')", "decimal('-1.5')"}});
    }
    void decimals() { compareRow(); }
};

QTEST_GUILESS_MAIN(EvalFunctionsTest)
#include "tst_eval_functions.moc"
