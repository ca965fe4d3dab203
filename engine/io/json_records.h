#pragma once

#include "engine/io/record.h"
#include "engine/io/text_window.h"

namespace hindcast {

/// What lies at a window's cursor once it was scanned.
struct ScannedRecord {
    JsonSlice value;
    JsonMembers members;
    JsonScan scan;
};

/// Scans the value at the start of `text`; objects give their members.
void scanRecord(std::string_view text, bool final, ScannedRecord& record);

/// The same at the window's cursor, reading on until the value is whole or can't become so.
/// Errors: those of the source.
Result<void> scanRecord(TextWindow& window, ScannedRecord& record);

/// Moves the cursor to the next byte that is no blank; false at the end of the source.
Result<bool> skipBlanks(TextWindow& window);

/// Moves the cursor to the first value, over comments and banners.
/// Errors: those of the source.
Result<void> skipPreamble(TextWindow& window);

/// The scan's failure as an error of this window's file.
Error scanError(const TextWindow& window, const JsonScan& scan);

} // namespace hindcast
