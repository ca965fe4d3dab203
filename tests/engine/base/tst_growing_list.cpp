#include "engine/base/growing_list.h"

#include <QtTest>

#include <rapidcheck.h>

#include <string>

using namespace hindcast;

class GrowingListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holds_what_a_vector_holds()
    {
        const bool ok = rc::check("same elements", [] {
            const auto size = *rc::gen::inRange<std::size_t>(0, 3 * GrowingList<std::size_t>::chunkSize);
            GrowingList<std::size_t> list;
            for (std::size_t i = 0; i < size; ++i) {
                list.push_back(i * 7);
            }
            RC_ASSERT(list.size() == size);
            RC_ASSERT(list.empty() == (size == 0));
            for (std::size_t i = 0; i < size; ++i) {
                RC_ASSERT(list[i] == i * 7);
            }
        });
        QVERIFY(ok);
    }

    void a_copy_shares_full_chunks_and_grows_alone()
    {
        GrowingList<std::string> list;
        for (std::size_t i = 0; i < GrowingList<std::string>::chunkSize + 2; ++i) {
            list.push_back(std::to_string(i));
        }
        GrowingList<std::string> copy = list;
        copy.push_back("copy");
        list.push_back("list");
        list.push_back("more");
        QVERIFY(list.sharesElement(copy, 0));
        QVERIFY(!list.sharesElement(copy, GrowingList<std::string>::chunkSize));
        QCOMPARE(copy.size() + 1, list.size());
        QCOMPARE(copy[copy.size() - 1], std::string("copy"));
        QCOMPARE(list[copy.size() - 1], std::string("list"));
    }
};

QTEST_GUILESS_MAIN(GrowingListTest)
#include "tst_growing_list.moc"
