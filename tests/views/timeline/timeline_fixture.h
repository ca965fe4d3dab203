#pragma once

#include "model/session/session.h"
#include "tests/support/scratch_log.h"
#include "views/theme/theme.h"
#include "views/timeline/timeline_pane.h"
#include "views/timeline/timeline_view.h"

#include <QCoreApplication>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

#include <memory>

/// A shown TimelinePane over a small project, and hands: every press and move goes through the window as a
/// real one does.
class TimelineFixture {
public:
    explicit TimelineFixture(const std::vector<ScratchEvent>& events, QSize size = QSize(1000, 260))
        : m_log(events)
        , m_pane(m_session)
    {
        hindcast::Theme::instance().apply(hindcast::ThemeChoice::Light);
        m_pane.resize(size);
        m_pane.show();
        m_session.host().open(QString::fromStdString(m_log.path()));
    }

    /// True once lanes are there and a frame was drawn from them.
    bool awaitLanes()
    {
        const bool there =
            QTest::qWaitFor([this] { return m_pane.index().data() && !m_pane.index().isLoading(); });
        return there && QTest::qWaitForWindowExposed(&m_pane) && awaitFrame();
    }
    bool awaitFrame()
    {
        view().update();
        QCoreApplication::processEvents();
        view().grab();
        return true;
    }

    hindcast::Session& session() { return m_session; }
    hindcast::TimeCursor& cursor() { return m_session.cursor(); }
    hindcast::TimelinePane& pane() { return m_pane; }
    hindcast::TimelineView& view() { return m_pane.view(); }
    hindcast::ZoomControl& zoom() { return m_pane.zoom(); }

    QPoint inLane(int lane, double x) { return {qRound(x), view().layoutNow().lane(lane).center().y()}; }
    QPoint inRuler(double x) { return {qRound(x), view().layoutNow().ruler().center().y()}; }
    QPoint inOverview(double x) { return {qRound(x), view().layoutNow().overview().center().y()}; }

    void press(QPoint at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers keys = {})
    {
        QTest::mousePress(m_pane.windowHandle(), button, keys, inWindow(at));
    }
    void move(QPoint to) { QTest::mouseMove(m_pane.windowHandle(), inWindow(to)); }
    void release(QPoint at, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseRelease(m_pane.windowHandle(), button, {}, inWindow(at));
    }
    void click(QPoint at)
    {
        press(at);
        release(at);
    }
    void
    drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers keys = {})
    {
        press(from, button, keys);
        move((from + to) / 2);
        move(to);
        release(to, button);
    }
    void doubleClick(QPoint at)
    {
        QTest::mouseDClick(m_pane.windowHandle(), Qt::LeftButton, {}, inWindow(at));
    }
    void wheel(QPoint at, int notches, Qt::KeyboardModifiers keys = {})
    {
        QWheelEvent event(QPointF(at),
            view().mapToGlobal(QPointF(at)),
            {},
            {0, notches * 120},
            Qt::NoButton,
            keys,
            Qt::NoScrollPhase,
            false);
        QCoreApplication::sendEvent(&view(), &event);
    }

private:
    QPoint inWindow(QPoint inView) { return view().mapTo(&m_pane, inView); }

    ScratchLog m_log;
    hindcast::Session m_session;
    hindcast::TimelinePane m_pane;
};

/// n events over four categories in turn, one a second, each category with streams of its own.
inline std::vector<ScratchEvent> fourLanes(int n)
{
    const char* const categories[] = {"order", "stock", "payment", "delivery"};
    const char* const types[] = {"OrderCreated", "ProductReserved", "PaymentAuthorized", "ProductShipped"};
    std::vector<ScratchEvent> events;
    for (int i = 0; i < n; ++i) {
        ScratchEvent event;
        event.stream = std::string(categories[i % 4]) + "-" + std::to_string(i / 8);
        event.type = types[i % 4];
        event.us = 1'795'392'000'000'000LL + 1'000'000LL * i;
        events.push_back(event);
    }
    return events;
}
