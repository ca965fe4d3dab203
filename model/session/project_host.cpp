#include "model/session/project_host.h"

#include "model/session/reader_thread.h"

#include <chrono>
#include <utility>

namespace hindcast {

using Columns = std::shared_ptr<const TimeColumns>;

struct RequestSlot::Ticket {
    std::stop_source stop;
    bool pending = true; ///< UI thread only
};

RequestSlot::RequestSlot() = default;

RequestSlot::~RequestSlot()
{
    cancel();
}

void RequestSlot::cancel()
{
    if (m_ticket) {
        m_ticket->stop.request_stop();
        m_ticket.reset();
    }
}

bool RequestSlot::isPending() const
{
    return m_ticket && m_ticket->pending;
}

ProjectHost::ProjectHost(QObject* parent)
    : QObject(parent)
    , m_states(std::make_unique<StateCache>(defaultFold()))
{
    m_growthTimer.setInterval(std::chrono::milliseconds(500));
    connect(&m_growthTimer, &QTimer::timeout, this, &ProjectHost::lookForGrowth);
}

ProjectHost::~ProjectHost()
{
    m_openSlot.cancel();
    m_growthSlot.cancel();
    m_newcomerSlot.cancel();
    m_reloadSlot.cancel();
    m_forgetSlot.cancel();
}

void ProjectHost::open(const QString& path)
{
    close();
    m_path = path;
    m_state = State::Opening;
    const std::string file = path.toStdString();
    m_interactive = std::make_unique<ReaderThread>(file, this);
    m_background = std::make_unique<ReaderThread>(file, this);
    Q_EMIT opening(path);

    m_openSlot.m_ticket = std::make_shared<RequestSlot::Ticket>();
    auto ticket = m_openSlot.m_ticket;
    m_interactive->post(
        ticket->stop.get_token(),
        [ticket] { ticket->pending = false; },
        [this](LogReader* reader, const Error& error, const std::stop_token& stop) {
            const auto look = [&]() -> Result<Look> {
                if (reader == nullptr) {
                    return error;
                }
                return lookAt(*reader, [&] { return TimeColumns::load(*reader, mainBranch, stop); });
            };
            return Answer([this, opened = look()] { finishOpening(opened); });
        });
}

void ProjectHost::finishOpening(const Result<Look>& look)
{
    if (!look || !look->columns) {
        Error error = look ? look->fault : look.error();
        if (error.place.file.empty()) {
            error.place.file = m_path.toStdString();
        }
        close();
        Q_EMIT failed(error);
        return;
    }
    m_columns = look->columns;
    m_redactions = look->redactions;
    m_stamp = look->stamp;
    m_hasGrown = !look->isSettled;
    m_state = State::Open;
    m_growthTimer.start();
    Q_EMIT opened();
    if (std::exchange(m_isReplacement, false)) {
        Q_EMIT replaced(m_path);
    }
}

void ProjectHost::close()
{
    if (m_state == State::Closed) {
        return;
    }
    m_growthTimer.stop();
    m_openSlot.cancel();
    m_growthSlot.cancel();
    m_newcomerSlot.cancel();
    m_reloadSlot.cancel();
    m_forgetSlot.cancel();
    // Answers still on their way belong to the closed project: a new epoch makes every slot's ticket stale.
    m_epoch.request_stop();
    m_epoch = std::stop_source();
    m_interactive.reset();
    m_background.reset();
    m_states->clear();
    m_columns.reset();
    m_path.clear();
    m_newcomer.reset();
    m_isReplacement = false;
    m_state = State::Closed;
    Q_EMIT closed();
}

void ProjectHost::enqueue(RequestSlot& slot, Lane lane, Job job, std::function<void(const Error&)> refused)
{
    slot.cancel();
    if (m_state != State::Open) {
        return;
    }
    auto ticket = std::make_shared<RequestSlot::Ticket>();
    slot.m_ticket = ticket;
    ReaderThread& thread = lane == Lane::Interactive ? *m_interactive : *m_background;
    const std::stop_token epoch = m_epoch.get_token();
    thread.post(
        ticket->stop.get_token(),
        [ticket] { ticket->pending = false; },
        [this, epoch, job = std::move(job), refused = std::move(refused)](
            LogReader* reader, const Error& error, const std::stop_token& stop) -> Answer {
            if (epoch.stop_requested()) {
                return {};
            }
            Answer answer = reader != nullptr ? job({*reader, *m_states, mainBranch, stop})
                                              : Answer([refused, error] { refused(error); });
            return [epoch, answer = std::move(answer)] {
                if (!epoch.stop_requested()) {
                    answer();
                }
            };
        });
}

void ProjectHost::report(const std::stop_token& stop, QObject* host, std::function<void()> fn)
{
    QMetaObject::invokeMethod(
        host,
        [stop, fn = std::move(fn)] {
            if (!stop.stop_requested()) {
                fn();
            }
        },
        Qt::QueuedConnection);
}

Result<ProjectHost::Look> ProjectHost::lookAt(LogReader& reader, const std::function<Result<Columns>()>& read)
{
    // The stamp first: what is written while the columns are read shows at the next look.
    const auto stamp = reader.stamp();
    auto columns = read();
    const auto redactions = reader.redactions();
    const auto after = reader.stamp();
    if (!stamp || !after) {
        return !stamp ? stamp.error() : after.error();
    }
    Look look{*stamp, stamp->commits == after->commits, {}, 0, {}};
    if (columns && redactions) {
        look.columns = std::move(columns).value();
        look.redactions = *redactions;
        return look;
    }
    look.fault = !columns ? columns.error() : redactions.error();
    if (look.fault.code == ErrorCode::ProjectLocked || look.fault.code == ErrorCode::Cancelled) {
        return look.fault;
    }
    return look;
}

void ProjectHost::lookForGrowth()
{
    if (m_growthSlot.isPending() || m_reloadSlot.isPending() || m_newcomerSlot.isPending()) {
        return;
    }
    request<Look>(
        m_growthSlot,
        Lane::Interactive,
        [columns = m_columns](const ReadContext& context) {
            return lookAt(
                context.reader, [&] { return TimeColumns::extend(columns, context.reader, context.stop); });
        },
        [this](const Result<Look>& look) {
            // A failed look (a busy file, say) is no event: the next tick asks again.
            if (look) {
                take(*look);
            }
            Q_EMIT looked();
        });
}

void ProjectHost::take(const Look& look)
{
    // Who replaces a file may take it away first.
    if (look.stamp.isThere() && look.stamp.isAnotherFile(m_stamp)) {
        lookAtNewcomer(look.stamp);
        return;
    }
    const Columns before = m_columns;
    const std::int64_t redactions = m_redactions;
    if (look.columns) {
        takeContent(look);
    }
    const bool hasGrown = m_columns != before;
    m_hasGrown = m_hasGrown || hasGrown;
    const bool isWritten = look.isSettled && look.stamp.isThere() && look.stamp != m_stamp;
    const bool isExplained =
        look.columns && m_redactions == redactions && (m_hasGrown || look.stamp.isCarriedFrom(m_stamp));
    if (isWritten) {
        m_stamp = look.stamp;
        m_hasGrown = false;
    }
    if (isWritten || hasGrown) {
        Q_EMIT written(isExplained);
    }
}

void ProjectHost::takeContent(const Look& look)
{
    if (look.redactions != m_redactions) {
        m_redactions = look.redactions;
        m_states->clear();
        Q_EMIT payloadsRemoved();
    }
    if (look.columns != m_columns) {
        m_columns = look.columns;
        Q_EMIT grown(m_columns->last());
    }
}

void ProjectHost::lookAtNewcomer(const FileStamp& stamp)
{
    if (m_newcomer != stamp) {
        m_newcomer = stamp; // perhaps it is still being written: the next look tells
        return;
    }
    request<bool>(
        m_newcomerSlot,
        Lane::Interactive,
        [](const ReadContext& context) -> Result<bool> {
            return LogReader::open(context.reader.path()).ok();
        },
        [this](const Result<bool>& canBeOpened) {
            if (canBeOpened && *canBeOpened) {
                const QString path = m_path;
                open(path);
                m_isReplacement = true;
            }
        });
}

void ProjectHost::reload()
{
    if (m_state != State::Open) {
        return;
    }
    m_growthSlot.cancel(); // it would extend the former columns
    // What follows the playhead need not wait, but must read anew.
    request<bool>(
        m_forgetSlot,
        Lane::Interactive,
        [](const ReadContext& context) {
            context.reader.forget();
            return Result<bool>(true);
        },
        [](const Result<bool>&) {});
    request<Columns>(
        m_reloadSlot,
        Lane::Background,
        [](const ReadContext& context) {
            context.reader.forget();
            return TimeColumns::load(
                context.reader, context.branch, context.stop, TimeColumns::Source::Events);
        },
        [this](const Result<Columns>& columns) {
            if (columns) { // else the panes go on with what they have, and tell what can't be read
                m_columns = *columns;
            }
            m_states->clear();
            Q_EMIT reloaded();
        });
}

} // namespace hindcast
