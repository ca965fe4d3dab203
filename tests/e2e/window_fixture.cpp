#include "tests/e2e/window_fixture.h"

#include "views/dialogs/import_sheet.h"
#include "views/theme/theme.h"
#include "views/window/message_bar.h"
#include "views/window/workspace.h"

#include <QApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QUrl>

using namespace hindcast;

namespace {

constexpr int patience = 20000; // sanitizers and busy machines; a passing test waits only as long as it must

} // namespace

WindowFixture::WindowFixture()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QApplication::setOrganizationName(QStringLiteral("HindcastTest"));
    QApplication::setApplicationName(QStringLiteral("HindcastTest"));
    Theme::instance().apply(ThemeChoice::Light);
    open();
}

WindowFixture::~WindowFixture()
{
    m_window->close();
}

void WindowFixture::open()
{
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowFixture::restart()
{
    m_window->close();
    m_window.reset();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QString WindowFixture::copyOf(const QString& path) const
{
    const QString copy = m_home.filePath(QFileInfo(path).fileName());
    QFile::copy(path, copy);
    return copy;
}

QString WindowFixture::write(const QString& name, const QByteArray& content) const
{
    const QString path = m_home.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(content);
    }
    return path;
}

void WindowFixture::press(int key, Qt::KeyboardModifiers modifiers)
{
    // An open popup gets the keys first, as it does from a window system.
    QWidget* target = QApplication::activePopupWidget();
    if (target == nullptr) {
        // The offscreen platform makes a popup the active window and doesn't give that back.
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        target = QApplication::focusWidget();
    }
    QTest::keyClick(target != nullptr ? target : m_window.get(), static_cast<Qt::Key>(key), modifiers);
}

void WindowFixture::type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void WindowFixture::click(QWidget* widget, QPoint at)
{
    QTest::mouseClick(widget, Qt::LeftButton, {}, at);
}

void WindowFixture::drop(const QStringList& paths)
{
    QMimeData files;
    QList<QUrl> urls;
    for (const QString& path : paths) {
        urls << QUrl::fromLocalFile(path);
    }
    files.setUrls(urls);
    const QPoint middle = m_window->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    auto* overlay = m_window->findChild<QWidget*>(QStringLiteral("dropOverlay"));
    QVERIFY(overlay->isVisible());
    QDropEvent dropped(middle, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(overlay, &dropped);
    QVERIFY(!overlay->isVisible());
}

bool WindowFixture::awaitSheet()
{
    return QTest::qWaitFor(
        [this] {
            return m_window->currentPage() == &m_window->importSheet() && m_window->importSheet().isReady();
        },
        patience);
}

bool WindowFixture::awaitOpen()
{
    return QTest::qWaitFor(
        [this] {
            return m_window->currentPage() == &m_window->workspace()
                && session().host().state() == ProjectHost::State::Open;
        },
        patience);
}

bool WindowFixture::awaitError()
{
    return QTest::qWaitFor(
        [this] { return m_window->messages().isVisible() && m_window->messages().isError(); }, patience);
}

bool WindowFixture::awaitPosition(std::int64_t wanted)
{
    return QTest::qWaitFor([this, wanted] { return position().value == wanted; }, patience);
}

bool WindowFixture::importLog(const QString& path)
{
    drop({path});
    if (!awaitSheet()) {
        return false;
    }
    press(Qt::Key_Return);
    return awaitOpen();
}
