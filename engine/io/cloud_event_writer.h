#pragma once

#include "engine/io/cloud_event_attributes.h"
#include "engine/io/json_scan.h"
#include "engine/log/event.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hindcast {

/// Writes events of a log as CloudEvents, one a line, so that reading the line gives the event back: the
/// meta's members become attributes in their order as far as CloudEvents allows, and what it demands and the
/// log lacks is filled in and marked (cloud_event_attributes.h).
class CloudEventWriter {
public:
    /// Appends the event as a line with its break. `event.category` is its stream's; `position` makes up an
    /// id where there is none.
    void write(const NewEvent& event, std::int64_t position, std::string& line);

private:
    void planMeta(const NewEvent& event);
    bool hasAttribute(std::string_view name) const;
    void addExact(ExactPart part, std::string_view text);
    /// An attribute that must be there, and may have to be altered for the eyes of others.
    void addRequired(std::string& line,
        ExactPart part,
        std::string_view name,
        std::string_view text,
        std::string_view otherwise);
    void addOptional(std::string& line, ExactPart part, std::string_view name, std::string_view text);
    void addTime(std::string& line, const NewEvent& event, std::string& absent);

    JsonMembers m_meta; ///< of the event under way
    std::size_t m_plain = 0; ///< how many of them are attributes
    std::string_view m_rest; ///< the text of the others
    std::string m_exact; ///< what extensionExact will hold, without its last brace
};

} // namespace hindcast
