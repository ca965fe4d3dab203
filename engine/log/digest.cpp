#include "engine/log/digest.h"

#include <sodium.h>

#include <cstring>

namespace hindcast {

namespace {

void put(std::string& out, std::uint64_t number)
{
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>((number >> (8 * i)) & 0xffU);
    }
    out.append(bytes.data(), bytes.size());
}

void put(std::string& out, std::string_view text)
{
    put(out, static_cast<std::uint64_t>(text.size()));
    out.append(text);
}

// Lengths are stored plus one, so that 0 can say "not given".
void putOptional(std::string& out, std::string_view text)
{
    put(out, text.empty() ? 0 : static_cast<std::uint64_t>(text.size()) + 1);
    out.append(text);
}

const unsigned char* raw(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Digest hash(std::string_view content, std::string_view key)
{
    Digest digest{};
    crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()),
        digest.size(),
        raw(content),
        content.size(),
        key.empty() ? nullptr : raw(key),
        key.size());
    return digest;
}

} // namespace

std::string hexOf(const Digest& digest)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    for (const char c : digest) {
        const auto byte = static_cast<unsigned char>(c);
        out += hex[byte >> 4U];
        out += hex[byte & 15U];
    }
    return out;
}

Salt SaltSource::next()
{
    Salt salt{};
    if (m_used + salt.size() > m_pool.size()) {
        randombytes_buf(m_pool.data(), m_pool.size());
        m_used = 0;
    }
    std::memcpy(salt.data(), m_pool.data() + m_used, salt.size());
    m_used += salt.size();
    return salt;
}

Digester::Digester()
{
    // Lets libsodium choose the fastest code for this processor; to ask again is harmless.
    static const int ready = sodium_init();
    static_cast<void>(ready);
}

Digest Digester::payload(std::string_view salt, std::string_view data, std::string_view meta)
{
    m_buffer.clear();
    put(m_buffer, data);
    putOptional(m_buffer, meta);
    // BLAKE2b takes keys of 16 to 64 bytes; a salt of another length is not ours and must not verify.
    return hash(m_buffer, salt.size() == sizeof(Salt) ? salt : std::string_view());
}

Digest Digester::link(const Digest& predecessor, const Envelope& envelope, std::string_view payloadDigest)
{
    m_buffer.clear();
    m_buffer.append(bytesOf(predecessor));
    put(m_buffer, static_cast<std::uint64_t>(envelope.position.value));
    put(m_buffer, envelope.streamName);
    put(m_buffer, static_cast<std::uint64_t>(envelope.version.value));
    put(m_buffer, envelope.typeName);
    put(m_buffer, envelope.recordedUs ? 1U : 0U);
    put(m_buffer, static_cast<std::uint64_t>(envelope.recordedUs.value_or(0)));
    putOptional(m_buffer, envelope.timeText);
    putOptional(m_buffer, envelope.id);
    putOptional(m_buffer, envelope.correlation);
    putOptional(m_buffer, envelope.causation);
    put(m_buffer, payloadDigest);
    if (!envelope.category.empty()) {
        put(m_buffer, envelope.category);
    }
    return hash(m_buffer, {});
}

} // namespace hindcast
