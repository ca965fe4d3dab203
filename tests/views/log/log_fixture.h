#pragma once

#include "tests/support/open_session.h"
#include "views/log/filter_bar.h"
#include "views/log/log_pane.h"
#include "views/log/log_table_view.h"

#include <QLineEdit>
#include <QTest>

#include <vector>

using namespace hindcast;

/// The log's pane over a small project of its own, and a hand that clicks its rows.
struct Shown {
    explicit Shown(const std::vector<SampleEvent>& events)
        : session(events)
        , pane(*session)
    {
        pane.resize(900, 500);
        pane.show();
        (void)QTest::qWaitForWindowExposed(&pane);
    }

    LogTableView& table() { return *pane.table(); }
    QLineEdit& field() { return *pane.filterBar()->field(); }
    QPoint centreOf(int row) { return table().rowRect(row).center(); }
    void click(int row) { QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, centreOf(row)); }
    std::int64_t playhead() { return session->cursor().position().value; }

    OpenSession session;
    LogPane pane;
};
