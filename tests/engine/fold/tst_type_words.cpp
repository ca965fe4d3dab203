#include "engine/fold/type_words.h"

#include <QtTest>

using namespace hindcast;

class TypeWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void which_types_end_an_entity_data()
    {
        QTest::addColumn<bool>("deleted");
        for (const char* type : {"OrderDeleted",
                 "order-deleted",
                 "order.deleted",
                 "order_deleted",
                 "order:deleted",
                 "com.example/order/deleted",
                 "Order deleted",
                 "ORDER_DELETED",
                 "orderDELETED",
                 "XMLDeleted",
                 "Deleted",
                 "deleted",
                 "CartRemoved",
                 "SessionDestroyed",
                 "CustomerErased",
                 "RecordPurged",
                 "DeviceDeregistered",
                 "OrderDeletedEvent",
                 "OrderDeletedV2",
                 "order.deleted.v12",
                 "order-deleted-2",
                 "OrderDeletedEventV3",
                 "Shop.Orders+OrderDeleted, Shop, Version=1.0.0.0",
                 "order-deleted!"}) {
            QTest::newRow(type) << true;
        }
        for (const char* type : {"",
                 "...",
                 "V2",
                 "Event",
                 "OrderPlaced",
                 "DeletedOrderFound",
                 "OrderUndeleted",
                 "undeleted",
                 "DeleteEvent",
                 "RemoveItem",
                 "OrderArchived",
                 "OrderCancelled",
                 "OrderClosed",
                 "deletedx",
                 "Deletedé",
                 "OrderPlaced, Deleted"}) {
            QTest::addRow("no: '%s'", type) << false;
        }
    }

    void which_types_end_an_entity()
    {
        QFETCH(bool, deleted);
        QByteArray type(QTest::currentDataTag());
        if (!deleted) {
            type = type.mid(5).chopped(1);
        }
        QCOMPARE(saysDeleted(type.toStdString()), deleted);
    }
};

QTEST_GUILESS_MAIN(TypeWords)
#include "tst_type_words.moc"
