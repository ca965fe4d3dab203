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

namespace {

CtlAnswer run(QProcess& process, const QStringList& arguments, const QByteArray& input)
{
    process.start(QStringLiteral(HINDCASTCTL), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit) {
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

CtlAnswer runCtl(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    return run(process, arguments, input);
}

CtlAnswer runCtlInto(const QString& file, const QStringList& arguments)
{
    QProcess process;
    process.setStandardOutputFile(file, QIODevice::Append);
    return run(process, arguments, {});
}

QString writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}
