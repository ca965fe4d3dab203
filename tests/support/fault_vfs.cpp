#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <vector>

namespace {

constexpr std::size_t sector = 512;

/// Bytes on their way to the disk; a truncation has none.
struct Pending {
    std::size_t offset = 0;
    std::string bytes;
    bool isTruncation = false;
};

/// What is known of a file: what the disk certainly holds, and what may or may not have reached it.
struct Track {
    std::string durable;
    std::vector<Pending> pending;
};

void put(std::string& content, std::size_t offset, std::string_view bytes)
{
    content.resize(std::max(content.size(), offset + bytes.size()));
    content.replace(offset, bytes.size(), bytes);
}

std::string contentOf(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

struct FaultVfs::State {
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    Fault fault;
    std::mutex mutex;
    int seen = 0;
    bool fired = false;
    std::map<std::string, Track> files;

    /// Whether this operation fails.
    bool fails(Operation operation)
    {
        const std::lock_guard lock(mutex);
        if (fault.at == 0 || (fault.operation != Operation::Any && fault.operation != operation)) {
            return false;
        }
        if (fired && fault.forGood) {
            return true;
        }
        ++seen;
        if (seen != fault.at) {
            return false;
        }
        fired = true;
        return true;
    }
    int code(int otherwise) const { return fault.diskFull ? SQLITE_FULL : otherwise; }
};

namespace {

FaultVfs::State* current = nullptr;

/// An open file: SQLite's part first, the real file behind it.
struct File {
    sqlite3_file base;
    const char* path; ///< SQLite keeps it as long as the file is open; null for temporary files
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* of(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file);
}

void track(File* file, Pending pending)
{
    if (file->path != nullptr) {
        const std::lock_guard lock(current->mutex);
        current->files[file->path].pending.push_back(std::move(pending));
    }
}

int closeFile(sqlite3_file* file)
{
    return of(file)->real()->pMethods->xClose(of(file)->real());
}
int readFile(sqlite3_file* file, void* to, int size, sqlite3_int64 at)
{
    return of(file)->real()->pMethods->xRead(of(file)->real(), to, size, at);
}
int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 at)
{
    const bool fails = current->fails(FaultVfs::Operation::Write);
    const int through = !fails ? size : current->fault.shortWrite ? size / 2 : 0;
    if (through > 0) {
        const int rc = of(file)->real()->pMethods->xWrite(of(file)->real(), from, through, at);
        if (rc != SQLITE_OK) {
            return rc;
        }
        track(of(file),
            {static_cast<std::size_t>(at),
                std::string(static_cast<const char*>(from), static_cast<std::size_t>(through)),
                false});
    }
    return fails ? current->code(SQLITE_IOERR_WRITE) : SQLITE_OK;
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    if (current->fails(FaultVfs::Operation::Truncate)) {
        return current->code(SQLITE_IOERR_TRUNCATE);
    }
    track(of(file), {static_cast<std::size_t>(size), {}, true});
    return of(file)->real()->pMethods->xTruncate(of(file)->real(), size);
}
int syncFile(sqlite3_file* file, int flags)
{
    if (current->fails(FaultVfs::Operation::Sync)) {
        return current->code(SQLITE_IOERR_FSYNC);
    }
    if (of(file)->path != nullptr) {
        std::string content = contentOf(of(file)->path);
        const std::lock_guard lock(current->mutex);
        current->files[of(file)->path] = {std::move(content), {}};
    }
    // The real disk need not be asked: what it holds is kept here.
    static_cast<void>(flags);
    return SQLITE_OK;
}
int sizeOfFile(sqlite3_file* file, sqlite3_int64* size)
{
    return of(file)->real()->pMethods->xFileSize(of(file)->real(), size);
}
int lockFile(sqlite3_file* file, int level)
{
    return of(file)->real()->pMethods->xLock(of(file)->real(), level);
}
int unlockFile(sqlite3_file* file, int level)
{
    return of(file)->real()->pMethods->xUnlock(of(file)->real(), level);
}
int checkLock(sqlite3_file* file, int* reserved)
{
    return of(file)->real()->pMethods->xCheckReservedLock(of(file)->real(), reserved);
}
int controlFile(sqlite3_file* file, int operation, void* argument)
{
    return of(file)->real()->pMethods->xFileControl(of(file)->real(), operation, argument);
}
int sectorSize(sqlite3_file*)
{
    return static_cast<int>(sector);
}
int characteristics(sqlite3_file*)
{
    return 0; // the weakest promise a disk can make
}
int shmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory)
{
    return of(file)->real()->pMethods->xShmMap(of(file)->real(), page, size, extend, memory);
}
int shmLock(sqlite3_file* file, int offset, int count, int flags)
{
    return of(file)->real()->pMethods->xShmLock(of(file)->real(), offset, count, flags);
}
void shmBarrier(sqlite3_file* file)
{
    of(file)->real()->pMethods->xShmBarrier(of(file)->real());
}
int shmUnmap(sqlite3_file* file, int remove)
{
    return of(file)->real()->pMethods->xShmUnmap(of(file)->real(), remove);
}

const sqlite3_io_methods methods{2,
    closeFile,
    readFile,
    writeFile,
    truncateFile,
    syncFile,
    sizeOfFile,
    lockFile,
    unlockFile,
    checkLock,
    controlFile,
    sectorSize,
    characteristics,
    shmMap,
    shmLock,
    shmBarrier,
    shmUnmap,
    nullptr,
    nullptr};

int openFile(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* gotFlags)
{
    File* opened = of(file);
    opened->base.pMethods = nullptr;
    if (current->fails(FaultVfs::Operation::Open)) {
        return current->code(SQLITE_CANTOPEN);
    }
    opened->path = name;
    const int rc = current->real->xOpen(current->real, name, opened->real(), flags, gotFlags);
    if (rc == SQLITE_OK) {
        opened->base.pMethods = &methods;
        if (name != nullptr) {
            std::string content = contentOf(name);
            const std::lock_guard lock(current->mutex);
            current->files.try_emplace(name, Track{std::move(content), {}});
        }
    }
    return rc;
}

int deleteFile(sqlite3_vfs*, const char* name, int syncFolder)
{
    if (current->fails(FaultVfs::Operation::Delete)) {
        return current->code(SQLITE_IOERR_DELETE);
    }
    const int rc = current->real->xDelete(current->real, name, syncFolder);
    const std::lock_guard lock(current->mutex);
    current->files.erase(name);
    return rc;
}

} // namespace

FaultVfs::FaultVfs(Fault fault)
    : m_state(std::make_unique<State>())
{
    m_state->fault = fault;
    m_state->real = sqlite3_vfs_find(nullptr);
    m_state->vfs = *m_state->real;
    m_state->vfs.zName = "fault";
    m_state->vfs.pNext = nullptr;
    m_state->vfs.szOsFile = static_cast<int>(sizeof(File)) + m_state->real->szOsFile;
    m_state->vfs.xOpen = openFile;
    m_state->vfs.xDelete = deleteFile;
    current = m_state.get();
    sqlite3_vfs_register(&m_state->vfs, 1);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_unregister(&m_state->vfs);
    sqlite3_vfs_register(m_state->real, 1);
    current = nullptr;
}

bool FaultVfs::hasFired() const
{
    return m_state->fired;
}

void FaultVfs::heal()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->fault = {};
}

void FaultVfs::losePower(const std::string& folder, std::mt19937& random)
{
    namespace fs = std::filesystem;
    for (const auto& [path, file] : m_state->files) {
        if (fs::path(path).parent_path() != fs::path(folder) || !fs::exists(path)) {
            continue;
        }
        // The disk takes pieces of the size that it writes at once, each or not, in any order.
        std::vector<Pending> pieces;
        for (const Pending& write : file.pending) {
            if (write.isTruncation) {
                pieces.push_back(write);
            }
            for (std::size_t at = 0; at < write.bytes.size();) {
                const std::size_t size =
                    std::min(sector - (write.offset + at) % sector, write.bytes.size() - at);
                pieces.push_back({write.offset + at, write.bytes.substr(at, size), false});
                at += size;
            }
        }
        std::string content = file.durable;
        const auto kept = random() % 3; // none, some, or all but in any order
        if (kept > 0) {
            std::shuffle(pieces.begin(), pieces.end(), random);
        }
        for (const Pending& piece : pieces) {
            if (kept == 0 || (kept == 1 && random() % 2 == 0)) {
                continue;
            }
            if (piece.isTruncation) {
                content.resize(std::min(content.size(), piece.offset));
            } else {
                put(content, piece.offset, piece.bytes);
            }
        }
        std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
    }
    for (const auto& each : fs::directory_iterator(folder)) {
        // Shared memory is memory.
        if (each.path().string().ends_with("-shm")) {
            fs::remove(each.path());
        }
    }
}
