#include "app/hindcastctl/bench/script_engine.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

namespace hindcast::ctl {

std::optional<ScriptFigures> measureScriptEngine()
{
    std::error_code problem;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", problem);
    const auto program = own.parent_path() / "hindcast_bench_script";
    if (problem || !std::filesystem::exists(program, problem)) {
        return std::nullopt;
    }
    const std::string command = "'" + program.string() + "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output(popen(command.c_str(), "r"), pclose);
    ScriptFigures figures;
    if (output == nullptr
        || std::fscanf(output.get(), "%lf %lf", &figures.guard, &figures.guardWithCopying) != 2) {
        return std::nullopt;
    }
    return figures;
}

} // namespace hindcast::ctl
