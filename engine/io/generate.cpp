#include "engine/io/generate.h"

#include "engine/io/order_simulation.h"
#include "engine/io/output_file.h"

namespace hindcast {

Result<void> generateLog(const GenerateRequest& request, const std::string& path)
{
    if (request.events < 1 || request.streams < 1) {
        return Error{ErrorCode::BadArgument,
            {"a log needs at least one event and one stream", "give numbers from 1"},
            {}};
    }
    Result<std::unique_ptr<OutputFile>> file = OutputFile::open(path);
    if (!file) {
        return file.error();
    }
    OrderSimulation simulation(request);
    constexpr std::size_t flushAt = 64UL * 1024;
    std::string text;
    for (bool more = true; more;) {
        more = simulation.next(text);
        if (text.size() >= flushAt || !more) {
            if (Result<void> written = (*file)->write(text); !written) {
                return written;
            }
            text.clear();
        }
    }
    return (*file)->commit();
}

} // namespace hindcast
