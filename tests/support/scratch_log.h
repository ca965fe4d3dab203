#pragma once

#include "engine/log/log_builder.h"
#include "engine/log/log_reader.h"

#include <QDir>
#include <QStringList>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// An event that owns its texts, for tests to make lists of.
struct ScratchEvent {
    std::string stream{};
    std::string type = "Happened";
    std::optional<std::int64_t> us{};
    std::string id{};
    std::string data = "{}";
    std::string meta{};
    std::string correlation{};
    std::string causation{};
    std::string timeText{};
    std::string category{};

    hindcast::NewEvent borrowed() const
    {
        return {stream, category, type, us, timeText, id, correlation, causation, data, meta};
    }
};

/// A folder that is gone with the test, and a project in it. What fails in it fails the program, with the
/// error's own words: no test is about that.
class ScratchLog {
public:
    ScratchLog() = default;
    explicit ScratchLog(const std::vector<ScratchEvent>& events) { build(events); }

    std::string path() const { return m_folder.filePath(QStringLiteral("log.hindcast")).toStdString(); }
    QString folder() const { return m_folder.path(); }
    /// Everything that lies in the folder, hidden files too.
    QStringList files() const
    {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

    /// Builds the project anew.
    hindcast::BuildSummary build(const std::vector<ScratchEvent>& events)
    {
        auto builder = must(hindcast::LogBuilder::begin(path(), true));
        for (const ScratchEvent& event : events) {
            must(builder->add(event.borrowed()));
        }
        return must(builder->finish());
    }

    std::unique_ptr<hindcast::LogReader> open() const { return must(hindcast::LogReader::open(path())); }

    template <class T>
    static T must(hindcast::Result<T> result)
    {
        if (!result) {
            qFatal("%s", describe(result.error()).c_str());
        }
        return std::move(result).value();
    }
    static void must(const hindcast::Result<void>& result)
    {
        if (!result) {
            qFatal("%s", describe(result.error()).c_str());
        }
    }

private:
    QTemporaryDir m_folder;
};

/// n events over some streams in turn, one a second.
inline std::vector<ScratchEvent> orderEvents(int n, int streams = 3)
{
    std::vector<ScratchEvent> events;
    for (int i = 0; i < n; ++i) {
        ScratchEvent event;
        event.stream = "order-" + std::to_string(i % streams);
        event.type = i % 2 == 0 ? "Opened" : "Changed";
        event.us = 1'000'000LL * i;
        event.id = "id-" + std::to_string(i + 1);
        event.data = "{\"n\":" + std::to_string(i + 1) + "}";
        event.causation = i > 0 ? "id-" + std::to_string(i) : std::string();
        events.push_back(event);
    }
    return events;
}
