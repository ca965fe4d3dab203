#include "views/timeline/transport_bar.h"

#include "model/session/words.h"
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
    return grouped(std::llround(eventsPerSecond)) + QStringLiteral("/s");
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

    auto* zoomOut = addButton(QStringLiteral("zoom-out"), QStringLiteral("Zoom out"), QStringLiteral("−"));
    auto* zoomIn = addButton(QStringLiteral("zoom-in"), QStringLiteral("Zoom in"), QStringLiteral("+"));
    auto* fit =
        addButton(QStringLiteral("fit"), QStringLiteral("Show the whole log"), QStringLiteral("Ctrl+0"));
    m_zoomButtons = {zoomOut, zoomIn, fit};
    connect(zoomOut, &QToolButton::clicked, this, &TransportBar::zoomOutRequested);
    connect(zoomIn, &QToolButton::clicked, this, &TransportBar::zoomInRequested);
    connect(fit, &QToolButton::clicked, this, &TransportBar::fitRequested);
    row->addSpacing(8);

    m_position = new QLabel(this);
    m_position->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_position->setProperty("tabular", true);
    m_position->setProperty("muted", true);
    m_position->setAccessibleName(QStringLiteral("Position of all"));
    m_position->setToolTip(QStringLiteral("The playhead's position / events in the log"));
    row->addWidget(m_position);

    TimeCursor& cursor = m_session.cursor();
    connect(&cursor, &TimeCursor::positionChanged, this, &TransportBar::showPosition);
    connect(&cursor, &TimeCursor::lastChanged, this, &TransportBar::showPosition);
    connect(&cursor, &TimeCursor::playingChanged, this, &TransportBar::showState);
    connect(&m_index, &TimelineIndex::changed, this, &TransportBar::showState);
    showState();
}

QToolButton* TransportBar::addButton(const QString& icon, const QString& name, const QString& key)
{
    auto* button = new QToolButton(this);
    button->setIcon(Theme::instance().icon(icon));
    button->setIconSize(QSize(16, 16));
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1  [%2]").arg(name, key));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAutoRaise(true);
    layout()->addWidget(button);
    return button;
}

void TransportBar::makeTransport()
{
    m_first = addButton(QStringLiteral("first"), QStringLiteral("First event"), QStringLiteral("Home"));
    m_previous =
        addButton(QStringLiteral("previous"), QStringLiteral("Previous event"), QStringLiteral("Left"));
    m_play = addButton(QStringLiteral("play"), QStringLiteral("Play"), QStringLiteral("Space"));
    m_play->setProperty("primary", true);
    m_next = addButton(QStringLiteral("next"), QStringLiteral("Next event"), QStringLiteral("Right"));
    m_last = addButton(QStringLiteral("last"), QStringLiteral("Last event"), QStringLiteral("End"));
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
    m_speed = new ChoiceButton(QStringLiteral("Speed of playing"), this);
    m_speed->setToolTip(QStringLiteral("Events per second while playing"));
    for (const double speed : TimeCursor::speeds()) {
        m_speed->addChoice(
            speedText(speed), grouped(std::llround(speed)) + QStringLiteral(" events per second"));
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
    auto* axisCaption = mutedLabel(QStringLiteral("Axis"), this);
    m_axis = new ChoiceButton(QStringLiteral("Axis"), this);
    m_axis->addChoice(QStringLiteral("Position"), QStringLiteral("Position in the log"));
    m_axis->addChoice(QStringLiteral("Recorded time"));
    auto* lanesCaption = mutedLabel(QStringLiteral("Lanes"), this);
    m_lanes = new ChoiceButton(QStringLiteral("Lanes"), this);
    m_lanes->addChoice(QStringLiteral("Category"), QStringLiteral("Category of stream"));
    m_lanes->addChoice(QStringLiteral("Type"), QStringLiteral("Type of event"));
    connect(m_axis, &ChoiceButton::chosen, this, [this](int index) {
        m_index.setAxisKind(index == 0 ? AxisKind::ByPosition : AxisKind::ByTime);
    });
    connect(m_lanes, &ChoiceButton::chosen, this, [this](int index) {
        m_index.setLaneKind(index == 0 ? LaneKind::Category : LaneKind::Type);
    });
    m_lanes->setToolTip(QStringLiteral("What the lanes stand for"));
    layout()->addWidget(axisCaption);
    layout()->addWidget(m_axis);
    layout()->addWidget(lanesCaption);
    layout()->addWidget(m_lanes);
    m_captions = {axisCaption, lanesCaption};
}

void TransportBar::showState()
{
    const bool playing = m_session.cursor().isPlaying();
    const QString name = playing ? QStringLiteral("Pause") : QStringLiteral("Play");
    m_play->setIcon(Theme::instance().icon(
        playing ? QStringLiteral("pause") : QStringLiteral("play"), Token::AccentText));
    m_play->setAccessibleName(name);
    m_play->setToolTip(QStringLiteral("%1  [Space]").arg(name));
    const bool times = m_index.hasTimes();
    m_axis->setEnabled(times || !m_session.columns());
    m_axis->setToolTip(times || !m_session.columns()
            ? QStringLiteral("What the x axis means")
            : QStringLiteral("No event of this log has a recorded time"));
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
