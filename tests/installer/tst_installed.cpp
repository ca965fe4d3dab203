#include "tests/support/corpus.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Answer {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Answer run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit) {
        return {-1, process.readAllStandardOutput(), process.errorString().toUtf8()};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// The options that a help text lists: every name of "  -o,--output TEXT   The file".
QStringList optionsIn(const QString& help)
{
    static const QRegularExpression entry(
        QStringLiteral("^  (-\\S+(?:, -\\S+)*)"), QRegularExpression::MultilineOption);
    static const QRegularExpression name(QStringLiteral("--?[a-z-]+"));
    QStringList options;
    for (auto line = entry.globalMatch(help); line.hasNext();) {
        for (auto one = name.globalMatch(line.next().captured(1)); one.hasNext();) {
            options << one.next().captured();
        }
    }
    return options;
}

/// The options that a man page, or a part of one, describes.
QStringList optionsDescribedIn(const QString& page)
{
    static const QRegularExpression entry(
        QStringLiteral("^\\.TP\\n(.*)$"), QRegularExpression::MultilineOption);
    static const QRegularExpression name(QStringLiteral("--?[a-z-]+"));
    QStringList options;
    for (auto term = entry.globalMatch(page); term.hasNext();) {
        for (auto one = name.globalMatch(term.next().captured(1)); one.hasNext();) {
            options << one.next().captured();
        }
    }
    return options;
}

/// From the line that starts with `heading` to the next heading.
QString section(const QString& page, const QString& heading)
{
    const auto start = page.indexOf(u'\n' + heading);
    if (start < 0) {
        return {};
    }
    const auto end = page.indexOf(QStringLiteral("\n.S"), start + 1);
    return page.mid(start, end < 0 ? -1 : end - start);
}

} // namespace

/// What "cmake --install" puts into a folder is what the packages hold.
class Installed : public QObject {
    Q_OBJECT

private:
    QString path(const QString& below) const { return m_prefix.filePath(below); }
    QString share(const QString& below) const { return path(QStringLiteral("share/") + below); }

    QString help(const QString& program, const QStringList& command = {}) const
    {
        return QString::fromUtf8(
            run(path(QStringLiteral("bin/") + program), command + QStringList{QStringLiteral("--help")}).out);
    }

    QString manPage(const QString& program) const
    {
        const QString file = share(QStringLiteral("man/man1/%1.1.gz").arg(program));
        const Answer page = run(QStringLiteral("gzip"), {QStringLiteral("-dc"), file});
        return QString::fromUtf8(page.out).replace(QStringLiteral("\\-"), QStringLiteral("-"));
    }

    QTemporaryDir m_prefix;

private Q_SLOTS:
    void initTestCase()
    {
        const Answer install = run(QStringLiteral(CMAKE_COMMAND),
            {QStringLiteral("--install"),
                QStringLiteral(HINDCAST_BUILD_DIR),
                QStringLiteral("--prefix"),
                m_prefix.path()});
        QVERIFY2(install.exitCode == 0, install.err);
        qputenv("LC_ALL", "C.UTF-8");
    }

    void both_programs_work_from_there()
    {
        const Answer tried = run(sourceFile(u"installer/try"), {m_prefix.path()});
        QVERIFY2(tried.exitCode == 0, tried.out + tried.err);
    }

    // One row a file: who judges it. The judges come with "installer/require test".
    void the_formats_are_kept_data()
    {
        QTest::addColumn<QString>("judge");
        QTest::addColumn<QString>("file");
        QTest::newRow("desktop entry") << "desktop-file-validate"
                                       << "applications/hindcast.desktop";
        QTest::newRow("metainfo") << "appstreamcli validate --no-net"
                                  << "metainfo/org.hindcast.hindcast.metainfo.xml";
        QTest::newRow("man page of the window") << "man --warnings -E UTF-8 -Tutf8 -Z -l"
                                                << "man/man1/hindcast.1.gz";
        QTest::newRow("man page of the command line") << "man --warnings -E UTF-8 -Tutf8 -Z -l"
                                                      << "man/man1/hindcastctl.1.gz";
    }

    void the_formats_are_kept()
    {
        QFETCH(QString, judge);
        QFETCH(QString, file);
        QStringList words = judge.split(u' ');
        const QString program = words.takeFirst();
        QVERIFY(QFileInfo::exists(share(file)));
        const Answer verdict = run(program, words + QStringList{share(file)});
        QVERIFY2(verdict.exitCode == 0 && verdict.err.isEmpty(), verdict.out + verdict.err);
    }

    void the_desktop_entry_names_what_is_installed()
    {
        QFile entry(share(QStringLiteral("applications/hindcast.desktop")));
        QVERIFY(entry.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(entry.readAll());
        QVERIFY(text.contains(QStringLiteral("\nExec=hindcast %F\n")));
        QVERIFY(text.contains(QStringLiteral("\nIcon=hindcast\n")));
        QVERIFY(QFileInfo(path(QStringLiteral("bin/hindcast"))).isExecutable());
        QVERIFY(QFileInfo::exists(share(QStringLiteral("icons/hicolor/scalable/apps/hindcast.svg"))));
    }

    void a_project_is_known_by_its_content()
    {
        const QString project = path(QStringLiteral("named-otherwise.db"));
        const QString sample = share(QStringLiteral("hindcast/samples/orders.ndjson"));
        const Answer import = run(path(QStringLiteral("bin/hindcastctl")),
            {QStringLiteral("import"), sample, QStringLiteral("-o"), project});
        QVERIFY2(import.exitCode == 0, import.err);
        QFile otherStore(path(QStringLiteral("other.db")));
        QVERIFY(otherStore.open(QIODevice::WriteOnly));
        otherStore.write(QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\0'));
        otherStore.close();
        // In one folder with the types that come with the desktop, as it is after an installation.
        QVERIFY(QFile::copy(QStringLiteral("/usr/share/mime/packages/freedesktop.org.xml"),
            share(QStringLiteral("mime/packages/freedesktop.org.xml"))));
        qputenv("XDG_DATA_DIRS", path(QStringLiteral("share")).toUtf8());
        qputenv("XDG_DATA_HOME", path(QStringLiteral("none")).toUtf8());
        const Answer merged = run(QStringLiteral("update-mime-database"), {share(QStringLiteral("mime"))});
        QVERIFY2(merged.exitCode == 0 && merged.err.isEmpty(), merged.err);

        const QMimeDatabase types;
        const auto byContent = [&](const QString& file) {
            return types.mimeTypeForFile(file, QMimeDatabase::MatchContent).name();
        };
        const QString ours = QStringLiteral("application/x-hindcast");
        const QString store = QStringLiteral("application/vnd.sqlite3");
        QCOMPARE(byContent(project), ours);
        QCOMPARE(byContent(otherStore.fileName()), store);
        QCOMPARE(
            types.mimeTypeForFile(QStringLiteral("a.hindcast"), QMimeDatabase::MatchExtension).name(), ours);
        const QMimeType type = types.mimeTypeForName(ours);
        QVERIFY(type.inherits(store));
        QVERIFY(QFileInfo::exists(
            share(QStringLiteral("icons/hicolor/scalable/mimetypes/%1.svg").arg(type.iconName()))));
    }

    void every_command_and_option_is_in_the_man_page()
    {
        const QString page = manPage(QStringLiteral("hindcastctl"));
        const QStringList everywhere = optionsDescribedIn(section(page, QStringLiteral(".SH OPTIONS")));
        const QString list = help(QStringLiteral("hindcastctl"));
        static const QRegularExpression commandLine(
            QStringLiteral("^  ([a-z]+) "), QRegularExpression::MultilineOption);
        int commands = 0;
        for (auto each = commandLine.globalMatch(list.mid(list.indexOf(QStringLiteral("Subcommands:"))));
             each.hasNext();) {
            const QString command = each.next().captured(1);
            if (command == QStringLiteral("hindcastctl")) {
                continue; // the example below the list
            }
            ++commands;
            const QString part = section(page, QStringLiteral(".SS hindcastctl %1 ").arg(command));
            QVERIFY2(!part.isEmpty(), qPrintable(command));
            const QStringList described = everywhere + optionsDescribedIn(part);
            const QStringList options = optionsIn(help(QStringLiteral("hindcastctl"), {command}));
            QVERIFY(options.contains(QStringLiteral("--json")));
            for (const QString& option : options) {
                QVERIFY2(described.contains(option), qPrintable(command + u' ' + option));
            }
        }
        QVERIFY(commands >= 13);
        for (const QString& option : optionsIn(list)) {
            QVERIFY2(everywhere.contains(option), qPrintable(option));
        }
    }

    void every_option_of_the_window_is_in_its_man_page()
    {
        const QStringList described =
            optionsDescribedIn(section(manPage(QStringLiteral("hindcast")), QStringLiteral(".SH OPTIONS")));
        const QStringList options = optionsIn(help(QStringLiteral("hindcast")));
        QVERIFY(options.contains(QStringLiteral("--sample")));
        for (const QString& option : options) {
            QVERIFY2(described.contains(option), qPrintable(option));
        }
    }

    void the_texts_name_the_version_of_the_programs()
    {
        const auto holds = [](const QString& file, const QString& text) {
            QFile in(file);
            return in.open(QIODevice::ReadOnly) && QString::fromUtf8(in.readAll()).contains(text);
        };
        const QString version = QStringLiteral(HINDCAST_VERSION);
        QVERIFY(holds(share(QStringLiteral("metainfo/org.hindcast.hindcast.metainfo.xml")),
            QStringLiteral("<release version=\"%1\"").arg(version)));
        QVERIFY(
            holds(sourceFile(u"installer/debian/changelog"), QStringLiteral("hindcast (%1) ").arg(version)));
        QVERIFY(manPage(QStringLiteral("hindcast")).contains(QStringLiteral("\"Hindcast %1\"").arg(version)));
    }
};

QTEST_GUILESS_MAIN(Installed)
#include "tst_installed.moc"
