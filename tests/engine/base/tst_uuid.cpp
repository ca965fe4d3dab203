#include "engine/base/uuid.h"

#include <QRegularExpression>
#include <QtTest>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

using namespace hindcast;

class EventIds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void are_of_version_7()
    {
        static const QRegularExpression form(
            QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        for (int i = 0; i < 1000; ++i) {
            const QString id = QString::fromStdString(makeEventId());
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        }
    }

    void begin_with_the_present()
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const QString id = QString::fromStdString(makeEventId());
        const qint64 ms = (id.left(8) + id.mid(9, 4)).toLongLong(nullptr, 16);
        // Ids made faster than the clock ticks run ahead of it by no more than they are many.
        QVERIFY(ms >= before && ms <= before + 60'000);
    }

    void ascend()
    {
        std::vector<std::string> ids;
        for (int i = 0; i < 20000; ++i) {
            ids.push_back(makeEventId());
        }
        QVERIFY(std::is_sorted(ids.begin(), ids.end()));
        QVERIFY(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    }

    void differ_between_threads()
    {
        std::vector<std::vector<std::string>> made(4);
        std::vector<std::thread> threads;
        for (auto& ids : made) {
            threads.emplace_back([&ids] {
                for (int i = 0; i < 5000; ++i) {
                    ids.push_back(makeEventId());
                }
            });
        }
        std::set<std::string> all;
        for (std::size_t i = 0; i < made.size(); ++i) {
            threads[i].join();
            QVERIFY(std::is_sorted(made[i].begin(), made[i].end()));
            all.insert(made[i].begin(), made[i].end());
        }
        QCOMPARE(all.size(), 20000U);
    }
};

QTEST_GUILESS_MAIN(EventIds)
#include "tst_uuid.moc"
