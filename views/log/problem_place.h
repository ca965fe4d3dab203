#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

namespace hindcast {

/// Shows where in a line something is wrong: the line, and under it `^~~~` at the place. Of a line that is
/// too long for it the part around the place is shown.
class ProblemPlace : public QWidget {
    Q_OBJECT

public:
    explicit ProblemPlace(QWidget* parent = nullptr);

    void setPlace(const QString& line, qsizetype begin, qsizetype length);

    /// The two lines, at most `columns` letters wide.
    static QStringList lines(const QString& line, qsizetype begin, qsizetype length, qsizetype columns);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_line;
    qsizetype m_begin = 0;
    qsizetype m_length = 0;
};

} // namespace hindcast
