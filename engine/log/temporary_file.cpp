#include "engine/log/temporary_file.h"

#include "engine/log/database.h"

#include <sodium.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace hindcast {

namespace {

namespace fs = std::filesystem;

Error failure(const std::string& path, int number)
{
    if (number == EEXIST) {
        return {ErrorCode::FileExists, {}, {path, 0, 0}};
    }
    const auto code = number == ENOSPC || number == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable;
    return {code, {std::generic_category().message(number)}, {path, 0, 0}};
}

/// Brings a file or a folder's entries to the disk.
Result<void> sync(const std::string& path, int flags)
{
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) {
        return failure(path, errno);
    }
    const bool done = ::fsync(file) == 0;
    const int number = errno;
    ::close(file);
    // Some file systems can't sync a folder; the rename itself is then all that can be had.
    return done || number == EINVAL ? Result<void>() : Result<void>(failure(path, number));
}

Result<void> renameTo(const std::string& from, const std::string& to, bool replace)
{
    if (!replace) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
            return {};
        }
        if (errno != EINVAL && errno != ENOSYS) {
            return failure(to, errno);
        }
        std::error_code ignored;
        if (fs::exists(to, ignored)) {
            return failure(to, EEXIST);
        }
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? Result<void>() : Result<void>(failure(to, errno));
}

/// A project that is to be replaced may have been left with a write-ahead log, which SQLite would take for
/// the new file's own: it is folded in and removed first.
Result<void> settle(const std::string& target)
{
    std::error_code ignored;
    if (!fs::exists(target + "-wal", ignored) && !fs::exists(target + "-journal", ignored)) {
        return {};
    }
    if (auto old = Database::open(target, Database::Mode::Write)) {
        auto settled = (*old)->run("PRAGMA busy_timeout=0; PRAGMA journal_mode=DELETE");
        if (!settled && settled.error().code == ErrorCode::ProjectLocked) {
            return Error{ErrorCode::ProjectLocked, settled.error().args, {target, 0, 0}};
        }
    }
    for (const char* journal : {"-wal", "-shm", "-journal"}) {
        fs::remove(target + journal, ignored);
    }
    return {};
}

/// What all temporary names for a target begin and end with; in between stands what is drawn by lot.
std::string prefixFor(const fs::path& target)
{
    return "." + target.filename().string() + ".";
}
constexpr std::string_view suffix = ".tmp";
constexpr std::size_t lotLength = 12;

std::string drawLot()
{
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    std::string lot(lotLength, '\0');
    randombytes_buf(lot.data(), lot.size());
    for (char& c : lot) {
        c = letters[static_cast<unsigned char>(c) % letters.size()];
    }
    return lot;
}

void removeWithJournals(const std::string& path)
{
    std::error_code ignored;
    for (const char* journal : {"", "-journal", "-wal", "-shm"}) {
        fs::remove(path + journal, ignored);
    }
}

/// Removes what killed programs left of earlier tries at the target. A living one holds its file's lock.
void removeOrphans(const fs::path& target)
{
    const std::string prefix = prefixFor(target);
    const fs::path folder = target.parent_path().empty() ? "." : target.parent_path();
    std::error_code failure;
    for (fs::directory_iterator each(folder, failure), end; !failure && each != end;
         each.increment(failure)) {
        const std::string name = each->path().filename().string();
        if (name.size() != prefix.size() + lotLength + suffix.size() || !name.starts_with(prefix)
            || !name.ends_with(suffix)) {
            continue;
        }
        const int file = ::open(each->path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
        if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) {
            removeWithJournals(each->path().string());
        }
        if (file >= 0) {
            ::close(file);
        }
    }
}

/// Locks a new file. False where somebody who looks for orphans met it before it was locked, and removes it.
/// Where a file system has no locks, an orphan stays until somebody removes it by hand.
bool isOurs(int file)
{
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        return errno != EWOULDBLOCK;
    }
    struct stat status { };
    return ::fstat(file, &status) != 0 || status.st_nlink > 0;
}

} // namespace

Result<TemporaryFile> TemporaryFile::beside(const std::string& target, bool replace)
{
    std::error_code ignored;
    const fs::path wanted(target);
    if (fs::is_directory(wanted, ignored)) {
        return Error{ErrorCode::FileUnwritable, {"it is a folder", "name a file in it"}, {target, 0, 0}};
    }
    if (!replace && fs::exists(wanted, ignored)) {
        return failure(target, EEXIST);
    }
    removeOrphans(wanted);
    for (;;) {
        const std::string name = prefixFor(wanted) + drawLot() + std::string(suffix);
        const std::string path = (wanted.parent_path() / name).string();
        const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
        if (file < 0) {
            return failure(target, errno);
        }
        if (isOurs(file)) {
            return TemporaryFile(file, path, target, replace);
        }
        ::close(file);
    }
}

TemporaryFile::TemporaryFile(int lock, std::string path, std::string target, bool replace)
    : m_lock(lock)
    , m_path(std::move(path))
    , m_target(std::move(target))
    , m_replace(replace)
{
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : m_lock(std::exchange(other.m_lock, -1))
    , m_path(std::exchange(other.m_path, {}))
    , m_target(std::move(other.m_target))
    , m_replace(other.m_replace)
{
}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept
{
    std::swap(m_lock, other.m_lock);
    std::swap(m_path, other.m_path);
    std::swap(m_target, other.m_target);
    std::swap(m_replace, other.m_replace);
    return *this;
}

TemporaryFile::~TemporaryFile()
{
    if (!m_path.empty()) {
        removeWithJournals(m_path);
    }
    if (m_lock >= 0) {
        // The name is gone; to free what a large file takes on the disk lasts, and whoever cancelled should
        // not wait for it.
        std::thread([file = m_lock] { ::close(file); }).detach();
    }
}

Result<void> TemporaryFile::takePlace()
{
    if (auto done = sync(m_path, O_RDONLY); !done) {
        return done;
    }
    if (m_replace) {
        if (auto done = settle(m_target); !done) {
            return done;
        }
    }
    if (auto done = renameTo(m_path, m_target, m_replace); !done) {
        return done;
    }
    m_path.clear();
    // Closing it later would take from this process the locks that it may hold by then on the file in place.
    ::close(std::exchange(m_lock, -1));
    const fs::path folder = fs::path(m_target).parent_path();
    return sync(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
}

} // namespace hindcast
