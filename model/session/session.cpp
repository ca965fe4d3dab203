#include "model/session/session.h"

namespace hindcast {

Session::Session(QObject* parent)
    : QObject(parent)
    , m_filter(m_host)
    , m_reference(m_host)
    , m_integrity(m_host)
{
    connect(&m_host, &ProjectHost::opened, this, [this] {
        m_selection.setStream({});
        m_cursor.reset(m_host.columns());
        m_bookmarks.setProject(m_host.path());
    });
    connect(&m_host, &ProjectHost::grown, this, [this] { m_cursor.extend(m_host.columns()); });
    connect(&m_host, &ProjectHost::reloaded, this, [this] {
        m_cursor.extend(m_host.columns());
        const auto stream = m_selection.stream();
        if (stream && m_host.columns()->positionsOf(*stream).empty()) {
            m_selection.setStream({});
        }
    });
    // From its events alone: an altered file's caches may tell of other ones.
    connect(&m_integrity, &IntegrityCheck::verdictChanged, &m_host, &ProjectHost::reload);
    connect(&m_host, &ProjectHost::closed, this, [this] {
        m_selection.setStream({});
        m_cursor.reset(nullptr);
        m_bookmarks.setProject({});
    });
}

} // namespace hindcast
