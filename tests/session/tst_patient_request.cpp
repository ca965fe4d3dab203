#include "model/session/patient_request.h"
#include "tests/support/open_session.h"

#include <future>

using namespace hindcast;

namespace {

/// A question that waits until it is let go.
struct Gate {
    std::promise<void> open;
    std::shared_future<void> passed = open.get_future().share();

    std::function<Result<int>(const ReadContext&)> question(int answer) const
    {
        return [passed = passed, answer](const ReadContext&) -> Result<int> {
            passed.wait();
            return answer;
        };
    }
};

} // namespace

/// One question at a time, and when its answer is late.
class PatientRequestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_quick_answer_is_never_late()
    {
        OpenSession session(SampleProject::orderStory(1));
        QVERIFY(session.isOpen());
        PatientRequest request(session->host());
        QSignalSpy late(&request, &PatientRequest::lateChanged);
        int got = 0;
        request.ask<int>(
            [](const ReadContext&) -> Result<int> { return 7; }, [&](Result<int> answer) { got = *answer; });
        QVERIFY(request.isPending());
        QTRY_COMPARE(got, 7);
        QVERIFY(!request.isPending());
        QTest::qWait(PatientRequest::patienceMs + 50);
        QCOMPARE(late.size(), 0);
        QCOMPARE(request.sent(), 1);
    }

    void a_slow_answer_is_late_until_it_comes()
    {
        OpenSession session(SampleProject::orderStory(1));
        QVERIFY(session.isOpen());
        PatientRequest request(session->host());
        QSignalSpy late(&request, &PatientRequest::lateChanged);
        Gate gate;
        int got = 0;
        bool lateInAnswer = true;
        request.ask<int>(gate.question(7), [&](Result<int> answer) {
            got = *answer;
            lateInAnswer = request.isLate();
        });
        QTRY_COMPARE(late.size(), 1);
        QVERIFY(request.isLate());
        gate.open.set_value();
        QTRY_COMPARE(got, 7);
        QVERIFY(!lateInAnswer);
        QCOMPARE(late.size(), 2);
        QVERIFY(!request.isLate());
    }

    void a_newer_question_takes_the_place_but_not_the_time_waited()
    {
        OpenSession session(SampleProject::orderStory(1));
        QVERIFY(session.isOpen());
        PatientRequest request(session->host());
        QSignalSpy late(&request, &PatientRequest::lateChanged);
        Gate gate;
        QList<int> got;
        const auto note = [&](Result<int> answer) { got << *answer; };
        request.ask<int>(gate.question(1), note);
        QTRY_COMPARE(late.size(), 1);
        request.ask<int>(gate.question(2), note);
        QVERIFY(request.isLate());
        gate.open.set_value();
        QTRY_COMPARE(got, QList<int>{2});
        QCOMPARE(request.sent(), 2);
        QCOMPARE(late.size(), 2);
    }

    void an_answer_may_ask_again()
    {
        OpenSession session(SampleProject::orderStory(1));
        QVERIFY(session.isOpen());
        PatientRequest request(session->host());
        int got = 0;
        const auto work = [](const ReadContext&) -> Result<int> { return 1; };
        request.ask<int>(work, [&](Result<int>) { request.ask<int>(work, [&](Result<int>) { got = 2; }); });
        QTRY_COMPARE(got, 2);
        QCOMPARE(request.sent(), 2);
    }

    void what_is_cancelled_is_neither_answered_nor_late()
    {
        OpenSession session(SampleProject::orderStory(1));
        QVERIFY(session.isOpen());
        PatientRequest request(session->host());
        QSignalSpy late(&request, &PatientRequest::lateChanged);
        Gate gate;
        request.ask<int>(gate.question(1), [](Result<int>) { QFAIL("cancelled"); });
        QTRY_COMPARE(late.size(), 1);
        request.cancel();
        QCOMPARE(late.size(), 2);
        QVERIFY(!request.isPending());
        gate.open.set_value();
        QTest::qWait(PatientRequest::patienceMs + 50);
        QCOMPARE(late.size(), 2);
    }

    void without_a_project_nothing_is_asked()
    {
        Session session;
        PatientRequest request(session.host());
        request.ask<int>(
            [](const ReadContext&) -> Result<int> { return 7; }, [](Result<int>) { QFAIL("asked"); });
        QVERIFY(!request.isPending());
        QTest::qWait(PatientRequest::patienceMs + 50);
        QVERIFY(!request.isLate());
        QCOMPARE(request.sent(), 0);
    }
};

QTEST_GUILESS_MAIN(PatientRequestTest)
#include "tst_patient_request.moc"
