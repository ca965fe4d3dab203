#pragma once

#include "engine/io/generate.h"
#include "engine/io/random.h"

#include <queue>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// Orders on their way through the services Orders, Inventory and Payment, many at a time. Each is planned
/// when it is placed: its lines, whether a product is out of stock, whether a payment is declined (it is
/// tried once more), and so how many events it will give. That is how the log comes out at exactly the events
/// and entities asked for, as long as there are about three events for each entity.
class OrderSimulation {
public:
    explicit OrderSimulation(const GenerateRequest& request);

    /// Appends the next event as a line with its break; false when there are as many as were asked for.
    bool next(std::string& line);

private:
    using Uuid = std::array<std::uint64_t, 2>;

    enum class Step : unsigned char { Reserve, OutOfStock, Pay, Decline, Ship, Complete, Fail };

    struct Order {
        std::int64_t number = 0;
        std::int64_t payment = 0; ///< 0 when there will be none
        std::int64_t dueMs = 0; ///< of the next step
        Uuid correlation{};
        Uuid cause{}; ///< the event that the next step follows from
        Uuid paid{};
        std::uint32_t firstProduct = 0;
        std::int32_t lines = 1;
        std::int32_t done = 0; ///< lines of the present stage
        std::int32_t declines = 0; ///< still to come
        std::int32_t attempt = 1;
        std::int64_t cents = 0;
        Step step = Step::Reserve;
        bool outOfStock = false;
        bool fails = false;
    };
    struct Later {
        bool operator()(const Order& a, const Order& b) const
        {
            return a.dueMs != b.dueMs ? a.dueMs > b.dueMs : a.number > b.number;
        }
    };

    void placeOrder(std::string& line);
    void takeStep(Order order, std::string& line);
    void planNextStep(Order& order);
    std::int32_t chooseLines();
    static std::int64_t plannedEvents(const Order& order);
    std::int64_t gapToNextOrder();
    std::uint32_t productOf(const Order& order, std::int32_t index) const;

    Uuid makeId(std::int64_t ms);
    void beginLine(std::string& line,
        const Order& order,
        const Uuid& id,
        std::string_view service,
        std::string_view type,
        std::string_view command) const;

    Random m_random;
    std::int64_t m_eventsLeft; ///< to write
    std::int64_t m_unplanned; ///< events no order has been planned for
    std::int64_t m_entitiesLeft; ///< orders and payments not yet begun
    std::uint32_t m_products = 1;
    std::vector<std::int64_t> m_reserved; ///< pieces by product
    std::int64_t m_meanGapMs = 0;
    std::int64_t m_nowMs = 0;
    std::int64_t m_nextOrderMs = 0;
    std::int64_t m_orders = 0;
    std::int64_t m_payments = 0;
    std::priority_queue<Order, std::vector<Order>, Later> m_underWay;
};

} // namespace hindcast
