#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

/// What one run of hindcastctl answered.
struct CtlAnswer {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const;
    QJsonArray array() const;
    /// One object a line of standard output.
    QList<QJsonObject> lines() const;
};

/// Runs the program to its end; `input` is its standard input.
CtlAnswer runCtl(const QStringList& arguments, const QByteArray& input = {});

/// The same with standard output to a file, which may be a device.
CtlAnswer runCtlInto(const QString& file, const QStringList& arguments);

/// Writes a file and returns its path.
QString writeFile(const QString& path, const QByteArray& content);
