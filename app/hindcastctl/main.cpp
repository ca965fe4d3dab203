#include "app/hindcastctl/command.h"

#include <iostream>

int main(int argc, char** argv)
{
    using namespace hindcast::ctl;
    std::ios::sync_with_stdio(false);

    Program program;
    program.app.set_version_flag("--version", HINDCAST_VERSION);
    program.app.require_subcommand(1);
    program.app.footer("Exit codes: 0 done, 1 the answer is \"no\", 2 bad usage or bad input.\n"
                       "Example:\n  hindcastctl import orders.ndjson -o orders.hindcast");
    addImport(program);
    addInfo(program);
    addEvents(program);
    addStreams(program);
    addState(program);
    addDiff(program);
    addVerify(program);
    addExport(program);
    addAppend(program);
    addRedact(program);
    addGenerate(program);
    addBench(program);

    try {
        program.app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = program.app.exit(error);
        return code == 0 ? Done : Bad;
    }
    return program.run();
}
