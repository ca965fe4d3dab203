#include "tests/e2e/user_test.h"

#include "tests/support/corpus.h"

#include <QTest>

void UserTest::init()
{
    m_user = std::make_unique<WindowFixture>();
}

void UserTest::cleanup()
{
    const QStringList warnings = m_user->takeWarnings();
    m_user.reset();
    QCOMPARE(warnings, QStringList());
}

bool UserTest::openSample()
{
    return m_user->importLog(m_user->copyOf(sourceFile(u"resources/samples/orders.ndjson")));
}
