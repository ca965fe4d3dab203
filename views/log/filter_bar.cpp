#include "views/log/filter_bar.h"

#include "model/session/words.h"
#include "views/log/filter_completer.h"
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
    , m_problem(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_clear(new QToolButton(this))
    , m_completer(new FilterCompleter(this))
{
    const Theme& theme = Theme::instance();
    m_field->setPlaceholderText(tr("Filter: text, type:Name, stream:name"));
    m_field->setAccessibleName(tr("Filter the log"));
    setHint(m_field,
        tr("Filter the log\nEnter and Shift+Enter: next and previous hit, Esc: clear"),
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
    column->addWidget(m_problem);

    m_pause.setSingleShot(true);
    m_pause.setInterval(std::chrono::milliseconds(150));
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_field, &QLineEdit::textEdited, this, &FilterBar::edited);
    // Choosing an offer sets the text without an edit.
    connect(
        m_completer, qOverload<const QString&>(&QCompleter::activated), this, [this] { m_pause.start(); });
    connect(m_previous, &QToolButton::clicked, this, &FilterBar::previousHit);
    connect(m_next, &QToolButton::clicked, this, &FilterBar::nextHit);
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clearFilter);
    connect(&session.filter(), &LogFilter::changed, this, &FilterBar::showResult);
    connect(&session.filter(), &LogFilter::hitsGrew, this, &FilterBar::showResult);
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

void FilterBar::edited(const QString& text)
{
    if (const auto columns = m_session.columns()) {
        m_completer->offer(text, columns->names());
    }
    m_pause.start();
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
    m_problem->setText(filter.problem());
    m_problem->setVisible(!filter.problem().isEmpty());
    m_field->setProperty("invalid", !filter.problem().isEmpty());
    const bool some = hits && !hits->empty();
    m_previous->setVisible(hits != nullptr);
    m_next->setVisible(hits != nullptr);
    m_previous->setEnabled(some);
    m_next->setEnabled(some);
    m_clear->setVisible(!m_field->text().isEmpty() || hits != nullptr);
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_completer->popup() && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enters = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        // With no offer picked, Enter means what is typed; it is the hits that are to be seen then. The
        // current offer alone tells nothing: it is the nearest to what is typed, and not marked as picked.
        if (enters && !m_completer->popup()->selectionModel()->hasSelection()) {
            m_completer->popup()->hide();
            step(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool leavesOffers = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter
            || key->key() == Qt::Key_Escape || key->key() == Qt::Key_Down;
        if (leavesOffers) {
            m_completer->popup()->hide();
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            step(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            if (m_field->text().isEmpty()) {
                Q_EMIT dismissed();
            } else {
                clearFilter();
            }
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            Q_EMIT dismissed(); // into the table, as in every search field above a list
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hindcast
