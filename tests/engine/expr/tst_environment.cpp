#include "engine/expr/environment.h"
#include "engine/expr/signature.h"

#include <QtTest>

#include <set>

using namespace hindcast::expr;

class EnvironmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signatures_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* signature, const char* text) {
            QTest::newRow(signature) << QByteArray(signature) << QByteArray(text);
        };
        row("() -> optional(A)", "f() -> optional_type(A)");
        row("(int) -> int", "f(int) -> int");
        row("string.() -> int", "string.f() -> int");
        row("map(A, list(B)).(A, type(B)) -> bool", "map(A, list(B)).f(A, type(B)) -> bool");
        row("(number...) -> dyn", "f(number...) -> dyn");
    }

    void signatures()
    {
        QFETCH(QByteArray, signature);
        QFETCH(QByteArray, text);
        const OverloadDeclaration overload = readSignature("id", signature.toStdString());
        QCOMPARE(QByteArray::fromStdString(signatureText("f", overload)), text);
    }

    void every_overload_has_an_id_of_its_own()
    {
        std::set<std::string> ids;
        std::size_t count = 0;
        for (const FunctionDeclaration& function : Environment::standard().functions()) {
            for (const OverloadId overload : function.overloads) {
                ids.insert(Environment::standard().overloads()[overload].id);
                ++count;
            }
        }
        QCOMPARE(ids.size(), count);
        QCOMPARE(count, Environment::standard().overloads().size());
    }

    void a_builder_goes_on_where_its_base_ended()
    {
        const Environment base = Environment::Builder().variable("a", Type::Kind::Int).build();
        const Environment more = Environment::Builder(base)
                                     .variable("b", Type::Kind::Int)
                                     .overload("f", "f_int", "(int) -> int")
                                     .build();
        QCOMPARE(more.findVariable("a"), std::optional<Slot>(0));
        QCOMPARE(more.findVariable("b"), std::optional<Slot>(1));
        QCOMPARE(base.findVariable("b"), std::optional<Slot>());
        QVERIFY(!base.findFunction("f"));
        QCOMPARE(more.findFunction("f"), std::optional<FunctionId>(FunctionId(base.functions().size())));
        QCOMPARE(more.findFunction("size"), base.findFunction("size"));
    }

    void what_is_declared_again_keeps_its_place()
    {
        const Environment environment = Environment::Builder()
                                            .variable("a", Type::Kind::Int)
                                            .variable("b", Type::Kind::Int)
                                            .variable("a", Type::Kind::String)
                                            .build();
        QCOMPARE(environment.variables().size(), std::size_t(2));
        QCOMPARE(environment.variables()[0].type.text(), "string");
    }

    void names_are_looked_up_from_the_innermost_container()
    {
        const Environment environment = Environment::Builder().container("a.b").build();
        QCOMPARE(environment.candidates("x.y"), (std::vector<std::string>{"a.b.x.y", "a.x.y", "x.y"}));
        QCOMPARE(environment.candidates(".x"), (std::vector<std::string>{"x"}));
        QCOMPARE(Environment::standard().candidates("x"), (std::vector<std::string>{"x"}));
    }
};

QTEST_GUILESS_MAIN(EnvironmentTest)
#include "tst_environment.moc"
