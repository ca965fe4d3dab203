#include "engine/io/byte_source.h"
#include "engine/io/text_window.h"
#include "tests/support/packed.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <rapidcheck.h>

#include <sys/stat.h>

using namespace hindcast;

namespace {

/// All that can be read, or the error's name.
std::string readAll(std::string bytes)
{
    Result<std::unique_ptr<ByteSource>> source = ByteSource::ofText(std::move(bytes));
    if (!source) {
        return std::string(nameOf(source.error().code));
    }
    std::string text;
    for (;;) {
        Result<bool> more = (*source)->read(text, 1);
        if (!more) {
            return std::string(nameOf(more.error().code));
        }
        if (!*more) {
            return text;
        }
    }
}

/// Of ASCII.
std::string utf16(const std::string& text)
{
    std::string units = "\xFF\xFE";
    for (const char c : text) {
        units += c;
        units += '\0';
    }
    return units;
}

std::string longText()
{
    std::string text;
    for (int i = 0; i < 200'000; ++i) {
        text += std::to_string(i * 7919) + '\n';
    }
    return text;
}

} // namespace

class ByteSourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unpacks_by_content_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const std::string& bytes, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray::fromStdString(text);
        };
        const std::string text = longText();
        row("plain", "abc", "abc");
        row("one byte", "a", "a");
        row("gzip", gzip("abc"), "abc");
        row("gzip, long", gzip(text), text);
        row("two members", gzip("abc") + gzip("def"), "abcdef");
        row("an empty member between", gzip("abc") + gzip("") + gzip("def"), "abcdef");
        row("padded with zeros", gzip("abc") + std::string(1000, '\0'), "abc");
        row("byte order mark", "\xEF\xBB\xBF{}", "{}");
        row("packed byte order mark", gzip("\xEF\xBB\xBF{}"), "{}");
        row("half a byte order mark", "\xEF\xBB", "\xEF\xBB");
        row("nothing", "", "file-empty");
        row("packed nothing", gzip(""), "file-empty");
        row("little-endian UTF-16", std::string("\xFF\xFE[\0\xE9\0", 6), "[\xC3\xA9");
        row("big-endian UTF-16", std::string("\xFE\xFF\0[\0\xE9", 6), "[\xC3\xA9");
        row("UTF-16 without a mark", std::string("<\0a\0", 4), "<a");
        row("big-endian without a mark", std::string("\0{\0a", 4), "{a");
        row("a surrogate pair", std::string("\xFF\xFE\x3D\xD8\x00\xDE", 6), "\xF0\x9F\x98\x80");
        row("half a pair", std::string("\xFF\xFE\x3D\xD8x\0", 6), "\xED\xA0\xBDx");
        row("half a unit", std::string("\xFF\xFEx\0y", 5), "x\xFF");
        row("UTF-16, long", utf16(text), text);
        row("UTF-16, packed in members",
            gzip(utf16(text).substr(0, 777)) + gzip(utf16(text).substr(777)),
            text);
        row("cut", gzip(text).substr(0, 5000), "bad-gzip");
        row("cut in the header", gzip("abc").substr(0, 6), "bad-gzip");
        row("cut in the check sum", gzip(text).substr(0, gzip(text).size() - 4), "bad-gzip");
        row("junk behind", gzip("abc") + "xyz", "bad-gzip");
        std::string damaged = gzip(text);
        damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
        row("damaged", damaged, "bad-gzip");
        std::string wrongSum = gzip("abc");
        wrongSum[wrongSum.size() - 6] = static_cast<char>(wrongSum[wrongSum.size() - 6] ^ 1);
        row("wrong check sum", wrongSum, "bad-gzip");
    }

    void unpacks_by_content()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QVERIFY(readAll(bytes.toStdString()) == text.toStdString());
    }

    void a_file_reads_as_its_bytes_do()
    {
        QTemporaryDir folder;
        const std::string text = longText();
        for (const std::string& bytes : {text, gzip(text)}) {
            QFile file(folder.filePath(QStringLiteral("log")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(bytes));
            file.close();
            Result<std::unique_ptr<ByteSource>> source = ByteSource::open(file.fileName().toStdString());
            QVERIFY(source.ok());
            std::string read;
            for (;;) {
                Result<bool> more = (*source)->read(read, 1);
                QVERIFY(more.ok());
                if (!*more) {
                    break;
                }
            }
            QVERIFY(read == text);
            QCOMPARE((*source)->rawRead(), static_cast<std::int64_t>(bytes.size()));
            QCOMPARE((*source)->rawSize(), static_cast<std::int64_t>(bytes.size()));
            QCOMPARE((*source)->isGzip(), bytes != text);
        }
    }

    void what_is_no_file_is_an_error()
    {
        QTemporaryDir folder;
        const auto codeOf = [](const QString& path) {
            return ByteSource::open(path.toStdString()).error().code;
        };
        QCOMPARE(codeOf(folder.filePath(QStringLiteral("absent"))), ErrorCode::FileNotFound);
        QCOMPARE(codeOf(folder.path()), ErrorCode::FileUnreadable);
        // Nobody writes to it: were it opened, this would wait for ever.
        const QString pipe = folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        QCOMPARE(codeOf(pipe), ErrorCode::FileUnreadable);
    }

    void a_stop_ends_reading()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("log")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("abc");
        file.close();
        std::stop_source stop;
        stop.request_stop();
        Result<std::unique_ptr<ByteSource>> source =
            ByteSource::open(file.fileName().toStdString(), stop.get_token());
        QVERIFY(source.ok());
        std::string text;
        QCOMPARE((*source)->read(text, 1).error().code, ErrorCode::Cancelled);
    }

    void a_window_knows_line_and_column_of_every_byte()
    {
        QVERIFY(rc::check("places are those of the whole text", [] {
            const auto text =
                *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::element('a', 'b', '\n', '\xC3')));
            Result<std::unique_ptr<ByteSource>> source = ByteSource::ofText(text);
            RC_ASSERT(source.ok());
            TextWindow window(**source);
            std::size_t at = 0;
            std::int64_t line = 1;
            std::int64_t column = 1;
            while (at < text.size()) {
                while (window.text().empty()) {
                    RC_ASSERT(window.grow().ok());
                }
                const auto step = *rc::gen::inRange<std::size_t>(1, window.text().size() + 1);
                for (std::size_t i = 0; i <= step; ++i) {
                    const Place place = window.placeAt(i);
                    RC_ASSERT(place.line == line);
                    RC_ASSERT(place.column == column);
                    if (i < step) {
                        const bool breaks = text[at + i] == '\n';
                        line += breaks ? 1 : 0;
                        column = breaks ? 1 : column + 1;
                    }
                }
                window.advance(step);
                at += step;
            }
        }));
    }
};

QTEST_GUILESS_MAIN(ByteSourceTest)
#include "tst_byte_source.moc"
