#include "views/dialogs/import_band.h"

#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace hindcast {

namespace {

constexpr int steps = 1000;

} // namespace

ImportBand::ImportBand(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_figures(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("importBand"));
    m_title->setFont(Theme::instance().headingFont());
    m_figures->setFont(Theme::instance().tabularFont());
    m_figures->setProperty("muted", true);
    m_figures->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the import"));
    m_cancel->setObjectName(QStringLiteral("cancelImport"));
    m_cancel->setToolTip(tr("Stop the import; nothing is left behind"));
    auto* words = new QHBoxLayout;
    words->setSpacing(14);
    words->addWidget(m_title);
    words->addWidget(m_figures, 1);
    auto* rows = new QVBoxLayout;
    rows->setSpacing(6);
    rows->addLayout(words);
    rows->addWidget(m_bar);
    auto* band = new QHBoxLayout(this);
    band->setContentsMargins(Theme::padding, 10, Theme::padding, 10);
    band->setSpacing(16);
    band->addLayout(rows, 1);
    band->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_figures->setText(tr("Stopping…"));
        Q_EMIT cancelRequested();
    });
    hide();
}

void ImportBand::begin(const QString& name)
{
    m_title->setText(tr("Importing %1").arg(name));
    m_figures->setText(tr("Starting…"));
    m_bar->setValue(0);
    m_cancel->setEnabled(true);
    show();
}

void ImportBand::setProgress(const ImportProgress& progress, const ImportRate& rate)
{
    m_bar->setValue(static_cast<int>(std::lround(progress.fraction * steps)));
    if (!m_cancel->isEnabled()) {
        return;
    }
    QStringList parts{counted(progress.events, tr("event"), tr("events"))};
    if (progress.finishing) {
        parts << tr("building indexes");
    } else if (rate.bytesPerSecond > 0) {
        const auto events = static_cast<std::int64_t>(std::llround(rate.eventsPerSecond));
        const auto bytes = static_cast<std::int64_t>(std::llround(rate.bytesPerSecond));
        parts << tr("%1 events/s").arg(grouped(events)) << tr("%1/s").arg(byteText(bytes));
    }
    if (rate.remainingSeconds >= 0) {
        parts << tr("%1 left").arg(durationText(rate.remainingSeconds));
    }
    m_figures->setText(parts.join(QStringLiteral(" · ")));
}

QString ImportBand::text() const
{
    return m_figures->text();
}

void ImportBand::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Panel));
    painter.fillRect(QRect(0, 0, width(), 1), theme.color(Token::Line));
}

} // namespace hindcast
