#include "tests/support/strict_messages.h"

#include <QMutex>
#include <QMutexLocker>

namespace {

QMutex mutex; // warnings come from every thread
QStringList warnings;
QtMessageHandler before = nullptr;

void note(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    // What the offscreen platform can't do is no fault of the window.
    const bool ofPlatform = text.startsWith(QStringLiteral("This plugin does not support "));
    if ((type == QtWarningMsg || type == QtCriticalMsg) && !ofPlatform) {
        const QMutexLocker lock(&mutex);
        warnings << text;
    }
    if (before != nullptr) {
        before(type, context, text);
    }
}

} // namespace

StrictMessages::StrictMessages()
{
    before = qInstallMessageHandler(note);
}

StrictMessages::~StrictMessages()
{
    qInstallMessageHandler(before);
}

QStringList StrictMessages::take()
{
    const QMutexLocker lock(&mutex);
    return std::exchange(warnings, {});
}
