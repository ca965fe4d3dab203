#pragma once

#include "engine/base/result.h"

#include <memory>
#include <stop_token>
#include <string>

namespace hindcast {

/// A pipe's content as a file that can be read more than once: a log is looked at before it is read. The file
/// has no name and goes with the object, or with the process however that ends.
class SpooledInput {
public:
    /// Whether the source is one that can be read only once: "-", which is standard input, or a pipe.
    static bool isNeeded(const std::string& source);

    /// Copies the source to its end, in constant memory. Errors: FileUnreadable, FileUnwritable, DiskFull,
    /// Cancelled.
    static Result<std::unique_ptr<SpooledInput>> of(const std::string& source, const std::stop_token& stop);
    ~SpooledInput();
    SpooledInput(const SpooledInput&) = delete;
    SpooledInput& operator=(const SpooledInput&) = delete;

    /// Opens anew each time, from the beginning; as long as the object lives.
    std::string path() const;

private:
    explicit SpooledInput(int file)
        : m_file(file)
    {
    }

    int m_file;
};

} // namespace hindcast
