#include "engine/io/json_check.h"

#include "engine/io/json_scan.h"
#include "engine/io/readers.h"
#include "engine/value/json.h"

namespace hindcast {

namespace {

/// Has no use for records, only for what stops them.
class NoSink final : public RecordSink {
public:
    bool record(const Record&) override { return true; }
    bool problem(Error) override { return true; }
};

} // namespace

Result<void> checkJson(std::string_view text, const std::string& name)
{
    const Result<Value> value = readJson(text);
    if (value) {
        return {};
    }
    Error error = value.error();
    error.place.file = name;
    if (skipJsonBlanks(text, 0) == text.size()) {
        return error;
    }
    Result<std::unique_ptr<ByteSource>> source = ByteSource::ofText(std::string(text), name);
    if (!source) {
        return error;
    }
    NoSink sink;
    Result<void> read = readJsonDocument(**source, sink);
    // An import passes over comments before the document, which data must not have.
    return read ? Result<void>(error) : read;
}

} // namespace hindcast
