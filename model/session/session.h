#pragma once

#include "model/session/bookmarks.h"
#include "model/session/integrity_check.h"
#include "model/session/log_filter.h"
#include "model/session/project_host.h"
#include "model/session/selection.h"
#include "model/session/time_cursor.h"
#include "model/session/time_reference.h"

#include <QObject>

namespace hindcast {

/// One window's project with everything the panes share. Owns the parts and keeps them in step: a new project
/// resets the cursor, growth extends it.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);

    ProjectHost& host() { return m_host; }
    TimeCursor& cursor() { return m_cursor; }
    Selection& selection() { return m_selection; }
    LogFilter& filter() { return m_filter; }
    TimeReference& reference() { return m_reference; }
    Bookmarks& bookmarks() { return m_bookmarks; }
    IntegrityCheck& integrity() { return m_integrity; }
    std::shared_ptr<const TimeColumns> columns() const { return m_host.columns(); }

private:
    ProjectHost m_host;
    TimeCursor m_cursor;
    Selection m_selection;
    LogFilter m_filter;
    TimeReference m_reference;
    Bookmarks m_bookmarks;
    IntegrityCheck m_integrity;
};

} // namespace hindcast
