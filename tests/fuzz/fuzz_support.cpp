#include "tests/fuzz/fuzz_support.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace fuzz {

namespace {

class ScratchFolder {
public:
    ScratchFolder()
    {
        std::error_code ignored;
        const std::filesystem::path memory = "/dev/shm";
        const bool hasMemory = access(memory.c_str(), W_OK) == 0;
        m_path =
            (hasMemory ? memory : std::filesystem::temp_directory_path(ignored)) / "hindcast-fuzz-XXXXXX";
        check(mkdtemp(m_path.data()) != nullptr, "a scratch folder can be made");
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace

void check(bool holds, std::string_view words)
{
    if (!holds) {
        std::fprintf(stderr, "not so: %.*s\n", static_cast<int>(words.size()), words.data());
        std::abort();
    }
}

void checkRefusal(const hindcast::Error& error)
{
    using hindcast::ErrorCode;
    const std::string said = describe(error);
    check(!reasonOf(error).empty(), "a refusal has words");
    const bool blamesInput = error.code != ErrorCode::Internal && error.code != ErrorCode::StoreFailed
        && error.code != ErrorCode::Cancelled;
    check(blamesInput, "the input is refused, not: " + said);
    const bool hasPlace = error.code == ErrorCode::BadJson || error.code == ErrorCode::BadXml
        || error.code == ErrorCode::BadCsv || error.code == ErrorCode::NotUtf8;
    check(!hasPlace || (error.place.line >= 1 && error.place.column >= 1), "there is no place in: " + said);
}

std::string scratchPath(std::string_view name)
{
    static const ScratchFolder folder;
    return folder.path() + '/' + std::string(name);
}

MemoryFile::MemoryFile(std::string_view bytes)
    : m_file(memfd_create("input", MFD_CLOEXEC))
{
    check(m_file >= 0, "a file can be made in memory");
    check(
        write(m_file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "it can be written");
}

MemoryFile::~MemoryFile()
{
    close(m_file);
}

} // namespace fuzz
