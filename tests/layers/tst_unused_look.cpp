#include "tests/support/corpus.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

namespace {

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// All that the window is made of, save the style sheet, in one text.
QString windowSources()
{
    QString all;
    for (const char16_t* folder : {u"views", u"app"}) {
        QDirIterator files(sourceFile(folder),
            {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
            QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            all += path.endsWith(QStringLiteral("style_sheet.cpp")) ? QString() : contentOf(path);
        }
    }
    return all;
}

} // namespace

/// What the look holds ready and nobody takes is dead weight that a reader has to understand.
class UnusedLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sources = windowSources();
        QVERIFY(m_sources.size() > 100'000);
    }

    void every_icon_is_shown_somewhere()
    {
        const QStringList icons = QDir(sourceFile(u"resources/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(!icons.isEmpty());
        for (const QString& icon : icons) {
            const QString name = u'"' + icon.chopped(4) + u'"';
            QVERIFY2(m_sources.contains(name), qPrintable(icon));
        }
    }

    void every_property_that_a_style_rule_asks_for_is_set_somewhere()
    {
        const QRegularExpression asked(QStringLiteral(R"(\[(\w+)="true"\])"));
        auto found = asked.globalMatch(contentOf(sourceFile(u"views/theme/style_sheet.cpp")));
        QVERIFY(found.hasNext());
        while (found.hasNext()) {
            const QString name = found.next().captured(1);
            QVERIFY2(m_sources.contains(QStringLiteral("setProperty(\"%1\"").arg(name)), qPrintable(name));
        }
    }

private:
    QString m_sources;
};

QTEST_GUILESS_MAIN(UnusedLook)
#include "tst_unused_look.moc"
