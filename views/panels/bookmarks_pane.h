#pragma once

#include "model/session/session.h"

#include <QWidget>

class QListView;
class QStackedLayout;
class QToolButton;

namespace hindcast {

class BookmarkModel;
class EmptyNote;
class PaneHeading;

/// The marked positions: go there, rename, remove.
class BookmarksPane : public QWidget {
    Q_OBJECT

public:
    explicit BookmarksPane(Session& session, QWidget* parent = nullptr);

    QListView* list() const { return m_list; }
    BookmarkModel* model() const { return m_model; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void summarise();
    void jumpTo(int row);
    void removeCurrent();

    Session& m_session;
    BookmarkModel* m_model;
    PaneHeading* m_heading;
    QListView* m_list;
    EmptyNote* m_note;
    QToolButton* m_rename;
    QToolButton* m_remove;
    QStackedLayout* m_stack;
};

} // namespace hindcast
