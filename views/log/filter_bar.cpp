#include "views/log/filter_bar.h"

#include "model/session/words.h"
#include "views/log/problem_place.h"
#include "views/theme/key_hint.h"
#include "views/theme/theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace hindcast {

FilterBar::FilterBar(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_field(new QLineEdit(this))
    , m_result(new QLabel(this))
    , m_place(new ProblemPlace(this))
    , m_problem(new QLabel(this))
    , m_faults(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_clear(new QToolButton(this))
    , m_completer(new FilterCompleter(this))
    , m_vocabulary(session.host())
{
    const Theme& theme = Theme::instance();
    m_field->setPlaceholderText(tr("Filter: text, type:Name, stream:name, = expression"));
    m_field->setAccessibleName(tr("Filter the log"));
    setHint(m_field,
        tr("Filter the log\nWords, type:Name and stream:name, or an expression: = event.data.total > 100\n"
           "Enter and Shift+Enter: next and previous hit, Ctrl+Space: what may stand here, Esc: clear"),
        "focus-filter");
    m_field->addAction(theme.icon(QStringLiteral("search"), Token::Muted), QLineEdit::LeadingPosition);
    m_field->setMinimumWidth(120);
    m_field->setCompleter(m_completer);
    m_field->installEventFilter(this);
    m_completer->popup()->installEventFilter(this); // while it is open it has the keyboard
    m_result->setProperty("muted", true);
    m_result->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_problem->setProperty("error", true);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_faults->setProperty("muted", true);
    m_faults->setWordWrap(true);
    m_faults->setTextFormat(Qt::RichText);
    m_faults->setTextInteractionFlags(Qt::TextBrowserInteraction);

    const auto prepare =
        [&](QToolButton* button, const char* icon, const QString& name, const char* command) {
            button->setIcon(theme.icon(QString::fromLatin1(icon), Token::Muted));
            button->setAccessibleName(name);
            setHint(button, name, command);
            button->setFocusPolicy(Qt::TabFocus);
        };
    prepare(m_previous, "chevron-up", tr("Previous hit"), "previous-hit");
    prepare(m_next, "chevron-down", tr("Next hit"), "next-hit");
    prepare(m_clear, "close", tr("Clear the filter"), nullptr);
    setHintKey(m_clear, tr("Esc")); // the field's own key, which nobody can change

    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_field, 1);
    row->addWidget(m_result);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_clear);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::padding, 5, Theme::padding, 5);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_place);
    column->addWidget(m_problem);
    column->addWidget(m_faults);

    m_pause.setSingleShot(true);
    m_pause.setInterval(std::chrono::milliseconds(150));
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        offer(FilterCompleter::Asked::ByTyping);
        m_pause.start();
    });
    // Choosing an offer sets the text without an edit, and the caret to its end.
    connect(
        m_completer,
        qOverload<const QString&>(&QCompleter::activated),
        this,
        [this](const QString& text) {
            m_field->setCursorPosition(static_cast<int>(m_completer->caretBehind(text)));
            m_pause.start();
        },
        Qt::QueuedConnection);
    connect(&m_vocabulary, &EventVocabulary::ready, this, [this] {
        if (m_field->hasFocus() && expressionStart(m_field->text())) {
            complete(FilterCompleter::Asked::ByTyping);
        }
    });
    connect(m_previous, &QToolButton::clicked, this, &FilterBar::previousHit);
    connect(m_next, &QToolButton::clicked, this, &FilterBar::nextHit);
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clearFilter);
    connect(&session.filter(), &LogFilter::changed, this, &FilterBar::showResult);
    connect(&session.filter(), &LogFilter::hitsGrew, this, &FilterBar::showResult);
    connect(&session.filter(), &LogFilter::problemChanged, this, &FilterBar::showResult);
    connect(m_faults, &QLabel::linkActivated, this, [this] {
        m_session.cursor().pause();
        m_session.cursor().jumpTo(m_session.filter().faults().first);
    });
    connect(&session.cursor(), &TimeCursor::positionChanged, this, &FilterBar::showResult);
    showResult();
}

void FilterBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::clearFilter()
{
    m_field->clear();
    apply();
}

void FilterBar::offer(FilterCompleter::Asked asked)
{
    const auto columns = m_session.columns();
    if (!columns) {
        return;
    }
    if (expressionStart(m_field->text())) {
        m_vocabulary.prepare();
        m_completer->offerExpression(m_field->text(), m_field->cursorPosition(), m_vocabulary.known(), asked);
    } else {
        m_completer->offer(m_field->text(), columns->names());
    }
}

void FilterBar::complete(FilterCompleter::Asked asked)
{
    offer(asked);
    m_completer->setCompletionPrefix(m_field->text());
    m_completer->complete();
}

void FilterBar::apply()
{
    m_pause.stop();
    m_session.filter().setQuery(m_field->text().trimmed());
}

void FilterBar::step(int direction)
{
    apply();
    const auto hit = m_session.filter().neighbour(m_session.cursor().position(), direction);
    if (hit) {
        m_session.cursor().pause();
        m_session.cursor().jumpTo(*hit);
        return;
    }
    const auto hits = m_session.filter().hits();
    if (hits && !hits->empty() && !m_session.filter().isSearching()) {
        const QString here = grouped(m_session.cursor().position().value);
        Q_EMIT missed(direction > 0 ? tr("No hit after %1; Shift+Enter goes back.").arg(here)
                                    : tr("No hit before %1; Enter goes on.").arg(here));
    }
}

QString FilterBar::resultText() const
{
    const LogFilter& filter = m_session.filter();
    const auto hits = filter.hits();
    if (!hits) {
        return {};
    }
    const auto count = static_cast<std::int64_t>(hits->size());
    const auto playhead = static_cast<std::uint32_t>(m_session.cursor().position().value);
    const auto here = std::lower_bound(hits->begin(), hits->end(), playhead);
    QString text = counted(count, tr("hit"), tr("hits"));
    if (here != hits->end() && *here == playhead) {
        text = tr("%1 of %2").arg(grouped(here - hits->begin() + 1), text);
    }
    return filter.isSearching() ? tr("%1, searching…").arg(text) : text;
}

void FilterBar::showResult()
{
    const LogFilter& filter = m_session.filter();
    const auto hits = filter.hits();
    const QString query = filter.query();
    if (!m_field->hasFocus() && m_field->text().trimmed() != query) {
        // Someone else filtered (the timeline, the palette), or the project was closed.
        m_field->setText(query);
    }
    m_result->setText(resultText());
    // Only ever wider while one filter is on: the field must not shake with the count.
    m_result->setMinimumWidth(hits ? std::max(m_result->minimumWidth(), m_result->sizeHint().width()) : 0);
    m_result->setVisible(hits != nullptr);
    showProblem();
    showFaults();
    const bool some = hits && !hits->empty();
    m_previous->setVisible(hits != nullptr);
    m_next->setVisible(hits != nullptr);
    m_previous->setEnabled(some);
    m_next->setEnabled(some);
    m_clear->setVisible(!m_field->text().isEmpty() || hits != nullptr);
}

void FilterBar::showProblem()
{
    const FilterProblem& problem = m_session.filter().problem();
    m_problem->setText(problem.sentence);
    m_problem->setVisible(!problem.isEmpty());
    m_field->setProperty("invalid", !problem.isEmpty());
    const bool hasPlace = problem.begin >= 0;
    if (hasPlace) {
        m_place->setPlace(m_session.filter().query(), problem.begin, problem.length);
    }
    m_place->setVisible(hasPlace);
}

void FilterBar::showFaults()
{
    const FilterFaults& faults = m_session.filter().faults();
    m_faults->setVisible(faults.count > 0);
    if (faults.count > 0) {
        m_faults->setText(tr("The expression is an error for %1, first at <a href=\"first\">%2</a>: %3")
                              .arg(counted(faults.count, tr("event"), tr("events")),
                                  grouped(faults.first.value),
                                  fromUtf8(faults.reason).toHtmlEscaped()));
    }
}

void FilterBar::enter(const QKeyEvent& key)
{
    m_completer->popup()->hide();
    apply();
    if (m_session.filter().problem().isEmpty()) {
        step(key.modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    }
}

bool FilterBar::pressed(const QKeyEvent& key)
{
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        enter(key);
        return true;
    case Qt::Key_Escape:
        m_completer->popup()->hide();
        if (m_field->text().isEmpty()) {
            Q_EMIT dismissed();
        } else {
            clearFilter();
        }
        return true;
    case Qt::Key_Down:
        m_completer->popup()->hide();
        Q_EMIT dismissed(); // into the table, as in every search field above a list
        return true;
    case Qt::Key_Space:
        if (key.modifiers() == Qt::ControlModifier) {
            complete(FilterCompleter::Asked::ByKey);
            return true;
        }
        return false;
    default:
        return false;
    }
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto& key = *static_cast<const QKeyEvent*>(event);
        const bool enters = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        // With no offer picked, Enter means what is typed; it is the hits that are to be seen then. The
        // current offer alone tells nothing: it is the nearest to what is typed, and not marked as picked.
        if (watched == m_completer->popup() && enters
            && !m_completer->popup()->selectionModel()->hasSelection()) {
            enter(key);
            return true;
        }
        if (watched == m_field && pressed(key)) {
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hindcast
