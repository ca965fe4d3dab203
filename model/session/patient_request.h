#pragma once

#include "model/session/project_host.h"

#include <QObject>
#include <QTimer>

#include <utility>

namespace hindcast {

/// One kind of question that follows the playhead, asked one at a time, and whether its answer is late: then
/// a pane shows that what it has is not what belongs here. Late counts from the first question that went
/// without answer, however often a newer one took its place. Lives on the UI thread.
class PatientRequest : public QObject {
    Q_OBJECT

public:
    /// How long the former answer can stand without a word, in milliseconds.
    static constexpr int patienceMs = 150;

    explicit PatientRequest(ProjectHost& host, QObject* parent = nullptr);

    /// Replaces the question under way, if there is one. `done` may ask again. Nothing happens unless a
    /// project is open.
    template <class T>
    void ask(std::function<Result<T>(const ReadContext&)> work, std::function<void(Result<T>)> done)
    {
        m_host.request<T>(m_slot,
            ProjectHost::Lane::Interactive,
            std::move(work),
            [this, done = std::move(done)](Result<T> answer) {
                const bool wasLate = settle();
                done(std::move(answer));
                if (wasLate && !m_late) {
                    Q_EMIT lateChanged(false);
                }
            });
        waitForAnswer();
    }
    /// Its answer is wanted no more.
    void cancel();

    bool isPending() const { return m_slot.isPending(); }
    bool isLate() const { return m_late; }
    /// Questions asked so far: what tests count.
    std::int64_t sent() const { return m_sent; }

Q_SIGNALS:
    void lateChanged(bool late);

private:
    void waitForAnswer();
    /// Ends the wait; tells whether it had become late.
    bool settle();

    ProjectHost& m_host;
    RequestSlot m_slot;
    QTimer m_patience;
    bool m_late = false;
    std::int64_t m_sent = 0;
};

} // namespace hindcast
