#include "views/dialogs/command_palette.h"

#include "model/session/fuzzy_match.h"
#include "model/session/go_to.h"
#include "views/dialogs/palette_delegate.h"
#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace hindcast {

namespace {

constexpr int paletteWidth = 560;
constexpr int rowsShown = 12;
constexpr int rowHeight = 32;
constexpr std::size_t mostEntities = 30;
constexpr std::size_t mostTypes = 12;
/// A destination is what was meant by whoever types a number.
constexpr int destinationScore = 1 << 30;
/// Commands and event types are few and come before the many entities that match as well.
constexpr int fewFirst = 512;

struct FoundStream {
    StreamId stream;
    FuzzyHit hit;
};
using FoundStreams = std::vector<FoundStream>;

bool better(const FoundStream& a, const FoundStream& b)
{
    return a.hit.score > b.hit.score || (a.hit.score == b.hit.score && a.stream < b.stream);
}

} // namespace

CommandPalette::CommandPalette(Session& session, std::vector<Offer> offers, QWidget* window)
    : Overlay(window)
    , m_session(session)
    , m_offers(std::move(offers))
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    m_field->setPlaceholderText(tr("Search events, entities, commands…"));
    m_field->setAccessibleName(tr("Search events, entities, commands"));
    m_field->setClearButtonEnabled(false);
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Results"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(6, 6, 6, 6);
    rows->setSpacing(6);
    rows->addWidget(m_field);
    rows->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(this, &Overlay::dismissed, this, [this] { m_entitySlot.cancel(); });
}

void CommandPalette::openUnder(QPoint topCentre)
{
    m_field->clear();
    search();
    openAt(topCentre, paletteWidth, m_field);
}

void CommandPalette::search()
{
    const QString query = m_field->text().trimmed();
    std::vector<PaletteEntry> entries;
    addCommands(query, entries);
    if (m_session.columns() && !query.isEmpty()) {
        addDestination(query, entries);
        addTypes(query, entries);
    }
    m_atOnce = entries;
    showEntries(std::move(entries));
    if (m_session.columns() && !query.isEmpty()) {
        askForEntities(query);
    } else {
        m_entitySlot.cancel();
    }
}

void CommandPalette::addCommands(const QString& query, std::vector<PaletteEntry>& entries) const
{
    for (const Offer& offer : m_offers) {
        if (!offer.action->isEnabled()) {
            continue;
        }
        const auto hit = fuzzyMatch(query, offer.title);
        if (hit) {
            QAction* action = offer.action;
            PaletteEntry entry;
            entry.title = offer.title;
            entry.detail = offer.group;
            entry.keys = action->shortcut().toString(QKeySequence::NativeText);
            entry.matched = hit->matched;
            entry.score = hit->score + fewFirst;
            entry.run = [action] { action->trigger(); };
            entries.push_back(std::move(entry));
        }
    }
}

void CommandPalette::addDestination(const QString& query, std::vector<PaletteEntry>& entries)
{
    const Destination destination =
        readDestination(query, *m_session.columns(), m_session.cursor().position());
    if (destination.kind != Destination::Kind::AtPosition) {
        return;
    }
    PaletteEntry entry;
    entry.title = tr("Go to position %1").arg(grouped(destination.position.value));
    entry.detail = tr("Log");
    entry.score = destinationScore;
    entry.run = [this, query] { Q_EMIT destinationChosen(query); };
    entries.push_back(std::move(entry));
}

void CommandPalette::addTypes(const QString& query, std::vector<PaletteEntry>& entries)
{
    const std::vector<std::string>& types = m_session.columns()->names().types;
    std::vector<PaletteEntry> found;
    for (std::size_t i = 1; i < types.size(); ++i) {
        const QString name = QString::fromStdString(types[i]);
        if (const auto hit = fuzzyMatch(query, name)) {
            const TypeId type{static_cast<std::int64_t>(i)};
            PaletteEntry entry;
            entry.title = name;
            entry.detail = tr("Event type: filter the log");
            entry.matched = hit->matched;
            entry.score = hit->score + fewFirst;
            entry.run = [this, type] { Q_EMIT typeChosen(type); };
            found.push_back(std::move(entry));
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const PaletteEntry& a, const PaletteEntry& b) {
        return a.score > b.score;
    });
    found.resize(std::min(found.size(), mostTypes));
    std::move(found.begin(), found.end(), std::back_inserter(entries));
}

void CommandPalette::askForEntities(const QString& query)
{
    const auto columns = m_session.columns();
    m_session.host().request<FoundStreams>(
        m_entitySlot,
        ProjectHost::Lane::Interactive,
        [columns, query](const ReadContext& context) -> Result<FoundStreams> {
            const GrowingList<StreamName>& streams = columns->names().streams;
            FoundStreams found;
            for (std::size_t i = 1; i < streams.size(); ++i) {
                if (i % 1024 == 0 && context.stop.stop_requested()) {
                    return Error{ErrorCode::Cancelled, {}, {}};
                }
                const StreamId stream{static_cast<std::int64_t>(i)};
                auto hit = fuzzyMatch(query, QString::fromStdString(streams[i].name));
                // The project's other branches have entities that this one has not.
                if (!hit || columns->positionsOf(stream).empty()) {
                    continue;
                }
                found.push_back({stream, std::move(*hit)});
                if (found.size() >= 64 * mostEntities) {
                    const auto end = found.begin() + static_cast<std::ptrdiff_t>(mostEntities);
                    std::partial_sort(found.begin(), end, found.end(), better);
                    found.erase(end, found.end());
                }
            }
            std::sort(found.begin(), found.end(), better);
            if (found.size() > mostEntities) {
                found.erase(found.begin() + static_cast<std::ptrdiff_t>(mostEntities), found.end());
            }
            return found;
        },
        [this, columns](const Result<FoundStreams>& found) {
            if (!found) {
                return;
            }
            std::vector<PaletteEntry> entries = m_atOnce;
            const LogNames& names = columns->names();
            for (const FoundStream& one : *found) {
                const StreamName& name = names.streams[static_cast<std::size_t>(one.stream.value)];
                const auto category = static_cast<std::size_t>(name.category.value);
                PaletteEntry entry;
                entry.title = QString::fromStdString(name.name);
                entry.detail = tr("Entity · %1").arg(QString::fromStdString(names.categories[category]));
                entry.matched = one.hit.matched;
                entry.score = one.hit.score;
                entry.run = [this, stream = one.stream] { Q_EMIT streamChosen(stream); };
                entries.push_back(std::move(entry));
            }
            showEntries(std::move(entries));
        });
}

void CommandPalette::showEntries(std::vector<PaletteEntry> entries)
{
    if (!m_field->text().trimmed().isEmpty()) {
        std::stable_sort(entries.begin(), entries.end(), [](const PaletteEntry& a, const PaletteEntry& b) {
            return a.score > b.score;
        });
    }
    if (entries.empty()) {
        PaletteEntry nothing;
        nothing.title = tr("Nothing found. Try fewer letters.");
        nothing.enabled = false;
        entries.push_back(std::move(nothing));
    }
    const int row = std::max(0, m_list->currentIndex().row());
    m_model->setEntries(std::move(entries));
    // What was chosen by the arrow keys stays when the entities join.
    m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
    m_list->setFixedHeight(std::min(m_model->rowCount(), rowsShown) * rowHeight + 2);
    adjustSize();
}

void CommandPalette::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !m_model->entry(current.row()).enabled) {
        return;
    }
    // The palette goes first: what runs may open another popup or look at the focus.
    const std::function<void()> run = m_model->entry(current.row()).run;
    dismiss();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int rows = m_model->rowCount();
        const int row = m_list->currentIndex().row();
        const auto moveTo = [&](int target) {
            m_list->setCurrentIndex(m_model->index(std::clamp(target, 0, rows - 1), 0));
        };
        switch (key) {
        case Qt::Key_Down:
            moveTo(row + 1 < rows ? row + 1 : 0);
            return true;
        case Qt::Key_Up:
            moveTo(row > 0 ? row - 1 : rows - 1);
            return true;
        case Qt::Key_PageDown:
            moveTo(row + rowsShown - 1);
            return true;
        case Qt::Key_PageUp:
            moveTo(row - rowsShown + 1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        default:
            break;
        }
    }
    return Overlay::eventFilter(watched, event);
}

} // namespace hindcast
