#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hindcast {

/// Where an import puts its project: the path, and, when something is there already, the choice to replace or
/// to open it.
class TargetRow : public QWidget {
    Q_OBJECT

public:
    explicit TargetRow(QWidget* parent = nullptr);

    void setPath(const QString& path);
    QString path() const;
    bool replaces() const;
    /// A path is given and nothing is in its way, or replacing it was agreed to.
    bool isSettled() const;
    QLineEdit* field() const { return m_path; }

Q_SIGNALS:
    void changed();
    void openExistingRequested(const QString& path);

private:
    void check();
    void browse();

    QLineEdit* m_path;
    QLabel* m_exists;
    QCheckBox* m_replace;
    QPushButton* m_open;
};

} // namespace hindcast
