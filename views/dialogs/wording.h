#pragma once

#include "engine/base/result.h"
#include "model/session/words.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace hindcast {

/// "370 B", "12.4 MB", in powers of 1000.
QString byteText(std::int64_t bytes);
/// "about 4 s", "about 2 min"; never "0 s".
QString durationText(double seconds);
/// "The file is empty." from the words of an error.
QString sentence(const std::string& words);
/// One a line.
QString sentences(const std::vector<std::string>& words);

} // namespace hindcast
