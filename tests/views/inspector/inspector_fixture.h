#pragma once

#include "model/session/state_model.h"
#include "model/session/state_tracker.h"
#include "tests/support/open_session.h"
#include "views/inspector/state_pane.h"
#include "views/inspector/state_tree_view.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace hindcast;

/// A pane of the inspector, shown over a small project of its own.
template <class Pane>
struct Shown {
    explicit Shown(const std::vector<SampleEvent>& events)
        : session(events)
        , pane(*session)
    {
        pane.resize(420, 600);
        pane.show();
        (void)QTest::qWaitForWindowExposed(&pane);
    }

    std::int64_t playhead() { return session->cursor().position().value; }

    OpenSession session;
    Pane pane;
};

struct ShownState : Shown<StatePane> {
    using Shown::Shown;

    void select(const char* stream, std::int64_t at)
    {
        session->cursor().setPosition(Position{at});
        session->selection().setStream(session.stream(stream));
        (void)QTest::qWaitFor([&] { return arrived(); });
    }
    void moveTo(std::int64_t at)
    {
        session->cursor().setPosition(Position{at});
        (void)QTest::qWaitFor([&] { return arrived(); });
    }
    bool arrived()
    {
        const auto* snapshot = pane.tracker()->snapshot();
        const auto stream = *session->selection().stream();
        return snapshot != nullptr && snapshot->stream == stream
            && snapshot->entity.version
            == session->columns()->versionAt(stream, session->cursor().position());
    }
    QModelIndex row(const ValuePath& path) { return pane.model()->indexOf(path); }
    QString value(const ValuePath& path)
    {
        return row(path).siblingAtColumn(StateModel::ValueColumn).data().toString();
    }
    void click(const ValuePath& path)
    {
        const QPoint at = pane.tree()->visualRect(row(path)).center();
        QTest::mouseClick(pane.tree()->viewport(), Qt::LeftButton, {}, at);
    }
};
