#pragma once

#include <QWidget>

#include <vector>

class QListWidget;
class QTextBrowser;

namespace hindcast {

/// One line of the table of keys.
struct HelpKey {
    QString group;
    QString text;
    QString keys; ///< empty: the command has none, and no line
    QString command; ///< its id, by which the texts name its key; empty for a key of one place
    QString firstKey; ///< what the texts say
};

/// The documentation, topic by topic, and all keys as they are now.
class HelpPage : public QWidget {
    Q_OBJECT

public:
    explicit HelpPage(QWidget* parent = nullptr);

    /// In the order in which they are shown; equal groups follow each other.
    void setKeys(std::vector<HelpKey> keys);
    void showTopic(int row);
    /// What is being read, as plain text.
    QString text() const;
    QListWidget* topics() const { return m_topics; }

Q_SIGNALS:
    void closeRequested();
    void changeKeysRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString keyTable() const;
    void markTopic();
    void render();

    std::vector<HelpKey> m_keys;
    QListWidget* m_topics;
    QTextBrowser* m_browser;
};

} // namespace hindcast
