#pragma once

#include "engine/base/result.h"

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace hindcast {

/// A text file that is there whole or not at all: it is written beside its place and renamed by commit();
/// without one nothing stays. "-" and "/dev/stdout" are standard output; devices and pipes are written as
/// they are.
class OutputFile {
public:
    static bool isStandardOutput(std::string_view path);
    /// Whether open() would make a file where there is none. Errors: FileExists, WouldLoseProject.
    static Result<void> mayMake(const std::string& path);

    /// Errors: FileUnwritable, WouldLoseProject.
    static Result<std::unique_ptr<OutputFile>> open(const std::string& path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Errors: FileUnwritable, DiskFull.
    Result<void> write(std::string_view text);
    Result<void> commit();

private:
    /// What lies there stands for something else, even where that is a plain file just now.
    static bool isDevice(std::string_view path);

    OutputFile(std::string path, std::string temporary, std::FILE* file);
    Error failure() const;

    std::string m_path;
    std::string m_temporary; ///< empty when the path is written itself
    std::FILE* m_file;
};

} // namespace hindcast
