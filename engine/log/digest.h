#pragma once

#include "engine/log/event.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hindcast {

/// A BLAKE2b-256 digest, or 32 zero bytes before a log's first event.
using Digest = std::array<char, 32>;
/// What keeps a payload from being guessed from its digest; destroyed with the payload on redaction.
using Salt = std::array<char, 16>;

inline std::string_view bytesOf(const Digest& digest)
{
    return {digest.data(), digest.size()};
}
inline std::string_view bytesOf(const Salt& salt)
{
    return {salt.data(), salt.size()};
}
std::string hexOf(const Digest& digest);

/// Fresh random salts, drawn from the system in blocks. One owner, one thread.
class SaltSource {
public:
    Salt next();

private:
    std::array<char, 4096> m_pool{};
    std::size_t m_used = sizeof(m_pool);
};

/// Everything of an event that its link in the chain vouches for, besides the payload.
struct Envelope {
    Position position;
    Version version;
    std::optional<std::int64_t> recordedUs;
    std::string_view streamName;
    /// The stream's category, with its first event; empty otherwise, and in old files (see schema.h).
    std::string_view category;
    std::string_view typeName;
    std::string_view timeText;
    std::string_view id;
    std::string_view correlation;
    std::string_view causation;
};

/// Computes digests with one buffer that is used again. One owner, one thread.
class Digester {
public:
    Digester();

    /// Keyed with the salt, over data and meta, each with its length in front.
    Digest payload(std::string_view salt, std::string_view data, std::string_view meta);
    /// Over the predecessor's link, the envelope and the payload's digest, each text with its length in
    /// front and "not given" told from any text.
    Digest link(const Digest& predecessor, const Envelope& envelope, std::string_view payloadDigest);

private:
    std::string m_buffer;
};

} // namespace hindcast
