#pragma once

#include "engine/base/result.h"

#include <string>

namespace hindcast {

/// A file that is made beside its target and takes its place only when it is complete; otherwise it leaves
/// nothing. The target's folder must be writable. A program that was killed leaves its file behind: the next
/// one with the same target removes it, since nobody holds its lock any more.
class TemporaryFile {
public:
    /// Errors: FileExists unless `replace`; FileUnwritable where the target is a folder or can't be made.
    static Result<TemporaryFile> beside(const std::string& target, bool replace);
    ~TemporaryFile();
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&& other) noexcept;

    const std::string& path() const { return m_path; }
    /// Brings the bytes to the disk and gives the file its target's name in one step.
    /// Errors: FileExists where the target has come to be meanwhile, ProjectLocked where a program has it
    /// open for writing, DiskFull, FileUnwritable.
    Result<void> takePlace();

private:
    TemporaryFile(int lock, std::string path, std::string target, bool replace);

    int m_lock = -1; ///< open and locked as long as the file is temporary
    std::string m_path;
    std::string m_target;
    bool m_replace = false;
};

} // namespace hindcast
