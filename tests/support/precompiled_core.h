#pragma once

// Precompiled for tests without a window; no file may rely on it.
#include "model/session/precompiled.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <rapidcheck.h>
