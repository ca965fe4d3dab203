#pragma once

#include "engine/time/time_columns.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace hindcast {

/// The playhead: the one position that every pane shows, and the ways to move it. Also the pinned position A
/// and the places visited. Knows positions only; lives on the UI thread.
class TimeCursor : public QObject {
    Q_OBJECT

public:
    explicit TimeCursor(QObject* parent = nullptr);

    /// A new log: playhead to its end, pin, history and playback reset.
    void reset(std::shared_ptr<const TimeColumns> columns);
    /// The log grew, or lost its end: the playhead stays where the user put it while there is such a
    /// position, unless it was at the end and following. A pin that lay behind the end goes with it.
    void extend(std::shared_ptr<const TimeColumns> columns);

    Position position() const { return m_position; }
    Position last() const;
    bool isAtEnd() const { return m_position == last(); }

    /// Clamped to 0..last; 0 is "before the first event". Leaves playback running; user gestures pause()
    /// first.
    void setPosition(Position position);
    /// A jump: as setPosition, and remembered for back() and forward().
    void jumpTo(Position position);
    void stepBy(std::int64_t events);
    /// To the previous (-1) or next (+1) event of the stream, if there is one.
    void stepInStream(StreamId stream, int direction);
    void back();
    void forward();
    bool canGoBack() const { return m_visited > 0; }
    bool canGoForward() const { return m_visited + 1 < m_history.size(); }

    bool isPlaying() const { return m_playTimer.isActive(); }
    void play();
    void pause();
    void togglePlay();
    /// Events per second while playing, one of speeds().
    double speed() const { return m_speed; }
    void setSpeed(double eventsPerSecond);
    static const std::vector<double>& speeds();

    std::optional<Position> pin() const { return m_pin; }
    void setPin(std::optional<Position> position);

Q_SIGNALS:
    void positionChanged(hindcast::Position position);
    /// Somebody put the playhead somewhere, perhaps where it stood already: there it wants to be seen.
    void placed();
    void lastChanged(hindcast::Position last);
    void playingChanged(bool playing);
    void speedChanged(double eventsPerSecond);
    void pinChanged();
    void historyChanged();

private:
    void advance();
    void moveTo(Position position);
    void remember(Position position);

    std::shared_ptr<const TimeColumns> m_columns;
    Position m_position;
    std::optional<Position> m_pin;
    std::vector<Position> m_history;
    std::size_t m_visited = 0;
    QTimer m_playTimer;
    QElapsedTimer m_playClock;
    double m_speed = 10;
    double m_playDebt = 0; ///< events due but not yet stepped, as a fraction
};

} // namespace hindcast
