#include "views/theme/theme.h"
#include "views/window/main_window.h"
#include "views/window/theme_setting.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Hindcast"));
    QApplication::setOrganizationName(QStringLiteral("Hindcast"));
    QApplication::setDesktopFileName(QStringLiteral("hindcast"));
    QApplication::setApplicationVersion(QStringLiteral(HINDCAST_VERSION));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/desktop/hindcast.svg")));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "A time-travel debugger for event logs."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sample(
        QStringLiteral("sample"), QApplication::translate("main", "Open the bundled sample log."));
    parser.addOption(sample);
    parser.addPositionalArgument(QStringLiteral("files"),
        QApplication::translate("main", "Projects to open or logs to import."),
        QStringLiteral("[FILE...]"));
    parser.process(application);

    hindcast::Theme::instance().apply(hindcast::rememberedTheme());
    hindcast::MainWindow window;
    window.show();
    if (parser.isSet(sample)) {
        window.openSample();
    } else if (!parser.positionalArguments().isEmpty()) {
        window.openPaths(parser.positionalArguments());
    }
    return QApplication::exec();
}
