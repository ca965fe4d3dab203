#include "tests/engine/io/record_log.h"

#include <QtTest>

using namespace hindcast;

/// What each reader makes of a text. In the tables "|" parts the lines of what is expected.
class Readers : public QObject {
    Q_OBJECT

private:
    static void addColumns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
    }
    static void row(const char* name, const char* text, const char* expected)
    {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
    }
    static void check(ReadFunction read)
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(readText(read, text.toStdString()).join(u'|'), expected);
    }

private Q_SLOTS:
    /// UTF-16 comes in pieces half as large as the sample by which a log is recognised.
    void a_document_in_pieces_is_read_as_it_was_recognised()
    {
        const std::string text =
            "{\"about\":\"" + std::string(150'000, 'x') + "\",\"events\":[{\"a\":1},{\"a\":2}]}";
        std::string wide;
        for (const char c : text) {
            wide += {c, '\0'};
        }
        const QStringList records = readText(readJsonDocument, wide);
        QCOMPARE(records.size(), 2);
        QVERIFY(records[0].endsWith(QStringLiteral("{a=1}")));
    }

    void json_document_data()
    {
        addColumns();
        row("object", "{\"a\":1}", "1:1{a=1}");
        row("blanks around", " \n {\"a\":1} \n", "2:2{a=1}");
        row("scalar", "42", "1:142");
        row("array", "[{\"a\":1},\n {\"a\":2}]", "1:2{a=1}|2:2{a=2}");
        row("array of scalars", "[1,\"x\",null]", "1:21|1:4\"x\"|1:8null");
        row("empty array", "[]", "");
        row("array of arrays", "[[{\"a\":1},{\"a\":2}],[{\"a\":3}]]", "1:3#1{a=1}|1:11#1{a=2}|1:21#2{a=3}");
        row("array of rows", "[[1,2],[3]]", "1:2[1,2]|1:8[3]");
        row("trailing comma", "[1,]", "1:21|1:4: bad-json expected a value, found ']'");
        row("no comma", "[1 2]", "1:21|1:4: bad-json expected ',' or ']' after an element, found '2'");
        row("never closed", "[1,\n2", "1:21|2:12|2:2: bad-json the text ends inside an array");
        row("group never closed", "[[{}", "1:3#1{}|1:5: bad-json the text ends inside an array");
        row("something behind", "{} x", "1:1{}|1:4: bad-json expected the end of the document, found 'x'");
        row("bad element",
            "[{\"a\":1},{\"a\" 2}]",
            "1:2{a=1}|1:15: bad-json expected ':' after a member's name, found '2'");
        row("records under a member",
            "{\"n\":{\"a\":[1]},\n \"events\": [{\"a\":1},\n{\"a\":2}],\"z\":[{\"b\":1}]}",
            "2:13{a=1}|3:1{a=2}");
        row("a likely member", "{\"count\":1,\"items\":[{\"a\":1}]}", "1:21{a=1}");
        row("a record with items",
            "{\"type\":\"A\",\"items\":[{\"a\":1}]}",
            "1:1{type=\"A\" items=[{\"a\":1}]}");
        row("events that are no objects", "{\"events\":[1]}", "1:1{events=[1]}");
        row("records, never closed",
            "{\"Records\":[{\"a\":1}]",
            "1:13{a=1}|1:21: bad-json the text ends inside the document");
        row("records, bad behind",
            "{\"Records\":[{\"a\":1}],}",
            "1:13{a=1}|1:22: bad-json expected a member's name in double quotes, found '}'");
        row("comments before it", "/* a\n{ } */ // b\n[{\"a\":1}]", "3:2{a=1}");
        row("only blanks", "  \n", "2:1: file-empty the file is empty");
    }
    void json_document() { check(&readJsonDocument); }

    void json_lines_data()
    {
        addColumns();
        row("lines", "{\"a\":1}\n{\"a\":2}\n", "1:1{a=1}|2:1{a=2}");
        row("no last break", "{\"a\":1}\n{\"a\":2}", "1:1{a=1}|2:1{a=2}");
        row("CRLF and blank lines", "{\"a\":1}\r\n\r\n  \n {\"a\":2}\r\n", "1:1{a=1}|4:2{a=2}");
        row("a bad line",
            "{\"a\":1}\n{\"a\"}\n{\"a\":3}",
            "1:1{a=1}|2:5!expected ':' after a member's name, found '}'|3:1{a=3}");
        row("a cut line", "{\"a\":\n{\"a\":2}", "1:6!the line ends inside an object|2:1{a=2}");
        row("comments and banners at the top", "# a\n// b\n% c\n{\"a\":1}\n", "4:1{a=1}");
        row("a comment further down", "{\"a\":1}\n# b\n", "1:1{a=1}|2:1!expected a value, found '#'");
        row("two values", "1 2\n3", "1:3!expected the end of the line, found '2'|2:13");
    }
    void json_lines() { check(&readJsonLines); }

    void json_sequence_data()
    {
        addColumns();
        row("spanning lines", "{\n\"a\":1\n}\n{\"a\":2}\nnull", "1:1{a=1}|4:1{a=2}|5:1null");
        row("on one line", "{\"a\":1}{\"a\":2} {\"a\":3}", "1:1{a=1}|1:8{a=2}|1:16{a=3}");
        row("record separators", "\x1e{\"a\":1}\n\x1e{\"a\":\n2}\n", "1:2{a=1}|2:2{a=2}");
        row("a torn record between separators",
            "\x1e{\"a\":\n\x1e{\"a\":2}\n",
            "2:1!expected a value, found byte 0x1E|2:2{a=2}");
        row("goes on at the next brace",
            "{\n\"a\" 1\n}\n{\"a\":2}",
            "2:5!expected ':' after a member's name, found '1'|4:1{a=2}");
        row("nothing to go on with", "{\"a\":1}\n{\"a\"\n", "1:1{a=1}|3:1!the text ends inside an object");
    }
    void json_sequence() { check(&readJsonSequence); }

    void csv_data()
    {
        addColumns();
        row("comma", "a,b\n1,x\n2,y", "2:1{a=1 b=\"x\"}|3:1{a=2 b=\"y\"}");
        row("semicolon", "a;b\n1;x,y", "2:1{a=1 b=\"x,y\"}");
        row("tab", "a\tb\n1\tx", "2:1{a=1 b=\"x\"}");
        row("bar", "a|b\n1|x", "2:1{a=1 b=\"x\"}");
        row("CRLF", "a,b\r\n1,x\r\n", "2:1{a=1 b=\"x\"}");
        row("lone CR", "a,b\r1,x\r", "1:5{a=1 b=\"x\"}");
        row("quotes", "a,b\n\"x,\"\"y\"\"\",\" z\"", "2:1{a=\"x,\\\"y\\\"\" b=\" z\"}");
        row("a break in a cell", "a,b\n\"1\n2\",x\n3,y", "2:1{a=\"1\\n2\" b=\"x\"}|4:1{a=3 b=\"y\"}");
        row("numbers as JSON writes them",
            "a,b,c,d,e\n35.0,007,+1,1e5,.5",
            "2:1{a=35.0 b=\"007\" c=\"+1\" d=1e5 e=\".5\"}");
        row("empty cells", "a,b,c\n,x,\n\"\",,1", "2:1{b=\"x\"}|3:1{c=1}");
        row("unnamed column", ",b\n0,x", "2:1{column1=0 b=\"x\"}");
        row("blank lines", "a,b\n\n1,2\n\n", "3:1{a=1 b=2}");
        row("too few cells", "a,b\n1\n2,3", "2:1!the row has 1 cell, the header 2|3:1{a=2 b=3}");
        row("too many cells", "a,b\n1,2,3", "2:1!the row has 3 cells, the header 2");
        row("text behind a quote",
            "a,b\n\"x\"y,1\n2,3",
            "2:4!something follows the closing quote of a cell|3:1{a=2 b=3}");
        row("never closed", "a,b\n1,\"x\n2,3", "2:3!the quoted cell is never closed|3:1{a=2 b=3}");
        row("a quote that is none",
            "a,b\n\"x,1\n2,\"y\"\n3,z",
            "2:1!the quoted cell is not closed in its line|3:1{a=2 b=\"y\"}|4:1{a=3 b=\"z\"}");
        row("not UTF-8",
            "a,b\n1,\xFF\n2,3",
            "2:3!this is not UTF-8 (byte 0xFF); Latin-1 or Windows-1252 must be converted first|3:1{a=2 "
            "b=3}");
        row("a name twice", "a,b,a,a\n1,2,3,4", "2:1{a=1 b=2 a_2=3 a_3=4}");
        row("names between blanks", " a ;b \n1;2", "2:1{a=1 b=2}");
        row("a blank behind each separator", "a, b, c\n1, \"x, y\", z", "2:1{a=1 b=\"x, y\" c=\"z\"}");
        row("separators at the ends of rows", "a,b\n1,2,\n3,4,,\n", "2:1{a=1 b=2}|3:1{a=3 b=4}");
        row("a separator at the header's end",
            "a,b,\n1,2\n3,4,\n5,6,7",
            "2:1{a=1 b=2}|3:1{a=3 b=4}|4:1{a=5 b=6 column3=7}");
        row("rows of bare separators", "a,b\n,\n , \n1,2", "4:1{a=1 b=2}");
        row("comments before the header", "# x, y, z\n#\na,b\n1,2", "4:1{a=1 b=2}");
        row("a header behind a hash", "# made by me\n#a,b\n1,2", "3:1{a=1 b=2}");
        row("a spreadsheet's hint", "sep=|\r\na|b\r\n1|x,y\r\n", "3:1{a=1 b=\"x,y\"}");
        row("a separator the header has less often",
            "a,b,c;d\n1;2\n3;4",
            "2:1{a,b,c=1 d=2}|3:1{a,b,c=3 d=4}");
        row("one column", "a\n1\n\nx", "2:1{a=1}|4:1{a=\"x\"}");
        row("header alone", "a,b\n", "");
    }
    void csv() { check(&readCsv); }

    void xes_data()
    {
        addColumns();
        row("traces",
            "<log><trace><string key='concept:name' value='A'/><event><string key='concept:name' "
            "value='x'/></event>"
            "<event><int key='n' value='5'/></event></trace></log>",
            "1:51{concept:name=\"x\" case:concept:name=\"A\"}|1:104{n=5 case:concept:name=\"A\"}");
        row("namespace",
            "<l:log xmlns:l='http://www.xes-standard.org/'><l:trace><l:event><l:id key='i' "
            "value='7'/></l:event></l:trace></l:log>",
            "1:56{i=\"7\" case:concept:name=\"case-1\"}");
        row("kinds of values",
            "<log><event><string key='s' value='&lt;5&gt;'/><int key='i' value='-3'/><int key='z' "
            "value='007'/>"
            "<float key='f' value='35.0'/><float key='n' value='NaN'/><boolean key='b' value='true'/>"
            "<boolean key='c' value='0'/><date key='d' value='2020-01-01'/></event></log>",
            "1:6{s=\"<5>\" i=-3 z=\"007\" f=35.0 n=\"NaN\" b=true c=false d=\"2020-01-01\"}");
        row("nested",
            "<log><event><string key='a' value='v'><int key='b' value='1'><int key='c' "
            "value='2'/></int></string></event></log>",
            "1:6{a={\"value\":\"v\",\"attributes\":{\"b\":{\"value\":1,\"attributes\":{\"c\":2}}}}}");
        row("list by the standard",
            "<log><event><list key='l'><values><int key='a' value='1'/><int key='a' "
            "value='2'/></values></list></event></log>",
            "1:6{l=[{\"a\":1},{\"a\":2}]}");
        row("list with attributes",
            "<log><event><list key='l'><int key='n' value='9'/><values><int key='a' "
            "value='1'/></values></list></event></log>",
            "1:6{l={\"values\":[{\"a\":1}],\"attributes\":{\"n\":9}}}");
        row("list in short",
            "<log><event><list key='l'><int key='a' value='1'/></list><list key='e'/></event></log>",
            "1:6{l=[{\"a\":1}] e=[]}");
        row("container",
            "<log><event><container key='c'><int key='a' value='1'/></container></event></log>",
            "1:6{c={\"a\":1}}");
        row("name behind the events",
            "<log><trace><event/><event/><int key='concept:name' value='3'/></trace></log>",
            "1:13{case:concept:name=3}|1:21{case:concept:name=3}");
        row("log attributes are told once",
            "<log><string key='o' value='csv'/><global scope='event'><string key='g' value='x'/></global>"
            "<trace><string key='concept:name' value='A'/><event/><event/></trace></log>",
            "1:138{case:concept:name=\"A\" log:o=\"csv\"}|1:146{case:concept:name=\"A\"}");
        row("malformed", "<log><trace>\n<event></trace></log>", "2:10: bad-xml mismatched tag");
        row("cut", "<log><trace>", "1:13: bad-xml no element found");
        row("text instead of a value",
            "<log><event><string key='a'> some\n text </string><int key='n'>7</int><string key='e'/>"
            "<string key='v' value='x'>y</string></event></log>",
            "1:6{a=\"some\\n text\" n=7 e=\"\" v=\"x\"}");
        row("text beside an attribute's own",
            "<log><event><string key='a'>x<int key='n' value='1'/></string></event></log>",
            "1:6{a={\"value\":\"x\",\"attributes\":{\"n\":1}}}");
        row("globals fill nothing in",
            "<log><global scope='event'><string key='concept:name' value='__INVALID__'/></global>"
            "<event><int key='n' value='1'/></event></log>",
            "1:85{n=1}");
        row("another root",
            "<svg/>",
            "1:1: not-a-log this is no event log that can be recognised (it is XML but not XES: its root "
            "element is <svg>)");
        row("another log",
            "<log>\n <global/>\n <events><event/></events></log>",
            "3:2: not-a-log this is no event log that can be recognised (it is XML but not XES: its root "
            "element is <log>, but in it stands <events>, no <trace>)");
        row("an XES log without traces", "<log><global scope='event'/></log>", "");
        row("entities",
            "<!DOCTYPE log [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><log><event><string key='k' "
            "value='&b;'/></event></log>",
            "1:27: bad-xml the document declares entities, which are not read");
        row("an entity from outside",
            "<!DOCTYPE log [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><log/>",
            "1:54: bad-xml the document declares entities, which are not read");
    }
    void xes() { check(&readXes); }

    void deep_attributes_are_refused()
    {
        std::string text = "<log><event>";
        for (int i = 0; i < 5000; ++i) {
            text += "<string key='a' value='b'>";
        }
        const QStringList lines = readText(&readXes, text);
        QVERIFY2(lines.last().endsWith(u"attributes are nested too deep"), qPrintable(lines.last()));
    }

    /// Records that lie across the blocks in which a source is read.
    void records_may_span_blocks()
    {
        std::string json = "[";
        std::string lines;
        std::string csv = "a,b\n";
        std::string xes = "<log>";
        constexpr int count = 5000;
        for (int i = 0; i < count; ++i) {
            const std::string filler(static_cast<std::size_t>(i * 37 % 400), 'x');
            const std::string object = "{\"n\":" + std::to_string(i) + ",\"f\":\"" + filler + "\\u00e9\"}";
            json += (i > 0 ? ",\n" : "") + object;
            lines += object + '\n';
            csv += std::to_string(i) + ",\"" + filler + "\n\"\n";
            xes += "<event><int key='n' value='" + std::to_string(i) + "'/></event>";
        }
        json += ']';
        xes += "</log>";
        const auto numbers = [](const QStringList& records) {
            int expected = 0;
            for (const QString& record : records) {
                const QString number = QString::number(expected);
                if (!record.contains(QStringLiteral("{n=") + number)
                    && !record.contains(QStringLiteral("{a=") + number)) {
                    break;
                }
                ++expected;
            }
            return expected;
        };
        QCOMPARE(numbers(readText(&readJsonDocument, json)), count);
        QCOMPARE(numbers(readText(&readJsonLines, lines)), count);
        QCOMPARE(numbers(readText(&readJsonSequence, lines)), count);
        QCOMPARE(numbers(readText(&readCsv, csv)), count);
        QCOMPARE(numbers(readText(&readXes, xes)), count);
    }

    void a_sink_may_stop_any_reader()
    {
        const auto countOf = [](ReadFunction read, const char* text) {
            RecordLog log;
            log.stopAfter = 2;
            auto source = ByteSource::ofText(text);
            return source && read(**source, log).ok() ? log.lines.size() : -1;
        };
        QCOMPARE(countOf(&readJsonDocument, "[1,2,3,x"), 2);
        QCOMPARE(countOf(&readJsonDocument, "[[{},{},x"), 2);
        QCOMPARE(countOf(&readJsonLines, "1\n2\n3\n"), 2);
        QCOMPARE(countOf(&readJsonSequence, "1\n2\n3\n"), 2);
        QCOMPARE(countOf(&readCsv, "a,b\n1,2\n3,4\n5,6"), 2);
        QCOMPARE(countOf(&readXes, "<log><event/><event/><event/><oops"), 2);
    }
};

QTEST_GUILESS_MAIN(Readers)
#include "tst_readers.moc"
