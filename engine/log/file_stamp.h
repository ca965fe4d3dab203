#pragma once

#include <cstdint>

namespace hindcast {

/// A state of a project's file. Two that are equal say that nobody has written meanwhile, whether by SQLite
/// or past it.
struct FileStamp {
    static constexpr std::int64_t unreadable = -1;
    std::int64_t commits = 0; ///< SQLite's data_version: comparable within one connection; or unreadable
    std::uint64_t device = 0;
    std::uint64_t inode = 0; ///< 0 where there is no file of that name
    std::int64_t bytes = 0;
    std::int64_t modifiedNs = 0;
    bool hasWal = false; ///< some of the content lies beside the file, and will be carried into it

    bool isThere() const { return inode != 0; }
    /// Whether the name stands for another file than it did.
    bool isAnotherFile(const FileStamp& other) const
    {
        return device != other.device || inode != other.inode;
    }
    /// Whether what is different may be that content from beside the file was carried into it. Carrying all
    /// of it counts as a commit.
    bool isCarriedFrom(const FileStamp& before) const
    {
        const bool isAllCarried = before.hasWal && !hasWal;
        const bool isSomeCarried = hasWal && commits == before.commits;
        return commits != unreadable && (isAllCarried || isSomeCarried);
    }
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

} // namespace hindcast
