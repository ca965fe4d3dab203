#include "tests/support/sample_project.h"

#include "engine/log/log_builder.h"

using namespace hindcast;

namespace {

/// 2026-11-23T10:00:00Z
constexpr std::int64_t morning = 1'795'428'000'000'000;

NewEvent borrowed(const SampleEvent& event)
{
    NewEvent out;
    out.stream = event.stream;
    out.type = event.type;
    out.data = event.data;
    out.id = event.id;
    out.causation = event.causation;
    out.correlation = event.correlation;
    out.meta = event.meta;
    out.recordedUs = event.recordedUs;
    return out;
}

} // namespace

SampleProject::SampleProject(const std::vector<SampleEvent>& events)
{
    auto builder = LogBuilder::begin(path().toStdString(), false);
    if (!builder) {
        m_error = QString::fromStdString(describe(builder.error()));
        return;
    }
    for (const SampleEvent& event : events) {
        if (auto added = (*builder)->add(borrowed(event)); !added) {
            m_error = QString::fromStdString(describe(added.error()));
            return;
        }
    }
    if (auto finished = (*builder)->finish(); !finished) {
        m_error = QString::fromStdString(describe(finished.error()));
    }
}

QString SampleProject::path() const
{
    return m_folder.filePath(QStringLiteral("sample.hindcast"));
}

std::vector<SampleEvent> SampleProject::orderStory(int orders)
{
    std::vector<SampleEvent> events;
    const auto tell = [&](int order, int step) {
        const std::string number = std::to_string(order);
        const std::string base = "e" + number + "-";
        SampleEvent event;
        event.id = base + std::to_string(step);
        event.causation = step > 0 ? base + std::to_string(step - 1) : std::string();
        event.correlation = "c" + number;
        event.meta = R"({"user":"u-)" + std::to_string(order % 7) + R"("})";
        event.recordedUs = morning + std::int64_t{order} * 1'000'000 + std::int64_t{step} * 250'000;
        const bool fails = order % 3 == 0;
        switch (step) {
        case 0:
            event.stream = "order-" + number;
            event.type = "OrderCreated";
            event.data = R"({"status":"new","customer":"u-)" + number
                + R"(","lines":[{"sku":"A-77","qty":1}],"total":45.480,"attempts":0})";
            break;
        case 1:
            event.stream = "stock-" + std::to_string(order % 5 + 1);
            event.type = "ProductReserved";
            event.data = R"({"lastOrder":"order-)" + number + R"("})";
            break;
        case 2:
            event.stream = "order-" + number;
            event.type = "PaymentDeclined";
            event.data = R"({"attempts":1})";
            break;
        case 3:
            event.stream = "order-" + number;
            event.type = fails ? "OrderFailed" : "PaymentAuthorized";
            event.data = fails ? R"({"status":"failed"})" : R"({"status":"paid","attempts":2})";
            break;
        default:
            event.stream = "order-" + number;
            event.type = fails ? "OrderDeleted" : "OrderCompleted";
            event.data = fails ? R"({"customer":null})" : R"({"status":"done"})";
        }
        events.push_back(event);
    };
    for (int first = 1; first <= orders; first += 2) {
        for (int step = 0; step < 5; ++step) {
            tell(first, step);
            if (first + 1 <= orders) {
                tell(first + 1, step);
            }
        }
    }
    return events;
}
