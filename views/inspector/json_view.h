#pragma once

#include <QPlainTextEdit>
#include <QTimer>

namespace hindcast {

/// JSON to read and to select from, however much it is. A payload of megabytes comes in steps, one a turn of
/// the event loop; a line is coloured when it is first seen, and shown no longer than anybody reads: laying
/// out a line of a megabyte takes half a second.
class JsonView : public QPlainTextEdit {
    Q_OBJECT

public:
    /// Characters of a line that are shown.
    static constexpr qsizetype longestLine = 1000;
    /// Characters that come in one turn, near enough.
    static constexpr qsizetype stepSize = 32 * 1024;

    explicit JsonView(QWidget* parent = nullptr);

    /// Short texts are there at once, the rest of longer ones follows by itself.
    void setJson(const QString& json);
    /// The whole of it, as it was given.
    const QString& json() const { return m_json; }
    /// Lines of the text were longer than what is shown of them, as far as it has come.
    bool cutsLines() const { return m_cutsLines; }
    /// All of it has come.
    bool isComplete() const { return m_next >= m_json.size(); }
    /// Lines coloured so far: what tests count.
    int linesColoured() const { return m_linesColoured; }

Q_SIGNALS:
    void completed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addStep();
    void colourVisible();

    QString m_json;
    qsizetype m_next = 0; ///< where the part begins that has not come yet
    QTimer m_step;
    int m_look = 1; ///< a line's state is the look it was coloured in
    int m_linesColoured = 0;
    bool m_cutsLines = false;
};

} // namespace hindcast
