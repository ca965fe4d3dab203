#include "engine/expr/completion.h"

#include <QtTest>

#include <algorithm>

using namespace hindcast::expr;

namespace {

const Environment& events()
{
    static const Environment made = [] {
        Environment::Builder builder;
        builder.record({"Event",
            {{"type", Type::Kind::String, false},
                {"time", Type::Kind::Timestamp, false},
                {"data", Type::dyn(), false}}});
        builder.variable("event", Type::record("Event"));
        return builder.build();
    }();
    return made;
}

KnownValues known()
{
    return {[](const WrittenPath& path) -> std::vector<std::string> {
                if (path == WrittenPath{"event", "data"}) {
                    return {"concept:name", "lines", "total"};
                }
                if (path == WrittenPath{"event", "data", "lines", ""}) {
                    return {"price"};
                }
                return {};
            },
        [](const WrittenPath& path, std::string_view start) -> std::vector<std::string> {
            const std::string all[] = {"OrderCreated", "It's paid"};
            std::vector<std::string> found;
            std::copy_if(std::begin(all), std::end(all), std::back_inserter(found), [&](const auto& text) {
                return path == WrittenPath{"event", "type"} && text.rfind(start, 0) == 0;
            });
            return found;
        }};
}

/// The expression as it reads after each choice.
QStringList completed(const std::string& text, std::size_t caret)
{
    const Completion completion = complete(text, caret, events(), known());
    QStringList all;
    for (const std::string& choice : completion.choices) {
        std::string whole = text;
        whole.replace(completion.replaced.offset, completion.replaced.length, choice);
        all << QString::fromStdString(whole);
    }
    return all;
}

} // namespace

/// `|` is the caret; what is expected are the first results, and those that must be among them.
class CompletionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void first_choices_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("first");
        const auto row = [](const char* name, const char* written, const char* first) {
            QTest::newRow(name) << QString::fromUtf8(written) << QString::fromUtf8(first);
        };
        row("nothing yet", "|", "event;event.type;event.time;event.data");
        row("a variable", "ev|", "event");
        row("a field by its name alone", "typ|", "event.type;type(");
        row("a payload's field by its name alone", "tot|", "event.data.total");
        row("behind an operator", "event.type == 'x' && tot|", "event.type == 'x' && event.data.total");
        row("declared fields", "event.t|", "event.type;event.time");
        row("known fields", "event.data.|", "event.data['concept:name'];event.data.lines;event.data.total");
        row("a field that begins so", "event.data.to|", "event.data.total");
        row("what may be absent", "event.data.?to|", "event.data.?total");
        row("an odd name that may be absent", "event.data.?conc|", "event.data[?'concept:name']");
        row("of a list's item", "event.data.lines[0].|", "event.data.lines[0].price");
        row("by a key", "event['data'].to|", "event['data'].total");
        row("types at once", "event.type == |", "event.type == 'OrderCreated';event.type == 'It\\'s paid'");
        row("types in a text", "event.type != 'Or|", "event.type != 'OrderCreated'");
        row("with the text's other end",
            "event.type == 'Or|' && true",
            "event.type == 'OrderCreated' && true");
        row("before another text",
            "event.type == 'Or| && event.stream == 'x'",
            "event.type == 'OrderCreated' && event.stream == 'x'");
        row("types in a list", "event.type in ['x', 'Or|", "event.type in ['x', 'OrderCreated'");
        row("a type without its quotes", "event.type == Or|", "event.type == 'OrderCreated'");
        row("a function", "has|", "has(");
        row("a function in a namespace", "math.gre|", "math.greatest(");
        row("a text's function", "event.type.starts|", "event.type.startsWith(");
        row("a time's function", "event.time.getH|", "event.time.getHours(");
        row("a macro", "event.data.lines.exist|", "event.data.lines.exists(");
        row("the rest of a word goes", "event.da|ta.total", "event.data.total");
        row("the middle of a word", "event.d|ta > 1", "event.data > 1");
        row("in another text", "event.data.total == 'O|", "");
        row("behind a value", "event.data.total |", "");
        row("all is typed", "event.data.total|", "");
        row("no sense at all", "]]).|", "]]).size()");
    }
    void first_choices()
    {
        QFETCH(QString, written);
        QFETCH(QString, first);
        const std::string text = written.toStdString();
        const std::size_t caret = text.find('|');
        const QStringList all = completed(std::string(text).erase(caret, 1), caret);
        const QStringList expected = first.isEmpty() ? QStringList() : first.split(u';');
        if (expected.isEmpty()) {
            QCOMPARE(all.join(u';'), QString());
        }
        QCOMPARE(all.mid(0, expected.size()).join(u';'), first);
    }

    void functions_fit_what_they_are_called_on_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("choice");
        QTest::addColumn<bool>("isOffered");
        QTest::newRow("a text is trimmed") << "event.type."
                                           << "event.type.trim()" << true;
        QTest::newRow("a time is not") << "event.time."
                                       << "event.time.trim()" << false;
        QTest::newRow("what nobody declared may be") << "event.data.x."
                                                     << "event.data.x.trim()" << true;
        QTest::newRow("a text has no items") << "event.type."
                                             << "event.type.all(" << false;
        QTest::newRow("a payload may") << "event.data.x."
                                       << "event.data.x.all(" << true;
        QTest::newRow("a namespace is no value") << "math."
                                                 << "math.trim()" << false;
    }
    void functions_fit_what_they_are_called_on()
    {
        QFETCH(QString, written);
        QFETCH(QString, choice);
        QFETCH(bool, isOffered);
        const std::string text = written.toStdString();
        QCOMPARE(completed(text, text.size()).contains(choice), isOffered);
    }

    void any_caret_in_any_text_is_good()
    {
        const std::string text = "a.?b[ event.type in ['ä', '] ].x ? .y : `c d`.e(\"\\\"' == ";
        for (std::size_t length = 0; length <= text.size(); ++length) {
            for (std::size_t caret = 0; caret <= length; ++caret) {
                const Completion done = complete(text.substr(0, length), caret, events(), known());
                QVERIFY(done.replaced.end() <= length);
            }
        }
    }
};

QTEST_GUILESS_MAIN(CompletionTest)
#include "tst_completion.moc"
