#include "views/inspector/difference_pane.h"

#include "model/session/difference_model.h"
#include "model/session/words.h"
#include "views/inspector/change_table.h"
#include "views/inspector/standing_text.h"
#include "views/panels/empty_note.h"
#include "views/panels/fixed_row_view.h"
#include "views/panels/late_look.h"
#include "views/panels/pane_heading.h"
#include "views/theme/key_hint.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace hindcast {

namespace {

QToolButton*
textButton(QWidget* parent, const QString& text, const QString& hint, const char* command = nullptr)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(text);
    setHint(button, hint, command);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

DifferencePane::DifferencePane(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new DifferenceModel(session, this))
    , m_heading(new PaneHeading({}, this))
    , m_pin(textButton(this, tr("Pin here"), tr("Pin this position as A"), "pin-here"))
    , m_swap(textButton(this, tr("Swap"), tr("Put the playhead on A, and A where the playhead is")))
    , m_copy(textButton(this, tr("Copy as JSON Patch"), tr("Copy the difference as a JSON Patch (RFC 6902)")))
    , m_remark(new QLabel(this))
    , m_table(new ChangeTable(*m_model, this))
    , m_note(new EmptyNote(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(tr("Difference"));
    setFocusProxy(m_table);
    m_pin->setIcon(Theme::instance().icon(QStringLiteral("pin"), Token::Muted));
    m_pin->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setIcon(Theme::instance().icon(QStringLiteral("copy"), Token::Muted));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Theme::padding - 4, 4, Theme::padding - 4, 4);
    buttons->setSpacing(2);
    buttons->addWidget(m_pin);
    buttons->addWidget(m_swap);
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    m_remark->setProperty("muted", true);
    m_remark->setWordWrap(true);
    m_remark->setContentsMargins(Theme::padding, 6, Theme::padding, 6);
    m_remark->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remark->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addLayout(buttons);
    column->addWidget(m_remark);
    column->addLayout(m_stack, 1);

    connect(m_pin, &QToolButton::clicked, this, &DifferencePane::pinHere);
    connect(m_swap, &QToolButton::clicked, this, &DifferencePane::swap);
    connect(m_copy, &QToolButton::clicked, this, &DifferencePane::copyPatch);
    connect(m_model, &DifferenceModel::changed, this, &DifferencePane::showRowsOrNote);
    showRowsOrNote();
}

void DifferencePane::pinHere()
{
    if (m_session.columns()) {
        m_session.cursor().setPin(m_session.cursor().position());
    }
}

void DifferencePane::swap()
{
    if (const auto pin = m_session.cursor().pin()) {
        const Position playhead = m_session.cursor().position();
        m_session.cursor().pause();
        m_session.cursor().setPin(playhead);
        m_session.cursor().jumpTo(*pin);
    }
}

void DifferencePane::copyPatch()
{
    QGuiApplication::clipboard()->setText(m_model->jsonPatch());
}

QString DifferencePane::entityName() const
{
    const auto columns = m_session.columns();
    const auto stream = m_session.selection().stream();
    return columns && stream
        ? fromUtf8(columns->names().streams[static_cast<std::size_t>(stream->value)].name)
        : QString();
}

QString DifferencePane::standing() const
{
    const auto pin = m_session.cursor().pin();
    if (!m_model->isApplicable() || !m_model->isCurrent() || !m_model->standings()) {
        return {};
    }
    const auto lifetime = m_session.columns()->positionsOf(*m_session.selection().stream());
    const ComparedAt at{*pin, m_session.cursor().position(), Position{lifetime.front()}};
    return standingText(entityName(), at, *m_model->standings());
}

void DifferencePane::showRowsOrNote()
{
    const auto pin = m_session.cursor().pin();
    const Position now = m_session.cursor().position();
    const bool hasRows = m_model->rowCount() > 0;
    m_pin->setEnabled(m_session.columns() != nullptr);
    m_swap->setEnabled(pin.has_value());
    m_copy->setEnabled(hasRows);
    setLateLook(m_table, m_model->isLate());
    m_heading->setTitle(pin ? tr("A: %1 → %2").arg(grouped(pin->value), grouped(now.value)) : QString());
    m_heading->setNote(entityName());
    // The tab says already what this is.
    m_heading->setVisible(pin.has_value() || !m_heading->note().isEmpty());
    // While the next rows are on their way, what is said of the former ones stays with them.
    if (!hasRows || m_model->isCurrent()) {
        m_remark->setText(hasRows ? standing() : QString());
        m_remark->setVisible(!m_remark->text().isEmpty());
    }
    if (hasRows) {
        m_stack->setCurrentWidget(m_table);
    } else {
        showNote();
        m_stack->setCurrentWidget(m_note);
    }
}

void DifferencePane::showNote()
{
    const auto columns = m_session.columns();
    const auto pin = m_session.cursor().pin();
    const auto stream = m_session.selection().stream();
    const Position now = m_session.cursor().position();
    if (!columns) {
        m_note->say(tr("Open a log to compare two of its moments."));
    } else if (!pin) {
        m_note->say(tr("Pin a position as A, then move the playhead to see what changed between the two."),
            tr("Pin position %1 as A").arg(grouped(now.value)),
            [this] { pinHere(); });
    } else if (!stream) {
        m_note->say(tr("Select an entity to see how it differs between A and the playhead."));
    } else if (m_model->problem()) {
        m_note->say(fromUtf8(describe(*m_model->problem())));
    } else if (!m_model->isCurrent()) {
        m_note->say(tr("Comparing…"));
    } else if (const QString text = standing(); text.isEmpty()) {
        m_note->say(
            tr("%1 is the same at %2 and at %3.").arg(entityName(), grouped(pin->value), grouped(now.value)));
    } else if (columns->versionAt(*stream, now).value == 0) {
        const Position begins{columns->positionsOf(*stream).front()};
        m_note->say(text, tr("Go to position %1").arg(grouped(begins.value)), [this, begins] {
            m_session.cursor().pause();
            m_session.cursor().jumpTo(begins);
        });
    } else {
        m_note->say(text);
    }
}

} // namespace hindcast
