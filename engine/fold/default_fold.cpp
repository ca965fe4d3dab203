#include "engine/fold/fold.h"
#include "engine/fold/type_words.h"
#include "engine/value/json.h"
#include "engine/value/merge_patch.h"

#include <string>

namespace hindcast {

namespace {

Error faultAt(Position position, const Error& cause)
{
    std::string reason = "its payload is no JSON: " + reasonOf(cause);
    if (cause.place.line > 0) {
        reason +=
            " at line " + std::to_string(cause.place.line) + ", column " + std::to_string(cause.place.column);
    }
    return {ErrorCode::FoldFault, {std::to_string(position.value), reason}, {}};
}

class DefaultFold final : public Fold {
public:
    Result<EntityState> apply(const EntityState& before, const FoldInput& event) const override
    {
        EntityState after;
        after.version = event.version;
        after.position = event.position;
        after.deleted = saysDeleted(event.type);
        before.state.prefetch();
        auto payload = event.data.empty() ? Result<Value>(Value()) : readJson(event.data);
        if (!payload) {
            return faultAt(event.position, payload.error());
        }
        if (!payload->isNull()) {
            after.state = mergePatch(before.state, *payload);
        } else {
            after.state = before.version.value == 0 ? Value::emptyMap() : before.state;
        }
        return after;
    }
};

} // namespace

const Fold& defaultFold()
{
    static const DefaultFold fold;
    return fold;
}

} // namespace hindcast
