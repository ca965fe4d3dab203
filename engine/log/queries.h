#pragma once

#include <array>
#include <string_view>

/// The SQL by which events are read: in one place, so that a test can check that every query finds its rows
/// by an index.
namespace hindcast::queries {

inline constexpr std::string_view range =
    "SELECT position, stream, version, type, recorded_us, time_text, id, correlation, causation, data, meta "
    "FROM event WHERE branch = ?1 AND position BETWEEN ?2 AND ?3 ORDER BY position";

inline constexpr std::string_view page =
    "SELECT position, stream, version, e.type, recorded_us, time_text, e.id, correlation, causation, data, "
    "meta, s.name, t.name FROM event e LEFT JOIN stream s ON s.id = e.stream "
    "LEFT JOIN type t ON t.id = e.type WHERE branch = ?1 AND position BETWEEN ?2 AND ?3 ORDER BY position";

inline constexpr std::string_view streamRange =
    "SELECT position, stream, version, type, recorded_us, time_text, id, correlation, causation, data, meta "
    "FROM event WHERE branch = ?1 AND stream = ?2 AND version BETWEEN ?3 AND ?4 ORDER BY version";

inline constexpr std::string_view columns =
    "SELECT position, recorded_us, stream, type FROM event "
    "WHERE branch = ?1 AND position BETWEEN ?2 AND ?3 ORDER BY position";

inline constexpr std::string_view positionOfVersion =
    "SELECT position FROM event WHERE branch = ?1 AND stream = ?2 AND version = ?3";

inline constexpr std::string_view lastVersion =
    "SELECT version, position FROM event WHERE branch = ?1 AND stream = ?2 ORDER BY version DESC LIMIT 1";

inline constexpr std::string_view firstVersion =
    "SELECT version, position FROM event WHERE branch = ?1 AND stream = ?2 ORDER BY version LIMIT 1";

inline constexpr std::string_view byId =
    "SELECT position FROM event WHERE branch = ?1 AND id = ?2 AND position BETWEEN ?3 AND ?4 "
    "ORDER BY position LIMIT 1";

inline constexpr std::string_view byCause = "SELECT position FROM event WHERE branch = ?1 AND causation = ?2 "
                                            "AND position BETWEEN ?3 AND ?4 ORDER BY position LIMIT 1";

/// What is no number is greater than any, so a text in the place of a position would hide the log.
inline constexpr std::string_view lastPosition =
    "SELECT max(position) FROM event WHERE branch = ?1 AND typeof(position) = 'integer'";

inline constexpr std::string_view link = "SELECT chain FROM event WHERE branch = ?1 AND position = ?2";

inline constexpr std::string_view verify =
    "SELECT position, stream, version, type, recorded_us, time_text, id, correlation, causation, data, meta, "
    "salt, chain, branch FROM event WHERE branch = ?1 AND position BETWEEN ?2 AND ?3 ORDER BY position";

/// What the indexes are about, from the rows themselves.
inline constexpr std::string_view keys = "SELECT branch, position, stream, version, id, causation FROM event "
                                         "NOT INDEXED ORDER BY branch, position";

/// The same from the indexes, which hold all of it, in the order of indexStatements (schema.h).
inline constexpr auto indexEntries = std::to_array<std::string_view>({
    "SELECT branch, position, stream, version FROM event INDEXED BY event_stream "
    "ORDER BY branch, stream, version",
    "SELECT branch, position, id FROM event INDEXED BY event_id WHERE id IS NOT NULL "
    "ORDER BY branch, id, position",
    "SELECT branch, position, causation FROM event INDEXED BY event_causation WHERE causation IS NOT NULL "
    "ORDER BY branch, causation, position",
});

/// Every one that reads events, for the test.
inline constexpr auto all = std::to_array<std::string_view>({range,
    page,
    streamRange,
    columns,
    positionOfVersion,
    lastVersion,
    firstVersion,
    byId,
    byCause,
    lastPosition,
    link,
    verify});

} // namespace hindcast::queries
