#include "model/session/patient_request.h"

namespace hindcast {

PatientRequest::PatientRequest(ProjectHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_late = true;
        Q_EMIT lateChanged(true);
    });
}

void PatientRequest::waitForAnswer()
{
    if (!m_slot.isPending()) {
        return;
    }
    ++m_sent;
    if (!m_patience.isActive() && !m_late) {
        m_patience.start();
    }
}

void PatientRequest::cancel()
{
    m_slot.cancel();
    if (settle()) {
        Q_EMIT lateChanged(false);
    }
}

bool PatientRequest::settle()
{
    m_patience.stop();
    return std::exchange(m_late, false);
}

} // namespace hindcast
