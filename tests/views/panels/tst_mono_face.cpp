#include "views/panels/cell_painting.h"
#include "views/panels/mono_face.h"
#include "views/theme/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QtTest>

#include <functional>

using namespace hindcast;

/// Text set by arithmetic against the same text set by Qt.
class MonoFaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Theme::instance().apply(ThemeChoice::Light);
        m_font = Theme::instance().dataFont();
        m_face = MonoFace::of(m_font);
        QVERIFY2(m_face != nullptr, "the data font is of one width");
    }

    void a_font_of_several_widths_has_none() { QVERIFY(MonoFace::of(Theme::instance().uiFont()) == nullptr); }

    void only_ascii_is_plain()
    {
        QVERIFY(MonoFace::isPlain(QStringLiteral("{\"amount\":45.48} ~")));
        QVERIFY(!MonoFace::isPlain(QStringLiteral("Bestellung für")));
        QVERIFY(!MonoFace::isPlain(QStringLiteral("tab\tbed")));
        QVERIFY(MonoFace::isPlain(QString()));
    }

    void a_line_is_as_wide_as_qt_says()
    {
        for (const QString& text : {QStringLiteral("order-42"), QString(300, u'w'), QStringLiteral("i")}) {
            QCOMPARE(m_face->widthOf(text), qCeil(QFontMetricsF(m_font).horizontalAdvance(text)));
        }
    }

    void what_does_not_fit_is_left_out_data()
    {
        QTest::addColumn<int>("elide");
        QTest::addColumn<int>("characters"); // that there is room for
        QTest::addColumn<QString>("shown");
        QTest::newRow("all fits") << int(Qt::ElideRight) << 10 << QStringLiteral("0123456789");
        QTest::newRow("right") << int(Qt::ElideRight) << 6 << QStringLiteral("01234…");
        QTest::newRow("middle, odd") << int(Qt::ElideMiddle) << 6 << QStringLiteral("012…89");
        QTest::newRow("middle, even") << int(Qt::ElideMiddle) << 7 << QStringLiteral("012…789");
        QTest::newRow("left") << int(Qt::ElideLeft) << 4 << QStringLiteral("…789");
        QTest::newRow("none") << int(Qt::ElideNone) << 4 << QStringLiteral("0123456789");
        QTest::newRow("hardly any room") << int(Qt::ElideRight) << 1 << QStringLiteral("…");
        QTest::newRow("no room") << int(Qt::ElideRight) << 0 << QStringLiteral("…");
    }
    void what_does_not_fit_is_left_out()
    {
        QFETCH(int, elide);
        QFETCH(int, characters);
        QFETCH(QString, shown);
        const int width = m_face->widthOf(QString(characters, u'0'));
        QCOMPARE(m_face->elided(QStringLiteral("0123456789"), Qt::TextElideMode(elide), width), shown);
    }

    /// The same ink as Qt's, but for the grey of its edges.
    void it_looks_as_qt_draws_it_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("name") << QStringLiteral("order-42");
        QTest::newRow("payload") << QStringLiteral("{\"amount\": 45.48, \"items\": [1, 2]}");
        QTest::newRow("elided") << QStringLiteral("payment/20…91");
        QTest::newRow("blank") << QStringLiteral("   ");
    }
    void it_looks_as_qt_draws_it()
    {
        QFETCH(QString, text);
        const QImage ours = drawn([&](QPainter& painter) { m_face->draw(painter, QPointF(4, 20), text); });
        const QImage qts = drawn([&](QPainter& painter) { painter.drawText(QPointF(4, 20), text); });
        int different = 0;
        for (int y = 0; y < ours.height(); ++y) {
            for (int x = 0; x < ours.width(); ++x) {
                different += qAbs(qGray(ours.pixel(x, y)) - qGray(qts.pixel(x, y))) > 64 ? 1 : 0;
            }
        }
        QCOMPARE(different, 0);
    }

    /// In one table lines of both kinds stand side by side.
    void a_cells_line_stands_where_qt_puts_it_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("alignment");
        for (int height = 18; height <= 34; ++height) {
            QTest::addRow("left, %d", height) << height << int(Qt::AlignLeft | Qt::AlignVCenter);
            QTest::addRow("right, %d", height) << height << int(Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    void a_cells_line_stands_where_qt_puts_it()
    {
        QFETCH(int, height);
        QFETCH(int, alignment);
        const QRect cell(10, 4, 300, height);
        const QString text = QStringLiteral("Hgx-42");
        const QRect ours = ink(drawn([&](QPainter& painter) {
            drawCellText(painter, cell, text, m_font, Qt::black, Qt::Alignment(alignment));
        }));
        const QRect qts = ink(
            drawn([&](QPainter& painter) { painter.drawText(cell, alignment | Qt::TextSingleLine, text); }));
        QCOMPARE(ours.top(), qts.top());
        QCOMPARE(ours.bottom(), qts.bottom());
        QVERIFY(qAbs(ours.left() - qts.left()) <= 1);
    }

private:
    static QRect ink(const QImage& image)
    {
        QRect box;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                box = qGray(image.pixel(x, y)) < 128 ? box.united(QRect(x, y, 1, 1)) : box;
            }
        }
        return box;
    }
    QImage drawn(const std::function<void(QPainter&)>& draw) const
    {
        QImage image(400, 50, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(m_font);
        painter.setPen(Qt::black);
        draw(painter);
        return image;
    }

    QFont m_font;
    const MonoFace* m_face = nullptr;
};

QTEST_MAIN(MonoFaceTest)
#include "tst_mono_face.moc"
