#pragma once

// Precompiled for tests of views; no file may rely on it.
#include "views/precompiled.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
