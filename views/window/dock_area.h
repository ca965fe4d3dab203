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
    /// A dock at the bottom that has no use for more than `useful` gives the rest to the others, and takes it
    /// back when it has. A height that the user gave it is left alone.
    void limitHeight(const QString& name, int useful);
    void resetLayout();
    void saveLayout() const;
    /// Takes effect when the area is first shown.
    void restoreLayout();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyDefaultSizes();
    void applyLimit();
    /// What a dock at the left or right has at first, in a window of this width; 0 for others.
    int defaultWidth(QDockWidget* dock, int windowWidth) const;

    std::map<QString, QDockWidget*> m_docks;
    QByteArray m_default;
    QByteArray m_pending; ///< restored when the area has a size to be divided
    bool m_sized = false;

    /// A dock that was made less high, for the time being.
    struct Limit {
        QString name;
        int useful = 0;
        int whole = 0; ///< its height without the limit
        int given = 0; ///< 0 while nothing was taken
    };
    Limit m_limit;
};

} // namespace hindcast
