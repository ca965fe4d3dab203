#pragma once

#include "model/session/session.h"
#include "views/dialogs/overlay.h"
#include "views/dialogs/palette_model.h"

class QAction;
class QLineEdit;
class QListView;

namespace hindcast {

/// Finds commands, entities and event types by a few letters, and positions by their number. Commands are
/// there at once; entities are looked for on a reader thread, since there may be millions.
class CommandPalette : public Overlay {
    Q_OBJECT

public:
    struct Offer {
        QAction* action = nullptr;
        QString title;
        QString group;
    };

    /// The actions are read anew at each opening: their keys and whether they are enabled.
    CommandPalette(Session& session, std::vector<Offer> offers, QWidget* window);

    void openUnder(QPoint topCentre);
    QLineEdit* field() const { return m_field; }
    QListView* list() const { return m_list; }

Q_SIGNALS:
    /// A number, time or the like was typed and chosen.
    void destinationChosen(const QString& text);
    void streamChosen(hindcast::StreamId stream);
    void typeChosen(hindcast::TypeId type);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void addCommands(const QString& query, std::vector<PaletteEntry>& entries) const;
    void addDestination(const QString& query, std::vector<PaletteEntry>& entries);
    void addTypes(const QString& query, std::vector<PaletteEntry>& entries);
    void askForEntities(const QString& query);
    void showEntries(std::vector<PaletteEntry> entries);
    void choose();

    Session& m_session;
    std::vector<Offer> m_offers;
    QLineEdit* m_field;
    QListView* m_list;
    PaletteModel* m_model;
    std::vector<PaletteEntry> m_atOnce; ///< all but the entities
    RequestSlot m_entitySlot;
};

} // namespace hindcast
