#include "model/session/time_cursor.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace hindcast {

namespace {

constexpr auto frame = std::chrono::milliseconds(16);
constexpr std::size_t historyLength = 200;

} // namespace

TimeCursor::TimeCursor(QObject* parent)
    : QObject(parent)
{
    m_playTimer.setInterval(frame);
    m_playTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_playTimer, &QTimer::timeout, this, &TimeCursor::advance);
}

void TimeCursor::reset(std::shared_ptr<const TimeColumns> columns)
{
    pause();
    m_columns = std::move(columns);
    m_position = last();
    m_pin.reset();
    m_history.assign(1, m_position);
    m_visited = 0;
    Q_EMIT lastChanged(last());
    Q_EMIT positionChanged(m_position);
    Q_EMIT placed();
    Q_EMIT pinChanged();
    Q_EMIT historyChanged();
}

void TimeCursor::extend(std::shared_ptr<const TimeColumns> columns)
{
    const bool following = isAtEnd() && !isPlaying();
    m_columns = std::move(columns);
    if (m_pin > last()) {
        setPin({});
    }
    Q_EMIT lastChanged(last());
    if (following) {
        setPosition(last());
    } else {
        moveTo(m_position);
    }
}

Position TimeCursor::last() const
{
    return m_columns ? m_columns->last() : Position{0};
}

void TimeCursor::setPosition(Position position)
{
    moveTo(position);
    Q_EMIT placed();
}

void TimeCursor::moveTo(Position position)
{
    const Position target = std::clamp(position, Position{0}, last());
    if (target != m_position) {
        m_position = target;
        Q_EMIT positionChanged(m_position);
    }
}

void TimeCursor::jumpTo(Position position)
{
    setPosition(position);
    remember(m_position);
}

void TimeCursor::stepBy(std::int64_t events)
{
    setPosition(m_position + events);
}

void TimeCursor::stepInStream(StreamId stream, int direction)
{
    if (!m_columns) {
        return;
    }
    const auto positions = m_columns->positionsOf(stream);
    const auto here = static_cast<std::uint32_t>(m_position.value);
    if (direction > 0) {
        const auto next = std::upper_bound(positions.begin(), positions.end(), here);
        if (next != positions.end()) {
            setPosition(Position{*next});
        }
    } else {
        const auto atOrAfter = std::lower_bound(positions.begin(), positions.end(), here);
        if (atOrAfter != positions.begin()) {
            setPosition(Position{*std::prev(atOrAfter)});
        }
    }
}

void TimeCursor::remember(Position position)
{
    if (!m_history.empty() && m_history[m_visited] == position) {
        return;
    }
    if (!m_history.empty()) {
        m_history.resize(m_visited + 1);
    }
    m_history.push_back(position);
    if (m_history.size() > historyLength) {
        m_history.erase(m_history.begin());
    }
    m_visited = m_history.size() - 1;
    Q_EMIT historyChanged();
}

void TimeCursor::back()
{
    if (canGoBack()) {
        setPosition(m_history[--m_visited]);
        Q_EMIT historyChanged();
    }
}

void TimeCursor::forward()
{
    if (canGoForward()) {
        setPosition(m_history[++m_visited]);
        Q_EMIT historyChanged();
    }
}

void TimeCursor::play()
{
    if (isPlaying() || last() == Position{0}) {
        return;
    }
    if (isAtEnd()) {
        setPosition(Position{0});
    }
    m_playDebt = 0;
    m_playClock.start();
    m_playTimer.start();
    Q_EMIT playingChanged(true);
}

void TimeCursor::pause()
{
    if (isPlaying()) {
        m_playTimer.stop();
        Q_EMIT playingChanged(false);
    }
}

void TimeCursor::togglePlay()
{
    if (isPlaying()) {
        pause();
    } else {
        play();
    }
}

void TimeCursor::setSpeed(double eventsPerSecond)
{
    m_speed = eventsPerSecond;
    Q_EMIT speedChanged(m_speed);
}

const std::vector<double>& TimeCursor::speeds()
{
    static const std::vector<double> all{1, 2, 5, 10, 25, 100, 1000, 10000};
    return all;
}

void TimeCursor::advance()
{
    m_playDebt += m_speed * static_cast<double>(m_playClock.restart()) / 1000.0;
    const double due = std::floor(m_playDebt);
    if (due < 1) {
        return;
    }
    m_playDebt -= due;
    stepBy(static_cast<std::int64_t>(due));
    if (isAtEnd()) {
        pause();
    }
}

void TimeCursor::setPin(std::optional<Position> position)
{
    if (m_pin != position) {
        m_pin = position;
        Q_EMIT pinChanged();
    }
}

} // namespace hindcast
