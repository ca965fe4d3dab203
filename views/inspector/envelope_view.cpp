#include "views/inspector/envelope_view.h"

#include "engine/base/timestamp.h"
#include "model/session/words.h"
#include "views/inspector/value_line.h"
#include "views/theme/key_hint.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace hindcast {

namespace {

constexpr int lineHeight = 24;

QPushButton* link(QWidget* parent, const QString& name, const QString& hint, const char* command)
{
    auto* button = new QPushButton(parent);
    button->setProperty("link", true);
    button->setAccessibleName(name);
    setHint(button, hint, command);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

} // namespace

EnvelopeView::EnvelopeView(QWidget* parent)
    : QWidget(parent)
    , m_cause(link(this, tr("Go to the cause"), tr("Go to the event that caused this one"), "to-cause"))
    , m_consequence(link(this,
          tr("Go to the first consequence"),
          tr("Go to the first event this one caused"),
          "to-consequence"))
{
    const std::array<QString, FieldCount> names{tr("Type"),
        tr("Stream"),
        tr("Time"),
        tr("As written"),
        tr("Id"),
        tr("Correlation"),
        tr("Causation"),
        tr("Leads to")};
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(Theme::padding, 8, Theme::padding - 4, 8);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    for (int field = 0; field < FieldCount; ++field) {
        Line& line = m_lines[static_cast<std::size_t>(field)];
        const QString& name = names[static_cast<std::size_t>(field)];
        line.label = new QLabel(name, this);
        line.label->setProperty("muted", true);
        line.label->setFixedHeight(lineHeight);
        line.value = new ValueLine(this);
        line.value->setFont(Theme::instance().dataFont());
        line.value->setAccessibleName(name);
        line.value->setFixedHeight(lineHeight);
        line.value->setMinimumWidth(40);
        line.label->setBuddy(line.value);
        line.copy = new QToolButton(this);
        line.copy->setIcon(Theme::instance().icon(QStringLiteral("copy"), Token::Muted));
        line.copy->setIconSize({14, 14});
        line.copy->setFixedSize(lineHeight, lineHeight);
        line.copy->setAccessibleName(tr("Copy %1").arg(name.toLower()));
        line.copy->setToolTip(line.copy->accessibleName());
        connect(line.copy, &QToolButton::clicked, this, [value = line.value] {
            QGuiApplication::clipboard()->setText(value->text());
        });
        grid->addWidget(line.label, field, 0);
        grid->addWidget(line.value, field, 1, 1, field == Causation ? 1 : 2);
        grid->addWidget(line.copy, field, 3);
    }
    // A consequence is a place to go to, not a text of the event's own.
    m_lines[Consequence].copy->setVisible(false);
    grid->addWidget(m_cause, Causation, 2);
    grid->removeWidget(m_lines[Consequence].value);
    grid->addWidget(m_consequence, Consequence, 1, Qt::AlignLeft);
    connect(m_cause, &QPushButton::clicked, this, &EnvelopeView::causeClicked);
    connect(m_consequence, &QPushButton::clicked, this, &EnvelopeView::consequenceClicked);
}

void EnvelopeView::setValue(Field field, const QString& value)
{
    const Line& line = m_lines[field];
    const bool shown = !value.isEmpty();
    line.label->setVisible(shown);
    line.value->setVisible(shown && field != Consequence);
    line.copy->setVisible(shown && field != Consequence);
    line.value->setValue(value);
}

QString EnvelopeView::text(Field field) const
{
    return m_lines[field].value->text();
}

void EnvelopeView::showDetails(const EventDetails& details, std::optional<std::int64_t> referenceUs)
{
    const Event& event = details.event;
    const QString utc = event.recordedUs ? fromUtf8(formatTimestamp(*event.recordedUs)) : QString();
    const QString written = fromUtf8(event.timeText);
    setValue(Type, fromUtf8(event.typeName));
    setValue(Stream, fromUtf8(event.streamName));
    const QString told =
        referenceUs && event.recordedUs ? relativeTimeText(*event.recordedUs, *referenceUs, true) : utc;
    setValue(Time, utc.isEmpty() ? tr("none recorded") : told);
    setValue(TimeWritten, written == told ? QString() : written);
    setValue(Id, fromUtf8(event.id));
    setValue(Correlation, fromUtf8(event.correlation));
    setValue(Causation, fromUtf8(event.causation));
    m_cause->setVisible(!event.causation.empty());
    m_cause->setEnabled(details.cause.has_value());
    m_cause->setText(
        details.cause ? tr("go to %1").arg(grouped(details.cause->value)) : tr("not in this log"));
    setValue(Consequence, details.firstConsequence ? grouped(details.firstConsequence->value) : QString());
    m_consequence->setVisible(details.firstConsequence.has_value());
    if (details.firstConsequence) {
        m_consequence->setText(tr("go to %1").arg(grouped(details.firstConsequence->value)));
    }
}

} // namespace hindcast
