#include "views/panels/fixed_row_view.h"

#include <QAbstractListModel>
#include <QEvent>
#include <QtTest>

#include <memory>

using namespace hindcast;

namespace {

class ManyRows : public QAbstractListModel {
public:
    static constexpr int rows = 1'000'000;

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : rows; }
    QVariant data(const QModelIndex&, int) const override { return {}; }
    void change(int first, int last) { Q_EMIT dataChanged(index(first), index(last)); }
};

/// Counts the rows whose place is asked for, and the paintings.
class CountingView : public FixedRowView {
public:
    CountingView()
        : FixedRowView(20)
    {
        viewport()->installEventFilter(this);
    }

    QRect visualRect(const QModelIndex& index) const override
    {
        ++placesAsked;
        return FixedRowView::visualRect(index);
    }

    mutable int placesAsked = 0;
    int paintings = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        paintings += event->type() == QEvent::Paint ? 1 : 0;
        return FixedRowView::eventFilter(watched, event);
    }
};

} // namespace

/// What a list of a million rows costs.
class FixedRowViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<CountingView>();
        m_view->setModel(&m_model);
        m_view->resize(200, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->reveal(500'000);
        QCoreApplication::processEvents();
        m_view->placesAsked = 0;
        m_view->paintings = 0;
    }

    void a_change_of_all_rows_costs_the_visible_ones()
    {
        m_model.change(0, ManyRows::rows - 1);
        QVERIFY2(
            m_view->placesAsked <= m_view->fullRows() + 2, qPrintable(QString::number(m_view->placesAsked)));
        QTRY_COMPARE(m_view->paintings, 1);
    }

    void a_change_in_sight_is_drawn_data()
    {
        QTest::addColumn<int>("offset"); // of the changed row, from the first one in sight
        QTest::addColumn<int>("paintings");
        QTest::newRow("first row") << 0 << 1;
        QTest::newRow("last row") << 19 << 1;
        QTest::newRow("above") << -1 << 0;
        QTest::newRow("below") << 100 << 0;
    }
    void a_change_in_sight_is_drawn()
    {
        QFETCH(int, offset);
        QFETCH(int, paintings);
        const int row = m_view->topRow() + offset;
        m_model.change(row, row);
        QCoreApplication::processEvents();
        QCOMPARE(m_view->paintings, paintings);
    }

private:
    ManyRows m_model;
    std::unique_ptr<CountingView> m_view;
};

QTEST_MAIN(FixedRowViewTest)
#include "tst_fixed_row_view.moc"
