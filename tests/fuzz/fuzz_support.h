#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuzz {

inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// Ends the program with the words when they are not true: that is what a fuzzer looks for.
void check(bool holds, std::string_view words);

/// A refusal has a code that blames the input, words, and a place where there can be one.
void checkRefusal(const hindcast::Error& error);

/// A path in a folder that is gone with the program, in memory where the machine has such a place.
std::string scratchPath(std::string_view name);

/// The bytes as a file without a name in any folder.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(m_file); }

private:
    int m_file;
};

} // namespace fuzz
