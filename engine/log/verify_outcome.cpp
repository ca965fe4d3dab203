#include "engine/log/verify_outcome.h"

#include "engine/log/digest.h"

#include <utility>

namespace hindcast {

namespace {

/// The last event that can be trusted, and what is wrong behind it; nothing where the branch is sound.
struct Fault {
    Position lastGood;
    std::string reason;
};

Fault faultOf(const ChainWalk& walk, const ChainOutcome& outcome)
{
    const Position last = walk.last().position;
    if (!outcome.wrong.empty()) {
        return {walk.isRewritten() ? walk.held() : last, outcome.wrong};
    }
    if (outcome.damage) {
        return {last, "the file is damaged: " + outcome.damage->args.front()};
    }
    if (last < outcome.end || (outcome.head && outcome.head->position > outcome.end)) {
        return {last, "position missing"};
    }
    if (!outcome.head) {
        return {last, "the log's head is missing"};
    }
    if (last > outcome.end) {
        return {outcome.end, "events are missing that were there"};
    }
    if (walk.endsBeforeKnown()) {
        return {walk.held(), "events are missing that were there"};
    }
    return {};
}

} // namespace

Result<VerifyReport> reportOf(const ChainWalk& walk, const ChainOutcome& outcome)
{
    if (outcome.wrong.empty() && outcome.damage && outcome.damage->code != ErrorCode::ProjectDamaged) {
        return *outcome.damage;
    }
    VerifyReport report;
    report.head = hexOf(walk.last().link);
    Fault fault = faultOf(walk, outcome);
    if (fault.reason.empty()) {
        report.events = outcome.end.value;
        report.marks = walk.marks();
        const bool isMarked = !report.marks.empty() && report.marks.back() == walk.last();
        if (walk.last().position.value > 0 && !isMarked) {
            report.marks.push_back(walk.last());
        }
    } else {
        report.firstBad = fault.lastGood + 1;
        report.events = report.firstBad->value;
        report.reason = std::move(fault.reason);
    }
    return report;
}

} // namespace hindcast
