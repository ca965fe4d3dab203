#pragma once

#include <array>
#include <optional>
#include <streambuf>

namespace hindcast::ctl {

/// Puts itself under std::cout for as long as it lives, and remembers why what was to be said could not be:
/// the stream itself only knows that something failed. A closed pipe ends the program by its signal, as
/// usual.
class StandardOutput final : public std::streambuf {
public:
    StandardOutput();
    ~StandardOutput() override;
    StandardOutput(const StandardOutput&) = delete;
    StandardOutput& operator=(const StandardOutput&) = delete;

    /// Writes what is left. The system's error number where anything was lost since the beginning.
    std::optional<int> finish();

protected:
    int_type overflow(int_type c) override;
    int sync() override;

private:
    std::array<char, 64UL * 1024> m_buffer{};
    std::streambuf* m_before;
    std::optional<int> m_failure;
};

} // namespace hindcast::ctl
