#include "engine/base/result.h"
#include "engine/base/wording.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace hindcast {

namespace {

/// One code's name, sentence and advice, which Error::args fill in: the place that fails may know better
/// advice than the table.
struct Wording {
    ErrorCode code;
    std::string_view name;
    std::string_view reason;
    std::string_view advice;
};

constexpr auto wordings = std::to_array<Wording>({
    {ErrorCode::FileNotFound, "file-not-found", "there is no such file", "check the path"},
    {ErrorCode::FileUnreadable,
        "file-unreadable",
        "the file can't be read ({0})",
        "{1|check its permissions}"},
    {ErrorCode::FileUnwritable,
        "file-unwritable",
        "the file can't be written ({0})",
        "{1|choose another place}"},
    {ErrorCode::FileExists,
        "file-exists",
        "the file exists already",
        "{0|choose another name or remove it first}"},
    {ErrorCode::NotReplaceable,
        "not-replaceable",
        "the file is no Hindcast project and is not replaced",
        "choose another name or remove it first"},
    {ErrorCode::WouldLoseProject,
        "would-lose-project",
        "the file is a Hindcast project and is not replaced by a text",
        "choose another name"},
    {ErrorCode::FileEmpty, "file-empty", "the file is empty", "export the log again"},
    {ErrorCode::DiskFull, "disk-full", "the disk is full", "make room and try again; nothing was lost"},
    {ErrorCode::Cancelled, "cancelled", "cancelled", ""},
    {ErrorCode::Internal, "internal", "an internal error: {0}", "please report it"},
    {ErrorCode::NotAProject, "not-a-project", "this is not a Hindcast project", "import a log to make one"},
    {ErrorCode::ProjectTooNew,
        "project-too-new",
        "this project was made by a newer Hindcast (schema {0}, this one reads {1})",
        "update Hindcast"},
    {ErrorCode::ProjectDamaged,
        "project-damaged",
        "the project is damaged ({0})",
        "run 'hindcastctl verify' to see how far it can be trusted"},
    {ErrorCode::ProjectLocked,
        "project-locked",
        "another program is writing to the project",
        "try again when it is done"},
    {ErrorCode::StoreFailed, "store-failed", "the store failed ({0})", "check the disk and try again"},
    {ErrorCode::RedactionUnfinished,
        "redaction-unfinished",
        "the payloads were removed from the log, but may still be recovered from the file ({0})",
        "close what has it open and give the same redaction again"},
    {ErrorCode::WrongExpectedVersion,
        "wrong-expected-version",
        "stream {0} is at version {2}, expected was {1}",
        "read the stream again and decide anew"},
    {ErrorCode::UnknownStream,
        "unknown-stream",
        "there is no stream '{0}'",
        "list them with 'hindcastctl streams'"},
    {ErrorCode::UnknownType, "unknown-type", "there is no event type '{0}'", "{1}"},
    {ErrorCode::UnknownBranch,
        "unknown-branch",
        "there is no branch {0}",
        "list them with 'hindcastctl info'"},
    {ErrorCode::PositionOutOfRange,
        "position-out-of-range",
        "there is no position {0}",
        "choose one from {2|1} to {1}"},
    {ErrorCode::ChainBroken,
        "chain-broken",
        "the log was altered at position {0} ({1})",
        "trust only what precedes it"},
    {ErrorCode::FoldFault,
        "fold-fault",
        "the event at position {0} can't be folded: {1}",
        "look at its payload"},
    {ErrorCode::UnknownFormat, "unknown-format", "there is no format {0}", "use one of {1}"},
    {ErrorCode::NotALog,
        "not-a-log",
        "this is no event log that can be recognised ({0})",
        "{1|name its format if it is one}"},
    {ErrorCode::NoEvents,
        "no-events",
        "no event could be read{0}",
        "{1|look at the first problem, or name format and fields}"},
    {ErrorCode::BadJson, "bad-json", "{0}", "correct the text there"},
    {ErrorCode::BadXml, "bad-xml", "{0}", "correct the text there"},
    {ErrorCode::BadCsv, "bad-csv", "{0}", "correct the line"},
    {ErrorCode::BadGzip,
        "bad-gzip",
        "the compressed data is damaged ({0})",
        "download or compress the file again"},
    {ErrorCode::NotUtf8,
        "not-utf8",
        "this is not UTF-8 ({0}); Latin-1 or Windows-1252 must be converted first",
        "convert the file to UTF-8, for example with 'iconv -f WINDOWS-1252 -t UTF-8'"},
    {ErrorCode::BadCloudEvent,
        "bad-cloudevent",
        "not a CloudEvent: {0}",
        "correct the record or name the fields"},
    {ErrorCode::BadTime,
        "bad-time",
        "'{0}' is not a time that can be read",
        "use RFC 3339, such as 2026-11-23T10:42:09Z"},
    {ErrorCode::BadMapping, "bad-mapping", "{0}", "write field=path, where field is one of {1}"},
    {ErrorCode::FieldNotFound, "field-not-found", "no record has a field '{0}'", "choose one of {1}"},
    {ErrorCode::TargetIsSource,
        "target-is-source",
        "the project would replace the log it is made from",
        "choose another name for the project"},
    {ErrorCode::BadPath, "bad-path", "'{0}' is not a path", "write names joined by dots, such as repo.name"},
    {ErrorCode::LimitExceeded, "limit-exceeded", "{0} (the limit is {1})", "split or simplify the input"},
    {ErrorCode::BadArgument, "bad-argument", "{0}", "{1}"},
    {ErrorCode::NotFound, "not-found", "{0} was not found", ""},
});

const Wording& wordingOf(ErrorCode code)
{
    for (const Wording& wording : wordings) {
        if (wording.code == code) {
            return wording;
        }
    }
    return wordings[static_cast<std::size_t>(ErrorCode::Internal)];
}

} // namespace

std::string reasonOf(const Error& error)
{
    return fillWording(wordingOf(error.code).reason, error.args);
}

std::string adviceFor(const Error& error)
{
    return fillWording(wordingOf(error.code).advice, error.args);
}

std::string_view nameOf(ErrorCode code)
{
    return wordingOf(code).name;
}

std::string describe(const Error& error)
{
    std::string out = error.place.file;
    if (error.place.line > 0) {
        out += fmt::format("{}{}", out.empty() ? "" : ":", error.place.line);
        if (error.place.column > 0) {
            out += fmt::format(":{}", error.place.column);
        }
    }
    if (!out.empty()) {
        out += ": ";
    }
    out += reasonOf(error);
    const std::string advice = adviceFor(error);
    if (!advice.empty()) {
        out += ": " + advice;
    }
    return out;
}

} // namespace hindcast
