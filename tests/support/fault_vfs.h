#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>

/// A layer between SQLite and the disk that fails on demand, in the way of SQLite's own anomaly tests: while
/// it lives every connection that is opened goes through it. Used from one test at a time; connections may
/// belong to several threads.
class FaultVfs {
public:
    enum class Operation : std::uint8_t { Open, Write, Sync, Truncate, Delete, Any };
    struct Fault {
        Operation operation = Operation::Any;
        int at = 0; ///< the how-maniest of these operations fails, from 1; 0: none
        bool forGood = false; ///< and all of the kind behind it
        bool diskFull = false; ///< says so instead of "I/O error"
        bool shortWrite = false; ///< half of the bytes of a failing write get through
    };

    /// Syncs do not reach the real disk: what it would hold is known here.
    explicit FaultVfs(Fault fault);
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    /// Whether the fault has happened: when it has not, the work was done before its turn came.
    bool hasFired() const;
    /// There is room again.
    void heal();

    /// What a disk may hold after the power was cut at this moment: of what was written to each file of the
    /// folder since its last sync, any sectors in any order, or nothing. Writes the files anew, by chance.
    /// To be called when no connection is open any more; what the process did after the cut counts too, so
    /// cut by a fault for good.
    void losePower(const std::string& folder, std::mt19937& random);

    struct State;

private:
    std::unique_ptr<State> m_state;
};
