#include "views/panels/entity_pane.h"

#include "model/session/entity_model.h"
#include "model/session/words.h"
#include "views/panels/empty_note.h"
#include "views/panels/entity_list_view.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace hindcast {

EntityPane::EntityPane(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new EntityModel(session.host(), session.cursor(), this))
    , m_heading(new PaneHeading(tr("Entities"), this))
    , m_filter(new QLineEdit(this))
    , m_category(new QComboBox(this))
    , m_list(new EntityListView(session, *m_model, this))
    , m_note(new EmptyNote(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(tr("Entities"));
    setFocusProxy(m_list);
    m_filter->setPlaceholderText(tr("Filter entities"));
    m_filter->setAccessibleName(tr("Filter entities by name"));
    m_filter->setToolTip(tr("Filter entities by name; Down goes to the list, Esc clears"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_category->setAccessibleName(tr("Kind of entity"));
    m_category->setToolTip(tr("Which kind of entity to list"));
    m_category->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_category->setMinimumContentsLength(8);

    auto* fields = new QVBoxLayout;
    fields->setContentsMargins(Theme::padding, 8, Theme::padding, 8);
    fields->setSpacing(6);
    fields->addWidget(m_filter);
    fields->addWidget(m_category);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addLayout(fields);
    column->addLayout(m_stack, 1);

    connect(m_filter, &QLineEdit::textChanged, this, &EntityPane::applyFilter);
    connect(m_category, &QComboBox::currentIndexChanged, this, &EntityPane::applyFilter);
    connect(m_model, &EntityModel::summaryChanged, this, &EntityPane::summarise);
    connect(&session.host(), &ProjectHost::opened, this, &EntityPane::startOver);
    connect(&session.host(), &ProjectHost::closed, this, &EntityPane::startOver);
    connect(&session.host(), &ProjectHost::grown, this, &EntityPane::fillCategories);
    connect(&session.host(), &ProjectHost::reloaded, this, &EntityPane::fillCategories);
    startOver();
}

void EntityPane::startOver()
{
    m_filter->clear();
    m_category->clear();
    fillCategories();
    m_category->setCurrentIndex(0);
    summarise();
}

void EntityPane::fillCategories()
{
    const auto columns = m_session.columns();
    const QSignalBlocker quiet(m_category);
    if (m_category->count() == 0) {
        m_category->addItem(tr("All kinds"), QVariant::fromValue(qlonglong{0}));
    }
    if (columns) {
        const auto& names = columns->names().categories;
        for (std::size_t i = static_cast<std::size_t>(m_category->count()); i < names.size(); ++i) {
            m_category->addItem(fromUtf8(names[i]), QVariant::fromValue(static_cast<qlonglong>(i)));
        }
    }
    m_category->setVisible(m_category->count() > 2);
}

void EntityPane::applyFilter()
{
    const qlonglong category = m_category->currentData().toLongLong();
    m_model->setFilter(
        m_filter->text().trimmed(), category > 0 ? std::optional(CategoryId{category}) : std::nullopt);
}

QString EntityPane::nounFor(std::int64_t count) const
{
    const auto columns = m_session.columns();
    const auto& names = columns->names().categories;
    auto category = m_model->category();
    if (!category && names.size() == 2) {
        category = CategoryId{1};
    }
    const QString noun = category ? fromUtf8(names[static_cast<std::size_t>(category->value)]) : tr("entity");
    return count == 1 && !noun.endsWith(u's') ? noun : pluralOf(noun);
}

void EntityPane::summarise()
{
    m_filter->setEnabled(m_session.columns() != nullptr);
    if (!m_session.columns()) {
        m_heading->setNote({});
        m_note->say(tr("Open a log to see its entities."));
        m_stack->setCurrentWidget(m_note);
        return;
    }
    const std::int64_t rows = m_model->rowCount();
    QString count = grouped(rows) + u' ' + nounFor(rows);
    if (!m_model->filterText().isEmpty()) {
        count = tr("%1 of %2").arg(grouped(rows), grouped(m_model->existing()));
    }
    m_heading->setNote(tr("at %1 · %2").arg(grouped(m_model->playhead().value), count)
        + (m_model->isFiltering() ? tr(" · filtering…") : QString()));
    if (rows > 0) {
        m_stack->setCurrentWidget(m_list);
        return;
    }
    if (m_model->isFiltered() && m_model->existing() > 0) {
        m_note->say(tr("None of the %1 that exist here matches.")
                        .arg(counted(m_model->existing(), tr("entity"), tr("entities"))),
            tr("Show all"),
            [this] {
                m_filter->clear();
                m_category->setCurrentIndex(0);
            });
    } else {
        m_note->say(tr("Nothing exists yet at this position."), tr("Go to the first event"), [this] {
            m_session.cursor().jumpTo(Position{1});
        });
    }
    m_stack->setCurrentWidget(m_note);
}

bool EntityPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_list->setFocus(Qt::OtherFocusReason);
            if (m_list->selectedRow() < 0 && m_model->rowCount() > 0) {
                m_session.selection().setStream(m_model->streamAt(0));
            }
            return true;
        }
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hindcast
