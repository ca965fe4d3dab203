#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace hindcast {

/// What can go wrong through a user, a file or the machine. Each code has one sentence and one piece of
/// advice in error_text.cpp; `Error::args` fill them in.
enum class ErrorCode : std::uint8_t {
    // files and the machine
    FileNotFound,
    FileUnreadable,
    FileUnwritable,
    FileExists,
    NotReplaceable,
    WouldLoseProject,
    FileEmpty,
    DiskFull,
    Cancelled,
    Internal,
    // project files
    NotAProject,
    ProjectTooNew,
    ProjectDamaged,
    ProjectLocked,
    StoreFailed,
    RedactionUnfinished,
    // the log
    WrongExpectedVersion,
    UnknownStream,
    UnknownType,
    UnknownBranch,
    PositionOutOfRange,
    ChainBroken,
    FoldFault,
    // input
    UnknownFormat,
    NotALog,
    NoEvents,
    BadJson,
    BadXml,
    BadCsv,
    BadGzip,
    NotUtf8,
    BadCloudEvent,
    BadTime,
    BadMapping,
    FieldNotFound,
    TargetIsSource,
    BadPath,
    LimitExceeded,
    BadArgument,
    NotFound,
};

/// Where in a file something was found. Line and column are 1-based; 0 means "not known".
/// The column counts bytes, as editors and compilers do for UTF-8 text.
struct Place {
    std::string file;
    std::int64_t line = 0;
    std::int64_t column = 0;
};

/// A failure as a value: what, where, and the words that belong in the sentence.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::vector<std::string> args;
    Place place;
};

/// What is wrong, in English, without the place ("the document ends inside an object").
std::string reasonOf(const Error& error);

/// What to do about it, in English; empty where nothing sensible can be said.
std::string adviceFor(const Error& error);

/// The full form `file:line:column: what is wrong: what to do`; parts that are not known are left out.
std::string describe(const Error& error);

/// The stable machine name of a code, such as "wrong-expected-version".
std::string_view nameOf(ErrorCode code);

/// A value or the error that took its place. `Result<void>` carries success alone.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() &
    {
        assert(ok());
        return *std::get_if<0>(&m_content);
    }
    const T& value() const&
    {
        assert(ok());
        return *std::get_if<0>(&m_content);
    }
    T&& value() &&
    {
        assert(ok());
        return std::move(*std::get_if<0>(&m_content));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const&
    {
        assert(!ok());
        return *std::get_if<1>(&m_content);
    }
    Error&& error() &&
    {
        assert(!ok());
        return std::move(*std::get_if<1>(&m_content));
    }

private:
    std::variant<T, Error> m_content;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
        , m_failed(true)
    {
    }

    bool ok() const { return !m_failed; }
    explicit operator bool() const { return ok(); }
    const Error& error() const&
    {
        assert(m_failed);
        return m_error;
    }
    Error&& error() &&
    {
        assert(m_failed);
        return std::move(m_error);
    }

private:
    Error m_error;
    bool m_failed = false;
};

} // namespace hindcast
