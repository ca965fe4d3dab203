#include "views/log/problem_place.h"

#include "views/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace hindcast {

ProblemPlace::ProblemPlace(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProblemPlace::setPlace(const QString& line, qsizetype begin, qsizetype length)
{
    m_line = line;
    m_begin = begin;
    m_length = length;
    setAccessibleName(tr("The problem is at letter %1 of %2").arg(begin + 1).arg(line));
    update();
}

QStringList ProblemPlace::lines(const QString& line, qsizetype begin, qsizetype length, qsizetype columns)
{
    // Two thirds for what leads to the place: what follows it tells less.
    const qsizetype first = std::max<qsizetype>(0, begin - columns * 2 / 3);
    QString shown = line.mid(first, columns);
    if (first > 0) {
        shown.front() = u'…';
    }
    if (first + shown.size() < line.size()) {
        shown.back() = u'…';
    }
    const qsizetype at = begin - first;
    const qsizetype marked = std::max<qsizetype>(1, std::min(length, shown.size() - at));
    return {shown, QString(at, u' ') + u'^' + QString(marked - 1, u'~')};
}

QSize ProblemPlace::sizeHint() const
{
    const QFontMetrics metrics(Theme::instance().dataFont());
    return {metrics.horizontalAdvance(m_line), 2 * metrics.lineSpacing()};
}

void ProblemPlace::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setFont(theme.dataFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const qsizetype columns = std::max(3, width() / metrics.horizontalAdvance(u'x'));
    const QStringList both = lines(m_line, m_begin, m_length, columns);
    painter.setPen(theme.color(Token::Text));
    painter.drawText(0, metrics.ascent(), both.front());
    painter.setPen(theme.color(Token::Bad));
    painter.drawText(0, metrics.lineSpacing() + metrics.ascent(), both.back());
}

} // namespace hindcast
