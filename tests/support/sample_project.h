#pragma once

#include "engine/base/result.h"

#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// One event of a project made for a test; what is empty is not given.
struct SampleEvent {
    std::string stream;
    std::string type;
    std::string data = "{}";
    std::string id;
    std::string causation;
    std::string correlation;
    std::string meta;
    std::optional<std::int64_t> recordedUs;
};

/// One of which little is said.
inline SampleEvent
happened(std::string stream, std::string type, std::string data = "{}", std::string id = {})
{
    SampleEvent event;
    event.stream = std::move(stream);
    event.type = std::move(type);
    event.data = std::move(data);
    event.id = std::move(id);
    return event;
}

/// A small project in a folder of its own, gone with the object.
class SampleProject {
public:
    explicit SampleProject(const std::vector<SampleEvent>& events);

    /// The bundled order story in small: `orders` orders of five events each, interleaved two by two, each
    /// event with an id, its cause and a time; every third order fails.
    static std::vector<SampleEvent> orderStory(int orders);

    bool isValid() const { return m_error.isEmpty(); }
    QString error() const { return m_error; }
    QString path() const;

private:
    QTemporaryDir m_folder;
    QString m_error;
};
