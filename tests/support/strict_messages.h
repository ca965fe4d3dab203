#pragma once

#include <QString>
#include <QStringList>

/// Collects what Qt and we warn about while it lives, so that a test can fail on it:
///
///     void cleanup() { QCOMPARE(m_messages.take(), QStringList()); }
///
/// One at a time.
class StrictMessages {
public:
    StrictMessages();
    ~StrictMessages();
    StrictMessages(const StrictMessages&) = delete;
    StrictMessages& operator=(const StrictMessages&) = delete;

    /// All warnings since the last call.
    QStringList take();
};
