#pragma once

#include "engine/log/log_writer.h"
#include "model/session/session.h"
#include "tests/support/sample_project.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

/// A session with a small project of its own open. Check isOpen() first. For tests that link
/// hindcast_session.
class OpenSession {
public:
    explicit OpenSession(const std::vector<SampleEvent>& events)
        : m_project(events)
    {
        QStandardPaths::setTestModeEnabled(true);
        open(m_project.path());
    }
    /// Opens a project that is somewhere already.
    explicit OpenSession(const QString& path)
        : m_project({})
    {
        QStandardPaths::setTestModeEnabled(true);
        open(path);
    }

    bool isOpen() const { return m_session.columns() != nullptr; }
    hindcast::Session& operator*() { return m_session; }
    hindcast::Session* operator->() { return &m_session; }
    const SampleProject& project() const { return m_project; }

    /// Appends one event as another process would, and waits until the window has heard of it.
    bool append(const SampleEvent& event)
    {
        using namespace hindcast;
        QSignalSpy grown(&m_session.host(), &ProjectHost::grown);
        auto writer = LogWriter::open(m_session.host().path().toStdString());
        if (!writer) {
            return false;
        }
        NewEvent out;
        out.type = event.type;
        out.data = event.data;
        out.id = event.id;
        out.causation = event.causation;
        const NewEvent events[] = {out};
        const auto receipt = (*writer)->append(mainBranch, event.stream, ExpectedVersion::any(), events);
        return receipt.ok() && (grown.count() > 0 || grown.wait(10'000));
    }

    hindcast::StreamId stream(const char* name) const
    {
        const auto& streams = m_session.columns()->names().streams;
        for (std::size_t i = 1; i < streams.size(); ++i) {
            if (streams[i].name == name) {
                return hindcast::StreamId{static_cast<std::int64_t>(i)};
            }
        }
        return hindcast::StreamId{0};
    }

private:
    void open(const QString& path)
    {
        QSignalSpy opened(&m_session.host(), &hindcast::ProjectHost::opened);
        m_session.host().open(path);
        if (opened.count() == 0) {
            opened.wait(10'000);
        }
    }

    SampleProject m_project;
    hindcast::Session m_session;
};
