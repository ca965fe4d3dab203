#pragma once

#include "tests/engine/expr/evaluated.h"

#include <QtTest>

#include <initializer_list>

/// One row a case: an expression and what it comes to.
struct EvalRow {
    const char* source;
    const char* expected;
    const char* bindings = "{}";
};

inline void addRows(std::initializer_list<EvalRow> rows)
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("bindings");
    for (const EvalRow& row : rows) {
        QTest::addRow("%s | %s", row.source, row.bindings)
            << QByteArray(row.source) << QByteArray(row.expected) << QByteArray(row.bindings);
    }
}

inline void compareRow()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, bindings);
    QCOMPARE(QByteArray::fromStdString(evaluated(source.toStdString(), bindings.toStdString())), expected);
}
