#include "tests/engine/expr/conformance_cases.h"

#include <cstdio>

/// cel_conformance PATH: runs each case of a file and prints those that fail, then `passed/total`. 0 when all
/// pass.
int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: cel_conformance PATH\n", stderr);
        return 2;
    }
    const auto cases = conformance::readCases(argv[1]);
    if (cases.empty()) {
        std::fprintf(stderr, "%s holds no cases\n", argv[1]);
        return 2;
    }
    std::size_t passed = 0;
    for (const conformance::Case& row : cases) {
        const std::string verdict = conformance::judge(row);
        if (verdict.empty()) {
            ++passed;
        } else {
            std::printf("%s: %s\n    %s\n", row.id.c_str(), row.expr.c_str(), verdict.c_str());
        }
    }
    std::printf("%zu/%zu\n", passed, cases.size());
    return passed == cases.size() ? 0 : 1;
}
