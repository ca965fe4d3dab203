#pragma once

#include "engine/log/event.h"

#include <array>
#include <optional>
#include <string_view>

namespace hindcast {

// The extension attributes by which an exported log comes back as it was. All are texts.

/// The category, where the stream's name does not tell it.
constexpr std::string_view extensionCategory = "hindcastcategory";
/// The time as its source wrote it, where that is not RFC 3339.
constexpr std::string_view extensionTime = "hindcasttime";
/// Which of "id", "source" and "time" the export filled in, separated by blanks.
constexpr std::string_view extensionAbsent = "hindcastabsent";
/// Members of the meta that can't be attributes, as a JSON object.
constexpr std::string_view extensionMeta = "hindcastmeta";
/// Parts of the event with characters that CloudEvents forbids, as a JSON object.
constexpr std::string_view extensionExact = "hindcastexact";

/// The texts that extensionExact can hold.
/// Meta stands for what extensionMeta would hold.
enum class ExactPart : unsigned char { Stream, Category, Type, TimeText, Id, Correlation, Causation, Meta };
constexpr std::size_t exactPartCount = 8;
constexpr std::array<std::string_view, exactPartCount>
    exactPartNames{"stream", "category", "type", "time", "id", "correlation", "causation", "meta"};

inline std::optional<ExactPart> exactPartOf(std::string_view name)
{
    for (std::size_t part = 0; part < exactPartCount; ++part) {
        if (exactPartNames[part] == name) {
            return static_cast<ExactPart>(part);
        }
    }
    return {};
}

inline std::string_view& partOf(NewEvent& event, ExactPart part)
{
    switch (part) {
    case ExactPart::Stream:
        return event.stream;
    case ExactPart::Category:
        return event.category;
    case ExactPart::Type:
        return event.type;
    case ExactPart::TimeText:
        return event.timeText;
    case ExactPart::Id:
        return event.id;
    case ExactPart::Correlation:
        return event.correlation;
    case ExactPart::Causation:
        return event.causation;
    case ExactPart::Meta:
        break;
    }
    return event.meta;
}

} // namespace hindcast
