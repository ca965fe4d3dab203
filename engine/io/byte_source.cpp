#include "engine/io/byte_source.h"

#include "engine/io/utf16.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace hindcast {

namespace {

constexpr std::size_t blockSize = 256UL * 1024;
constexpr std::string_view utf8Mark = "\xEF\xBB\xBF";

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// An inflater that ends itself.
class Inflater {
public:
    Inflater()
    {
        constexpr int gzipOnly = 16 + MAX_WBITS;
        m_ready = inflateInit2(&m_stream, gzipOnly) == Z_OK;
    }
    ~Inflater()
    {
        if (m_ready) {
            inflateEnd(&m_stream);
        }
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    bool isReady() const { return m_ready; }
    z_stream& stream() { return m_stream; }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

bool startsWithGzipMagic(std::string_view bytes)
{
    return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

} // namespace

struct ByteSource::Work {
    std::string name;
    std::stop_token stop;
    std::unique_ptr<std::FILE, FileCloser> file; ///< none when the bytes were in memory
    std::string packed; ///< raw bytes, those from `used` on not yet handed on
    std::size_t used = 0;
    std::unique_ptr<Inflater> inflater; ///< none for plain files
    bool insideMember = false; ///< a gzip member has begun and not ended
    std::int64_t rawRead = 0;
    std::int64_t rawSize = 0;
    std::int64_t textRead = 0;
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::string head; ///< the first unpacked bytes, read while looking for a byte order mark
    std::optional<Utf16Decoder> decoder; ///< none for a text that is UTF-8 already
    std::string units; ///< read, not yet decoded

    Error error(ErrorCode code, std::string reason) const
    {
        return {code, {std::move(reason)}, {name, 0, 0}};
    }
    Error unreadable(std::string reason, std::string advice) const
    {
        return {ErrorCode::FileUnreadable, {std::move(reason), std::move(advice)}, {name, 0, 0}};
    }

    std::string_view waiting() const { return std::string_view(packed).substr(used); }

    /// Reads the next raw block once all of the last one is used; false at the end of the file.
    Result<bool> fill()
    {
        if (used < packed.size()) {
            return true;
        }
        if (!file) {
            return false;
        }
        packed.resize(blockSize);
        used = 0;
        const std::size_t count = std::fread(packed.data(), 1, packed.size(), file.get());
        packed.resize(count);
        rawRead += static_cast<std::int64_t>(count);
        if (count == 0 && std::ferror(file.get()) != 0) {
            return error(ErrorCode::FileUnreadable, std::generic_category().message(errno));
        }
        return count > 0;
    }

    Result<bool> readPlain(std::string& into, std::size_t wanted)
    {
        Result<bool> more = fill();
        if (!more || !*more) {
            return more;
        }
        const std::string_view bytes = waiting().substr(0, wanted);
        into += bytes;
        used += bytes.size();
        return true;
    }

    Result<bool> readGzip(std::string& into, std::size_t wanted)
    {
        z_stream& stream = inflater->stream();
        const std::size_t before = into.size();
        into.resize(before + wanted);
        std::size_t made = 0;
        while (made == 0) {
            Result<bool> more = fill();
            if (!more) {
                return more;
            }
            if (!*more) {
                into.resize(before);
                if (insideMember) {
                    return error(ErrorCode::BadGzip, "it ends in the middle");
                }
                return false;
            }
            if (!insideMember) {
                if (!beginMember()) {
                    into.resize(before);
                    return error(
                        ErrorCode::BadGzip, "something that is not gzip follows the compressed data");
                }
                continue;
            }
            const std::string_view bytes = waiting();
            // zlib's interface takes a pointer to mutable bytes but does not write to them.
            stream.next_in = reinterpret_cast<Bytef*>(packed.data() + used);
            stream.avail_in = static_cast<uInt>(bytes.size());
            stream.next_out = reinterpret_cast<Bytef*>(into.data() + before);
            stream.avail_out = static_cast<uInt>(wanted);
            const int status = inflate(&stream, Z_NO_FLUSH);
            used += bytes.size() - stream.avail_in;
            made = wanted - stream.avail_out;
            if (status == Z_STREAM_END) {
                insideMember = false;
            } else if (status != Z_OK && status != Z_BUF_ERROR) {
                into.resize(before);
                return error(ErrorCode::BadGzip, stream.msg != nullptr ? stream.msg : "unknown content");
            }
        }
        into.resize(before + made);
        return true;
    }

    /// Unpacked bytes, whatever their encoding.
    Result<bool> readBytes(std::string& into, std::size_t wanted)
    {
        return inflater ? readGzip(into, wanted) : readPlain(into, wanted);
    }

    /// The same as UTF-8; appends something unless it is the end.
    Result<bool> readDecoded(std::string& into, std::size_t wanted)
    {
        const std::size_t before = into.size();
        while (into.size() == before) {
            units.clear();
            Result<bool> more = readBytes(units, wanted);
            if (!more) {
                return more;
            }
            if (!*more) {
                decoder->finish(into);
                return into.size() > before;
            }
            decoder->decode(units, into);
        }
        return true;
    }

    /// Looks at what follows the last member: another one, padding of zeros (which tar and tapes leave), or
    /// something else, which is false.
    bool beginMember()
    {
        if (rawRead > static_cast<std::int64_t>(packed.size()) || used > 0) {
            used = std::min(packed.find_first_not_of('\0', used), packed.size());
            if (used == packed.size()) {
                return true;
            }
        }
        if (packed[used] != '\x1f') {
            return false;
        }
        insideMember = true;
        return inflateReset(&inflater->stream()) == Z_OK;
    }
};

ByteSource::ByteSource(std::unique_ptr<Work> work)
    : m_work(std::move(work))
{
}

ByteSource::~ByteSource() = default;

Result<std::unique_ptr<ByteSource>>
ByteSource::open(const std::string& path, std::stop_token stop, const std::string& name, std::int64_t most)
{
    auto work = std::make_unique<Work>();
    work->name = name.empty() ? path : name;
    work->stop = std::move(stop);
    work->most = most;
    const auto unreadable = [&work](int reason) {
        return work->error(reason == ENOENT ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable,
            std::generic_category().message(reason));
    };
    struct stat status { };
    if (::stat(path.c_str(), &status) != 0) {
        return unreadable(errno);
    }
    if (S_ISDIR(status.st_mode)) {
        return work->unreadable("it is a folder", "name a file in it");
    }
    // A log is opened more than once, to be recognised and to be read: the second look would miss the start.
    if (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)) {
        return work->unreadable("it is a pipe", "save it as a file first");
    }
    work->file.reset(std::fopen(path.c_str(), "rbe"));
    if (!work->file) {
        return unreadable(errno);
    }
    work->rawSize = status.st_size;
    std::unique_ptr<ByteSource> source(new ByteSource(std::move(work)));
    if (Result<void> started = source->start(); !started) {
        return started.error();
    }
    return source;
}

Result<std::unique_ptr<ByteSource>> ByteSource::ofText(std::string text, const std::string& name)
{
    auto work = std::make_unique<Work>();
    work->name = name;
    work->rawSize = work->rawRead = static_cast<std::int64_t>(text.size());
    work->packed = std::move(text);
    std::unique_ptr<ByteSource> source(new ByteSource(std::move(work)));
    if (Result<void> started = source->start(); !started) {
        return started.error();
    }
    return source;
}

Result<void> ByteSource::start()
{
    Work& work = *m_work;
    Result<bool> more = work.fill();
    if (!more) {
        return more.error();
    }
    if (!*more) {
        return Error{ErrorCode::FileEmpty, {}, {work.name, 1, 1}};
    }
    if (startsWithGzipMagic(work.waiting())) {
        work.inflater = std::make_unique<Inflater>();
        if (!work.inflater->isReady()) {
            return work.error(ErrorCode::Internal, "zlib can't be started");
        }
    }
    std::string head;
    while (head.size() < utf8Mark.size()) {
        Result<bool> read = work.readBytes(head, blockSize);
        if (!read) {
            return read.error();
        }
        if (!*read) {
            break;
        }
    }
    if (head.empty()) {
        return Error{ErrorCode::FileEmpty, {}, {work.name, 1, 1}};
    }
    if (const std::optional<Utf16> order = utf16Of(head)) {
        work.decoder.emplace(*order);
        std::string decoded;
        work.decoder->decode(head, decoded);
        head = std::move(decoded);
    } else if (head.starts_with(utf8Mark)) {
        head.erase(0, utf8Mark.size());
    }
    work.head = std::move(head);
    return {};
}

Result<bool> ByteSource::read(std::string& into, std::size_t wanted)
{
    Work& work = *m_work;
    if (work.stop.stop_requested()) {
        return work.error(ErrorCode::Cancelled, {});
    }
    if (work.textRead > work.most) {
        return Error{ErrorCode::LimitExceeded,
            {"no record was found so far", std::to_string(work.most) + " bytes"},
            {work.name, 0, 0}};
    }
    const std::size_t before = into.size();
    Result<bool> more = true;
    if (!work.head.empty()) {
        into += work.head;
        work.head.clear();
    } else {
        constexpr std::size_t largestRead = 64UL * 1024 * 1024;
        const std::size_t count = std::clamp(wanted, blockSize, largestRead);
        more = work.decoder ? work.readDecoded(into, count) : work.readBytes(into, count);
    }
    work.textRead += static_cast<std::int64_t>(into.size() - before);
    return more;
}

std::int64_t ByteSource::textRead() const
{
    return m_work->textRead;
}

bool ByteSource::isGzip() const
{
    return m_work->inflater != nullptr;
}

bool ByteSource::isTranscoded() const
{
    return m_work->decoder.has_value();
}

std::int64_t ByteSource::rawRead() const
{
    return m_work->rawRead;
}

std::int64_t ByteSource::rawSize() const
{
    return m_work->rawSize;
}

const std::string& ByteSource::name() const
{
    return m_work->name;
}

} // namespace hindcast
