#pragma once

#include <QString>

/// Where the real logs lie: the folder that HINDCAST_CORPUS names, or `../shared/logs` beside the checkout.
/// Tests use the files in place; where the folder is absent they skip and say so:
///
///     const QString path = corpusFile(u"xes/running-example.xes");
///     if (path.isEmpty()) QSKIP(corpusAbsent);
QString corpusFile(QStringView relativePath);

inline constexpr const char* corpusAbsent = "the real logs are absent: set HINDCAST_CORPUS to their folder";

/// A file that the repository holds, by its path from the top.
QString sourceFile(QStringView relativePath);
