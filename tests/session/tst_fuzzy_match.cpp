#include "model/session/fuzzy_match.h"

#include <QTest>

#include <rapidcheck.h>

using namespace hindcast;

/// Finding by a few letters.
class FuzzyMatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marks_the_letters_that_matched_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("marked"); // empty: no match
        QTest::newRow("run") << "next"
                             << "Next event"
                             << "[Next] event";
        QTest::newRow("beginnings of words") << "pb"
                                             << "Previous bookmark"
                                             << "[P]revious [b]ookmark";
        QTest::newRow("camel case") << "of"
                                    << "OrderFailed"
                                    << "[O]rder[F]ailed";
        QTest::newRow("blank in the pattern") << "go pos"
                                              << "Go to position"
                                              << "[Go] to [pos]ition";
        QTest::newRow("prefers a run over scattered letters") << "art"
                                                              << "xaxrxt part"
                                                              << "xaxrxt p[art]";
        QTest::newRow("order matters") << "ba"
                                       << "ab"
                                       << "";
        QTest::newRow("too long") << "abc"
                                  << "ab"
                                  << "";
        QTest::newRow("nothing typed") << ""
                                       << "abc"
                                       << "abc";
    }
    void marks_the_letters_that_matched()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(QString, marked);
        const auto hit = fuzzyMatch(pattern, text);
        QCOMPARE(hit.has_value(), !marked.isEmpty());
        if (hit) {
            QString shown;
            for (int i = 0; i < text.size(); ++i) {
                const bool on = std::find(hit->matched.begin(), hit->matched.end(), i) != hit->matched.end();
                shown += on ? QStringLiteral("[%1]").arg(text[i]) : QString(text[i]);
            }
            QCOMPARE(shown.remove(QStringLiteral("][")), marked);
        }
    }

    void ranks_what_was_meant_first_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("whole name over part of a longer one") << "order-17"
                                                              << "order-17"
                                                              << "order-170";
        QTest::newRow("beginning over middle") << "state"
                                               << "State"
                                               << "Estate";
        QTest::newRow("word over scattered") << "fail"
                                             << "OrderFailed"
                                             << "Find all entities";
    }
    void ranks_what_was_meant_first()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto first = fuzzyMatch(pattern, better);
        const auto second = fuzzyMatch(pattern, worse);
        QVERIFY(first);
        QVERIFY2(!second || first->score > second->score, qPrintable(worse));
    }

    void matches_exactly_the_subsequences()
    {
        const bool held = rc::check([] {
            const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', 'C', '-'));
            const std::string pattern = *letters;
            const std::string text = *letters;
            std::size_t at = 0;
            for (const char c : text) {
                if (at < pattern.size() && std::tolower(pattern[at]) == std::tolower(c)) {
                    ++at;
                }
            }
            const auto hit = fuzzyMatch(QString::fromStdString(pattern), QString::fromStdString(text));
            RC_ASSERT(hit.has_value() == (at == pattern.size()));
            if (hit) {
                RC_ASSERT(hit->matched.size() == pattern.size());
                RC_ASSERT(std::is_sorted(hit->matched.begin(), hit->matched.end()));
                for (std::size_t i = 0; i < pattern.size(); ++i) {
                    const char found = text[static_cast<std::size_t>(hit->matched[i])];
                    RC_ASSERT(std::tolower(found) == std::tolower(pattern[i]));
                }
            }
        });
        QVERIFY(held);
    }
};

QTEST_GUILESS_MAIN(FuzzyMatchTest)
#include "tst_fuzzy_match.moc"
