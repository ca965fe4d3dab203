#pragma once

#include <QDockWidget>
#include <QMainWindow>

#include <map>

namespace hindcast {

/// The docks around the centre and their arrangement, which is remembered. Panes are plain widgets that know
/// nothing of it. A window inside the window: so the pages beside it need no docks.
class DockArea : public QMainWindow {
    Q_OBJECT

public:
    explicit DockArea(QWidget* parent = nullptr);

    /// `name`: as the settings spell it.
    QDockWidget* addPane(const QString& name, const QString& title, QWidget* pane, Qt::DockWidgetArea area);
    QDockWidget* dock(const QString& name) const;

    /// Shows a dock, brings it to the front of its tabs and puts the keyboard there.
    void reveal(const QString& name);
    /// With title bars docks can be dragged, floated and closed; without, nothing but content is seen.
    void setTitleBars(bool shown);

    /// Call once all panes are there: what they form then is the default.
    void rememberDefault();
    void resetLayout();
    void saveLayout() const;
    /// Takes effect when the area is first shown.
    void restoreLayout();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void applyDefaultSizes();

    std::map<QString, QDockWidget*> m_docks;
    QByteArray m_default;
    QByteArray m_pending; ///< restored when the area has a size to be divided
    bool m_sized = false;
};

} // namespace hindcast
