#include "engine/io/spooled_input.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace hindcast {

namespace {

constexpr std::size_t blockSize = 256UL * 1024;
/// How long a silent pipe keeps a stop waiting.
constexpr int patienceMs = 50;

Error failure(ErrorCode code, const std::string& source)
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return {full ? ErrorCode::DiskFull : code, {std::generic_category().message(errno)}, {source, 0, 0}};
}

/// A file descriptor that closes itself, unless it is standard input, which is not ours.
class Input {
public:
    explicit Input(const std::string& source)
        : m_file(source == "-" ? STDIN_FILENO : ::open(source.c_str(), O_RDONLY | O_CLOEXEC))
    {
    }
    ~Input()
    {
        if (m_file > STDIN_FILENO) {
            ::close(m_file);
        }
    }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    int file() const { return m_file; }

private:
    int m_file;
};

int makeUnnamed()
{
    std::error_code ignored;
    std::string name = (std::filesystem::temp_directory_path(ignored) / "hindcast-XXXXXX").string();
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) {
        ::unlink(name.c_str());
    }
    return file;
}

bool writeAll(int file, const char* bytes, std::size_t size)
{
    while (size > 0) {
        const ssize_t written = ::write(file, bytes, size);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes += written > 0 ? written : 0;
        size -= written > 0 ? static_cast<std::size_t>(written) : 0;
    }
    return true;
}

} // namespace

bool SpooledInput::isNeeded(const std::string& source)
{
    struct stat status { };
    return source == "-"
        || (::stat(source.c_str(), &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)));
}

Result<std::unique_ptr<SpooledInput>> SpooledInput::of(const std::string& source, const std::stop_token& stop)
{
    const Input input(source);
    if (input.file() < 0) {
        return failure(ErrorCode::FileUnreadable, source);
    }
    std::unique_ptr<SpooledInput> spooled(new SpooledInput(makeUnnamed()));
    if (spooled->m_file < 0) {
        return failure(ErrorCode::FileUnwritable, source);
    }
    std::vector<char> block(blockSize);
    for (;;) {
        pollfd waiting{input.file(), POLLIN, 0};
        const int ready = ::poll(&waiting, 1, patienceMs);
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        if (ready == 0 || (ready < 0 && errno == EINTR)) {
            continue;
        }
        const ssize_t count = ::read(input.file(), block.data(), block.size());
        if (count == 0) {
            return spooled;
        }
        if (count < 0 && errno != EINTR) {
            return failure(ErrorCode::FileUnreadable, source);
        }
        if (count > 0 && !writeAll(spooled->m_file, block.data(), static_cast<std::size_t>(count))) {
            return failure(ErrorCode::FileUnwritable, source);
        }
    }
}

SpooledInput::~SpooledInput()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

std::string SpooledInput::path() const
{
    return "/proc/self/fd/" + std::to_string(m_file);
}

} // namespace hindcast
