#include "views/timeline/transport_bar.h"

#include "model/session/words.h"
#include "views/theme/key_hint.h"
#include "views/theme/theme.h"
#include "views/timeline/choice_button.h"

#include <QAction>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("muted", true);
    return label;
}

QFrame* divider(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("divider", true);
    line->setFixedSize(1, 18);
    return line;
}

QString speedText(double eventsPerSecond)
{
    return TransportBar::tr("%1/s").arg(grouped(std::llround(eventsPerSecond)));
}

} // namespace

TransportBar::TransportBar(Session& session, TimelineIndex& index, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_index(index)
{
    setProperty("toolbarStrip", true);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(Theme::toolbarHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::padding - 2, 0, Theme::padding, 0);
    row->setSpacing(4);
    row->setSizeConstraint(QLayout::SetNoConstraint); // minimumSizeHint() knows better
    makeTransport();
    makeSpeed();
    row->addSpacing(8);
    row->addWidget(divider(this));
    row->addSpacing(8);
    makeChoices();
    row->addStretch(1);

    auto* zoomOut = addButton(QStringLiteral("zoom-out"), tr("Zoom out"));
    auto* zoomIn = addButton(QStringLiteral("zoom-in"), tr("Zoom in"));
    auto* fit = addButton(QStringLiteral("fit"), tr("Show the whole log"), "fit-all");
    setHintKey(zoomOut, QStringLiteral("−")); // the timeline's own keys, which nobody can change
    setHintKey(zoomIn, QStringLiteral("+"));
    m_zoomButtons = {zoomOut, zoomIn, fit};
    connect(zoomOut, &QToolButton::clicked, this, &TransportBar::zoomOutRequested);
    connect(zoomIn, &QToolButton::clicked, this, &TransportBar::zoomInRequested);
    connect(fit, &QToolButton::clicked, this, &TransportBar::fitRequested);
    row->addSpacing(8);

    m_position = new QLabel(this);
    m_position->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_position->setProperty("tabular", true);
    m_position->setProperty("muted", true);
    m_position->setAccessibleName(tr("Position of all"));
    m_position->setToolTip(tr("The playhead's position / events in the log"));
    row->addWidget(m_position);

    TimeCursor& cursor = m_session.cursor();
    connect(&cursor, &TimeCursor::positionChanged, this, &TransportBar::showPosition);
    connect(&cursor, &TimeCursor::lastChanged, this, &TransportBar::showPosition);
    connect(&cursor, &TimeCursor::playingChanged, this, &TransportBar::showState);
    connect(&m_index, &TimelineIndex::changed, this, &TransportBar::showState);
    showState();
}

QToolButton* TransportBar::addButton(const QString& icon, const QString& name, const char* command)
{
    auto* button = new QToolButton(this);
    button->setIcon(Theme::instance().icon(icon));
    button->setIconSize(QSize(16, 16));
    button->setAccessibleName(name);
    setHint(button, name, command);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAutoRaise(true);
    layout()->addWidget(button);
    return button;
}

void TransportBar::makeTransport()
{
    m_first = addButton(QStringLiteral("first"), tr("First event"), "first-event");
    m_previous = addButton(QStringLiteral("previous"), tr("Previous event"), "previous-event");
    m_play = addButton(QStringLiteral("play"), tr("Play"), "toggle-play");
    m_play->setProperty("primary", true);
    m_next = addButton(QStringLiteral("next"), tr("Next event"), "next-event");
    m_last = addButton(QStringLiteral("last"), tr("Last event"), "last-event");
    for (QToolButton* button : {m_previous, m_next}) {
        button->setAutoRepeat(true);
        button->setAutoRepeatInterval(60);
    }
    const auto onClick = [this](QToolButton* button, auto action) {
        connect(button, &QToolButton::clicked, this, [this, action] {
            m_session.cursor().pause();
            action(m_session.cursor());
        });
    };
    onClick(m_first,
        [](TimeCursor& cursor) { cursor.jumpTo(Position{std::min<std::int64_t>(1, cursor.last().value)}); });
    onClick(m_previous, [](TimeCursor& cursor) { cursor.stepBy(-1); });
    onClick(m_next, [](TimeCursor& cursor) { cursor.stepBy(1); });
    onClick(m_last, [](TimeCursor& cursor) { cursor.jumpTo(cursor.last()); });
    connect(m_play, &QToolButton::clicked, this, [this] { m_session.cursor().togglePlay(); });
}

void TransportBar::makeSpeed()
{
    m_speed = new ChoiceButton(tr("Speed of playing"), this);
    m_speed->setToolTip(tr("Events per second while playing"));
    for (const double speed : TimeCursor::speeds()) {
        m_speed->addChoice(speedText(speed), tr("%1 events per second").arg(grouped(std::llround(speed))));
    }
    const auto showSpeed = [this](double speed) {
        const auto& all = TimeCursor::speeds();
        m_speed->setCurrent(static_cast<int>(std::find(all.begin(), all.end(), speed) - all.begin()));
    };
    connect(m_speed, &ChoiceButton::chosen, this, [this](int index) {
        m_session.cursor().setSpeed(TimeCursor::speeds()[static_cast<std::size_t>(index)]);
    });
    connect(&m_session.cursor(), &TimeCursor::speedChanged, this, showSpeed);
    showSpeed(m_session.cursor().speed());
    layout()->addWidget(m_speed);
}

void TransportBar::makeChoices()
{
    auto* axisCaption = mutedLabel(tr("Axis"), this);
    m_axis = new ChoiceButton(tr("Axis"), this);
    m_axis->addChoice(tr("Position"), tr("Position in the log"));
    m_axis->addChoice(tr("Recorded time"));
    auto* lanesCaption = mutedLabel(tr("Lanes"), this);
    m_lanes = new ChoiceButton(tr("Lanes"), this);
    m_lanes->addChoice(tr("Category"), tr("Category of stream"));
    m_lanes->addChoice(tr("Type"), tr("Type of event"));
    connect(m_axis, &ChoiceButton::chosen, this, [this](int index) {
        m_index.setAxisKind(index == 0 ? AxisKind::ByPosition : AxisKind::ByTime);
    });
    connect(m_lanes, &ChoiceButton::chosen, this, [this](int index) {
        m_index.setLaneKind(index == 0 ? LaneKind::Category : LaneKind::Type);
    });
    m_lanes->setToolTip(tr("What the lanes stand for"));
    layout()->addWidget(axisCaption);
    layout()->addWidget(m_axis);
    layout()->addWidget(lanesCaption);
    layout()->addWidget(m_lanes);
    m_captions = {axisCaption, lanesCaption};
}

void TransportBar::showState()
{
    const bool playing = m_session.cursor().isPlaying();
    const QString name = playing ? tr("Pause") : tr("Play");
    m_play->setIcon(Theme::instance().icon(
        playing ? QStringLiteral("pause") : QStringLiteral("play"), Token::AccentText));
    m_play->setAccessibleName(name);
    setHint(m_play, name);
    const bool times = m_index.hasTimes();
    m_axis->setEnabled(times || !m_session.columns());
    m_axis->setToolTip(times || !m_session.columns() ? tr("What the x axis means")
                                                     : tr("No event of this log has a recorded time"));
    const bool timeAxis = m_index.data() ? m_index.data()->axis->kind() == AxisKind::ByTime
                                         : m_index.axisKind() == AxisKind::ByTime;
    m_axis->setCurrent(timeAxis ? 1 : 0);
    m_lanes->setCurrent(m_index.laneKind() == LaneKind::Category ? 0 : 1);
    showPosition();
}

void TransportBar::showPosition()
{
    const TimeCursor& cursor = m_session.cursor();
    const QString last = grouped(cursor.last().value);
    const bool open = cursor.last() > Position{0};
    const QFontMetrics metrics(Theme::instance().tabularFont());
    // As wide as it can get, so that it never moves.
    m_position->setMinimumWidth(metrics.horizontalAdvance(last + QStringLiteral(" / ") + last) + 2);
    m_position->setText(open ? grouped(cursor.position().value) + QStringLiteral(" / ") + last : QString());
    m_first->setEnabled(open && cursor.position() != Position{1});
    m_previous->setEnabled(cursor.position() > Position{0});
    m_play->setEnabled(open);
    m_next->setEnabled(!cursor.isAtEnd());
    m_last->setEnabled(!cursor.isAtEnd());
}

QSize TransportBar::minimumSizeHint() const
{
    int width = layout()->totalMinimumSize().width();
    for (const auto* group : {&m_captions, &m_zoomButtons}) {
        for (const QWidget* widget : *group) {
            width -= widget->isHidden() ? 0 : widget->sizeHint().width() + layout()->spacing();
        }
    }
    return {width, Theme::toolbarHeight};
}

void TransportBar::resizeEvent(QResizeEvent*)
{
    const auto show = [](const std::vector<QWidget*>& group, bool visible) {
        for (QWidget* widget : group) {
            widget->setVisible(visible);
        }
    };
    show(m_captions, true);
    show(m_zoomButtons, true);
    if (layout()->totalMinimumSize().width() > width()) {
        show(m_captions, false);
    }
    if (layout()->totalMinimumSize().width() > width()) {
        show(m_zoomButtons, false);
    }
}

} // namespace hindcast
