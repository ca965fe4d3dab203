#include "engine/log/event.h"

#include <QtTest>

using namespace hindcast;

class EventNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void category_of_a_stream_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("category");
        const auto row = [](const char* stream, const char* category) {
            QTest::newRow(stream) << QByteArray(stream) << QByteArray(category);
        };
        row("order-42", "order");
        row("order/42", "order");
        row("/order/42", "order");
        row("/order/42/", "order");
        row("order-42-7", "order");
        row("orders:7", "orders");
        row("Case_12", "Case");
        row("Case 12", "Case");
        row("shoppingCart-b989fe21-9469-4017-8d71-9820b8dd1164", "shoppingCart");
        row("/user/6b6f5aa7-8b2b-4fd1-8a5a-2f2f0a5b6c11", "user");
        row("/users/42/orders/7", "orders");
        row("account:command-123", "account:command");
        row("user-alice", "user");
        row("jathanism/trigger", "entity");
        row("6b6f5aa7-8b2b-4fd1-8a5a-2f2f0a5b6c11", "entity");
        row("abcdefab-abcd-abcd-abcd-abcdefabcdef", "entity");
        row("42", "entity");
        row("42-7", "entity");
        row("2019-11-03", "entity");
        row("alice", "entity");
        row("-5", "entity");
        row("/42", "entity");
        row("/", "entity");
        row("", "entity");
        row("Größe-5", "Größe");
    }

    void category_of_a_stream()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, category);
        const auto found =
            categoryOf(std::string_view(stream.constData(), static_cast<std::size_t>(stream.size())));
        QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), category);
    }
};

QTEST_GUILESS_MAIN(EventNames)
#include "tst_event.moc"
