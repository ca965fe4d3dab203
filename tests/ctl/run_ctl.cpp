#include "tests/ctl/run_ctl.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

QJsonObject CtlAnswer::object() const
{
    return QJsonDocument::fromJson(out).object();
}

QJsonArray CtlAnswer::array() const
{
    return QJsonDocument::fromJson(out).array();
}

QList<QJsonObject> CtlAnswer::lines() const
{
    QList<QJsonObject> all;
    for (const QByteArray& line : out.split('\n')) {
        if (!line.isEmpty()) {
            all << QJsonDocument::fromJson(line).object();
        }
    }
    return all;
}

CtlAnswer runCtl(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(QStringLiteral(HINDCASTCTL), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit) {
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}
