#include "views/inspector/json_view.h"

#include "views/inspector/json_formats.h"
#include "views/theme/theme.h"

#include <QTextBlock>

#include <algorithm>

namespace hindcast {

JsonView::JsonView(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setFont(Theme::instance().dataFont());
    document()->setDefaultFont(Theme::instance().dataFont());
    document()->setDocumentMargin(Theme::padding - 2);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    m_step.setSingleShot(true);
    m_step.setInterval(0);
    connect(&m_step, &QTimer::timeout, this, &JsonView::addStep);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        ++m_look;
        viewport()->update();
    });
}

void JsonView::setJson(const QString& json)
{
    m_step.stop();
    clear();
    m_json = json;
    m_next = 0;
    m_cutsLines = false;
    addStep();
}

void JsonView::addStep()
{
    QString part;
    while (m_next < m_json.size() && part.size() < stepSize) {
        qsizetype end = m_json.indexOf(u'\n', m_next);
        end = end < 0 ? m_json.size() : end;
        const qsizetype length = end - m_next;
        part += QStringView(m_json).mid(m_next, std::min(length, longestLine));
        if (length > longestLine) {
            part += u'…';
            m_cutsLines = true;
        }
        m_next = end + 1;
        if (end < m_json.size()) {
            part += u'\n';
        }
    }
    // A cursor of its own: the reader's place and selection stay.
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(part);
    if (isComplete()) {
        Q_EMIT completed();
    } else {
        m_step.start();
    }
}

void JsonView::colourVisible()
{
    int first = -1;
    int behind = -1;
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top < viewport()->height(); block = block.next()) {
        top += blockBoundingRect(block).height();
        if (block.userState() == m_look) {
            continue;
        }
        block.layout()->setFormats(jsonFormats(block.text()));
        block.setUserState(m_look);
        ++m_linesColoured;
        first = first < 0 ? block.position() : first;
        behind = block.position() + block.length();
    }
    if (first >= 0) {
        document()->markContentsDirty(first, behind - first);
    }
}

void JsonView::paintEvent(QPaintEvent* event)
{
    colourVisible();
    QPlainTextEdit::paintEvent(event);
}

} // namespace hindcast
