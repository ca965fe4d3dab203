#include "engine/io/order_simulation.h"

#include "engine/base/timestamp.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hindcast {

namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t startMs = 1'795'158'000'000; // 2026-11-20T07:00:00Z

/// How long the gaps between orders are at each hour of the day, in percent of the mean.
constexpr std::array<std::int64_t, 24> rhythm{280,
    380,
    450,
    450,
    400,
    280,
    170,
    110,
    80,
    65,
    60,
    65,
    75,
    80,
    75,
    70,
    70,
    65,
    60,
    55,
    60,
    80,
    120,
    180};

constexpr std::array<std::string_view, 4> carriers{"DHL", "UPS", "GLS", "Hermes"};
constexpr std::array<std::string_view, 4> refusals{"insufficient funds",
    "card expired",
    "limit exceeded",
    "do not honour"};
constexpr std::array<std::string_view, 3> methods{"card", "invoice", "wallet"};

template <class Choices>
std::string_view choose(const Choices& choices, std::uint64_t number)
{
    return choices[number % choices.size()];
}

std::back_insert_iterator<std::string> into(std::string& line)
{
    return std::back_inserter(line);
}

void appendUuid(std::string& line, const std::array<std::uint64_t, 2>& id)
{
    constexpr std::string_view digits = "0123456789abcdef";
    for (int nibble = 0; nibble < 32; ++nibble) {
        if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) {
            line += '-';
        }
        const std::uint64_t half = id[nibble < 16 ? 0 : 1];
        line += digits[(half >> (60 - nibble % 16 * 4)) & 0xF];
    }
}

/// Milliseconds between the steps of an order.
struct Wait {
    std::int64_t least;
    std::int64_t most;
};
constexpr Wait toReserve{200, 20 * second};
constexpr Wait toNextLine{20, 2 * second};
constexpr Wait toPay{10 * second, 4 * minute};
constexpr Wait toPayAgain{2 * minute, 50 * minute};
constexpr Wait toShip{hour, 14 * hour};
constexpr Wait toNextParcel{second, 10 * minute};
constexpr Wait toComplete{2 * hour, 20 * hour};
constexpr Wait toFail{300, 30 * second};

} // namespace

OrderSimulation::OrderSimulation(const GenerateRequest& request)
    : m_random(request.seed)
    , m_eventsLeft(std::max<std::int64_t>(request.events, 0))
    , m_unplanned(m_eventsLeft)
    , m_entitiesLeft(std::max<std::int64_t>(request.streams, 3))
{
    // One entity in ten is a product; the rest are orders and their payments.
    m_products = static_cast<std::uint32_t>(std::clamp<std::int64_t>(m_entitiesLeft / 10, 1, 1'000'000));
    m_entitiesLeft -= m_products;
    m_reserved.resize(m_products);
    m_meanGapMs = std::clamp<std::int64_t>(30 * day * 2 / m_entitiesLeft, 5, 10 * minute);
    m_nextOrderMs = startMs;
}

bool OrderSimulation::next(std::string& line)
{
    if (m_eventsLeft == 0) {
        return false;
    }
    // Should all entities be used up early, further orders keep the log going to the length asked for.
    const bool mayPlace = m_entitiesLeft > 0 || m_underWay.empty();
    if (mayPlace && (m_underWay.empty() || m_nextOrderMs <= m_underWay.top().dueMs)) {
        placeOrder(line);
    } else {
        Order order = m_underWay.top();
        m_underWay.pop();
        takeStep(order, line);
    }
    --m_eventsLeft;
    return true;
}

std::int32_t OrderSimulation::chooseLines()
{
    // An order that goes well gives 3 events and 2 a line; about 1.9 entities make one.
    const std::int64_t ordersLeft = std::max<std::int64_t>(m_entitiesLeft * 10 / 19, 1);
    const std::int64_t share = std::max<std::int64_t>(m_unplanned, 0) / ordersLeft;
    const std::int64_t mean = std::clamp<std::int64_t>((share - 2) / 2, 1, 1'000'000'000);
    if (m_entitiesLeft <= 2) {
        return static_cast<std::int32_t>(mean + 1); // the last one takes what is left
    }
    return static_cast<std::int32_t>(m_random.between(1, 2 * mean - 1));
}

std::int64_t OrderSimulation::plannedEvents(const Order& order)
{
    if (order.outOfStock) {
        return order.lines + 2; // one of the lines is the one that is out of stock
    }
    const std::int64_t toPayment = 1 + order.lines + order.declines;
    return order.fails ? toPayment + 1 : toPayment + 1 + order.lines + 1;
}

std::int64_t OrderSimulation::gapToNextOrder()
{
    // The square of an even chance gives many short gaps and few long ones; its mean is a third.
    const std::uint64_t chance = m_random.below(1000);
    const auto gap = static_cast<std::int64_t>(chance * chance * 3) * m_meanGapMs / 1'000'000;
    const auto hourOfDay = static_cast<std::size_t>(m_nextOrderMs % day / hour);
    return std::max<std::int64_t>(gap * rhythm[hourOfDay] / 100, 1);
}

std::uint32_t OrderSimulation::productOf(const Order& order, std::int32_t index) const
{
    return (order.firstProduct + static_cast<std::uint32_t>(index)) % m_products;
}

void OrderSimulation::placeOrder(std::string& line)
{
    m_nowMs = m_nextOrderMs;
    m_nextOrderMs += gapToNextOrder();
    Order order;
    order.number = ++m_orders;
    order.lines = chooseLines();
    // The first orders go through all products, so that each is sold; later ones prefer the popular half.
    const auto number = static_cast<std::uint32_t>(order.number);
    order.firstProduct = order.number <= m_products ? number - 1
        : m_random.chance(60)                       ? m_random.below((m_products + 1) / 2)
                                                    : m_random.below(m_products);
    order.cents = m_random.between(495, 29'999) * order.lines;
    order.outOfStock = m_entitiesLeft == 1 || m_random.chance(6);
    if (m_entitiesLeft == 1) {
        order.lines = static_cast<std::int32_t>(std::clamp<std::int64_t>(m_unplanned, 1, 1'000'000'000));
    }
    if (!order.outOfStock) {
        order.payment = ++m_payments;
        order.declines = m_random.chance(10) ? 1 : 0;
        order.fails = order.declines == 1 && m_random.chance(40) && m_entitiesLeft > 2;
        order.declines += order.fails ? 1 : 0;
    }
    m_entitiesLeft -= order.outOfStock ? 1 : 2;
    m_unplanned -= plannedEvents(order);

    order.dueMs = m_nowMs;
    order.correlation = makeId(m_nowMs);
    order.cause = order.correlation;
    const Uuid id = makeId(m_nowMs);
    beginLine(line, order, id, "orders", "OrderCreated", "CreateOrder");
    fmt::format_to(into(line),
        R"({{"status":"created","customer":"customer-{}","lines":{},"total":{}.{:02},"currency":"EUR"}}}})"
        "\n",
        1 + m_random.below(900),
        order.lines,
        order.cents / 100,
        order.cents % 100);
    order.cause = id;
    order.step = order.outOfStock && order.lines == 1 ? Step::OutOfStock : Step::Reserve;
    order.dueMs = m_nowMs + m_random.between(toReserve.least, toReserve.most);
    m_underWay.push(order);
}

void OrderSimulation::takeStep(Order order, std::string& line)
{
    m_nowMs = order.dueMs;
    const Uuid id = makeId(m_nowMs);
    const std::uint64_t dice = m_random.next();
    const std::uint32_t product = productOf(order, order.done);
    const std::uint64_t quantity = 1 + dice % 3;
    switch (order.step) {
    case Step::Reserve:
        m_reserved[product] += static_cast<std::int64_t>(quantity);
        beginLine(line, order, id, "inventory", "ProductReserved", "ReserveProduct");
        fmt::format_to(into(line),
            R"({{"order":"order-{}","sku":"SKU-{:05}","quantity":{},"reserved":{}}}}})",
            order.number,
            product + 1,
            quantity,
            m_reserved[product]);
        break;
    case Step::OutOfStock:
        beginLine(line, order, id, "inventory", "ProductOutOfStock", "ReserveProduct");
        fmt::format_to(into(line),
            R"({{"order":"order-{}","sku":"SKU-{:05}","requested":{},"missing":{}}}}})",
            order.number,
            product + 1,
            quantity,
            1 + dice / 3 % quantity);
        break;
    case Step::Pay:
        order.paid = id;
        beginLine(line, order, id, "payment", "PaymentAuthorized", "SubmitPayment");
        fmt::format_to(into(line),
            R"({{"order":"order-{}","status":"authorized","amount":{}.{:02},"method":"{}","attempt":{}}}}})",
            order.number,
            order.cents / 100,
            order.cents % 100,
            choose(methods, dice),
            order.attempt);
        break;
    case Step::Decline:
        beginLine(line, order, id, "payment", "PaymentDeclined", "SubmitPayment");
        fmt::format_to(into(line),
            R"({{"order":"order-{}","status":"declined","amount":{}.{:02},"reason":"{}","attempt":{}}}}})",
            order.number,
            order.cents / 100,
            order.cents % 100,
            choose(refusals, dice),
            order.attempt);
        break;
    case Step::Ship:
        beginLine(line, order, id, "orders", "ProductShipped", "ShipProduct");
        fmt::format_to(into(line),
            R"({{"status":"shipped","sku":"SKU-{:05}","carrier":"{}","parcel":{}}}}})",
            product + 1,
            choose(carriers, dice),
            order.done + 1);
        break;
    case Step::Complete:
        beginLine(line, order, id, "orders", "OrderCompleted", {});
        fmt::format_to(into(line), R"({{"status":"completed","parcels":{}}}}})", order.lines);
        break;
    case Step::Fail:
        beginLine(line, order, id, "orders", "OrderFailed", {});
        fmt::format_to(into(line),
            R"({{"status":"failed","reason":"{}"}}}})",
            order.outOfStock ? "out of stock" : "payment declined");
        break;
    }
    line += '\n';
    const bool over = order.step == Step::Complete || order.step == Step::Fail;
    if (!over) {
        // What follows a payment follows from it, parcel by parcel.
        order.cause = order.step == Step::Ship && order.done + 1 < order.lines ? order.paid : id;
        planNextStep(order);
        m_underWay.push(order);
    }
}

void OrderSimulation::planNextStep(Order& order)
{
    Wait wait = toPay;
    switch (order.step) {
    case Step::Reserve:
        ++order.done;
        wait = toNextLine;
        if (order.outOfStock && order.done + 1 == order.lines) {
            order.step = Step::OutOfStock;
        } else if (order.done == order.lines) {
            order.step = order.declines > 0 ? Step::Decline : Step::Pay;
            wait = toPay;
        }
        break;
    case Step::OutOfStock:
        order.step = Step::Fail;
        wait = toFail;
        break;
    case Step::Decline:
        --order.declines;
        ++order.attempt;
        wait = toPayAgain;
        if (order.declines == 0) {
            order.step = order.fails ? Step::Fail : Step::Pay;
            wait = order.fails ? toFail : toPayAgain;
        }
        break;
    case Step::Pay:
        order.done = 0;
        order.step = Step::Ship;
        wait = toShip;
        break;
    case Step::Ship:
        ++order.done;
        wait = order.done == order.lines ? toComplete : toNextParcel;
        order.step = order.done == order.lines ? Step::Complete : Step::Ship;
        break;
    case Step::Complete:
    case Step::Fail:
        break;
    }
    order.dueMs = m_nowMs + m_random.between(wait.least, wait.most);
}

OrderSimulation::Uuid OrderSimulation::makeId(std::int64_t ms)
{
    const std::uint64_t time = static_cast<std::uint64_t>(ms) << 16;
    const std::uint64_t first = time | 0x7000 | (m_random.next() & 0xFFF);
    const std::uint64_t last = (m_random.next() >> 2) | 0x8000'0000'0000'0000;
    return {first, last};
}

void OrderSimulation::beginLine(std::string& line,
    const Order& order,
    const Uuid& id,
    std::string_view service,
    std::string_view type,
    std::string_view command) const
{
    line += R"({"specversion":"1.0","id":")";
    appendUuid(line, id);
    line += R"(","source":"/)";
    line += service;
    line += R"(","type":")";
    line += type;
    line += R"(","subject":")";
    if (service == "inventory") {
        fmt::format_to(into(line), "stock-{}", productOf(order, order.done) + 1);
    } else if (service == "payment") {
        fmt::format_to(into(line), "payment-{}", order.payment);
    } else {
        fmt::format_to(into(line), "order-{}", order.number);
    }
    line += R"(","time":")";
    line += formatTimestamp(order.dueMs * 1000);
    line += R"(","correlationid":")";
    appendUuid(line, order.correlation);
    line += R"(","causationid":")";
    appendUuid(line, order.cause);
    if (!command.empty()) {
        line += R"(","command":")";
        line += command;
    }
    line += R"(","data":)";
}

} // namespace hindcast
