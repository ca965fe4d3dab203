#pragma once

#include "model/session/session.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedLayout;

namespace hindcast {

class EmptyNote;
class EntityListView;
class EntityModel;
class PaneHeading;

/// The entities that exist at the playhead, newest first; picking one shows its state.
class EntityPane : public QWidget {
    Q_OBJECT

public:
    explicit EntityPane(Session& session, QWidget* parent = nullptr);

    EntityModel* model() const { return m_model; }
    EntityListView* list() const { return m_list; }
    QLineEdit* filterField() const { return m_filter; }
    QComboBox* categoryBox() const { return m_category; }
    PaneHeading* heading() const { return m_heading; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void startOver();
    void fillCategories();
    void applyFilter();
    void summarise();
    QString nounFor(std::int64_t count) const;

    Session& m_session;
    EntityModel* m_model;
    PaneHeading* m_heading;
    QLineEdit* m_filter;
    QComboBox* m_category;
    EntityListView* m_list;
    EmptyNote* m_note;
    QStackedLayout* m_stack;
};

} // namespace hindcast
