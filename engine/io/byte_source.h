#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <stop_token>
#include <string>

namespace hindcast {

/// The text of a log file as UTF-8, unpacked when it is gzip (told by the magic bytes; concatenated members
/// are one stream, as gzip has it) and transcoded when it is UTF-16. A byte order mark is left out. Any other
/// encoding is handed on as it is: the readers tell where it is no UTF-8. Memory: two blocks.
class ByteSource {
public:
    /// Errors: FileNotFound, FileUnreadable (also for pipes, which can't be read twice), FileEmpty, BadGzip.
    /// `name` is what it is called in errors; its path if not given. `most`: bytes of text after which
    /// reading fails with LimitExceeded, for those who only look at a beginning: a small file may unpack to
    /// any size.
    static Result<std::unique_ptr<ByteSource>> open(const std::string& path,
        std::stop_token stop = {},
        const std::string& name = {},
        std::int64_t most = std::numeric_limits<std::int64_t>::max());
    /// The same over a text in memory, packed or not.
    static Result<std::unique_ptr<ByteSource>> ofText(std::string text, const std::string& name = {});
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// Appends up to about `wanted` bytes; false at the end. Errors: FileUnreadable, BadGzip, LimitExceeded,
    /// Cancelled.
    Result<bool> read(std::string& into, std::size_t wanted);

    bool isGzip() const;
    /// Whether the text was UTF-16: what it says of its own encoding is no longer so.
    bool isTranscoded() const;
    /// How much of the file as it lies on disk has been read, and how large it is.
    std::int64_t rawRead() const;
    std::int64_t rawSize() const;
    /// How much text has been handed out.
    std::int64_t textRead() const;
    /// Whose places in errors these are.
    const std::string& name() const;

private:
    struct Work;
    explicit ByteSource(std::unique_ptr<Work> work);
    Result<void> start();
    std::unique_ptr<Work> m_work;
};

} // namespace hindcast
