#include "views/dialogs/mapping_editor.h"

#include "views/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace hindcast {

namespace {

/// How a mapping says that a part stays empty: a fixed text of no letters.
constexpr const char* nothing = "=";
/// Fields named at most where one does not exist; all of them are in the choice's list.
constexpr std::size_t mostNamed = 12;

QString titleOf(Field field)
{
    switch (field) {
    case Field::Stream:
        return MappingEditor::tr("Stream");
    case Field::Category:
        return MappingEditor::tr("Category");
    case Field::Type:
        return MappingEditor::tr("Type");
    case Field::Time:
        return MappingEditor::tr("Time");
    case Field::Id:
        return MappingEditor::tr("Id");
    case Field::Correlation:
        return MappingEditor::tr("Correlation");
    case Field::Causation:
        return MappingEditor::tr("Causation");
    case Field::Data:
        return MappingEditor::tr("Data");
    case Field::Meta:
        return MappingEditor::tr("Meta");
    }
    return {};
}

QString explain(Field field)
{
    switch (field) {
    case Field::Stream:
        return MappingEditor::tr("Which entity the event belongs to, such as order-42");
    case Field::Category:
        return MappingEditor::tr("What kind of entity that is; otherwise told from the stream's name");
    case Field::Type:
        return MappingEditor::tr("What happened, such as OrderCreated");
    case Field::Time:
        return MappingEditor::tr("When it was recorded; the order of the file stays the log's order");
    case Field::Id:
        return MappingEditor::tr("The event's own id, which causes refer to");
    case Field::Correlation:
        return MappingEditor::tr("What the events of one conversation have in common");
    case Field::Causation:
        return MappingEditor::tr("The id of the event that caused this one");
    case Field::Data:
        return MappingEditor::tr("The payload; otherwise every member that no other part took");
    case Field::Meta:
        return MappingEditor::tr("What is kept beside the payload and not folded into the state");
    }
    return {};
}

} // namespace

MappingEditor::MappingEditor(QWidget* parent)
    : QWidget(parent)
    , m_why(new QLabel(this))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int row = 0;
    m_why->setWordWrap(true);
    m_why->setProperty("muted", true);
    m_why->hide();
    grid->addWidget(m_why, row++, 0, 1, 2);
    for (const Field field : allFields) {
        const auto index = static_cast<std::size_t>(field);
        auto* label = new QLabel(titleOf(field), this);
        label->setToolTip(explain(field));
        auto* choice = new QComboBox(this);
        choice->setObjectName(QStringLiteral("mapping-") + QString::fromUtf8(nameOf(field).data()));
        choice->setEditable(true);
        choice->setInsertPolicy(QComboBox::NoInsert);
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(12);
        choice->setToolTip(explain(field));
        choice->setAccessibleName(titleOf(field));
        choice->setAccessibleDescription(explain(field));
        choice->lineEdit()->setFont(Theme::instance().dataFont());
        choice->lineEdit()->setPlaceholderText(
            field == Field::Data ? tr("all that is left") : tr("not in this log"));
        label->setBuddy(choice);
        m_labels[index] = label;
        m_choices[index] = choice;
        grid->addWidget(label, row, 0);
        grid->addWidget(choice, row, 1);
        ++row;
        auto* problem = new QLabel(this);
        problem->setObjectName(QStringLiteral("problem-") + QString::fromUtf8(nameOf(field).data()));
        problem->setProperty("error", true);
        problem->setWordWrap(true);
        problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
        problem->hide();
        m_problems[index] = problem;
        grid->addWidget(problem, row++, 1);
        connect(choice, &QComboBox::textActivated, this, [this, field](const QString& text) {
            take(field, text == tr("(nothing)") ? QString::fromLatin1(nothing) : text);
            show(field);
        });
        connect(choice->lineEdit(), &QLineEdit::textEdited, this, [this, field](const QString& text) {
            take(field, text);
        });
    }
}

void MappingEditor::take(Field field, const QString& text)
{
    const std::string typed = text.trimmed().toStdString();
    if (m_given.of(field) != typed) {
        m_given.of(field) = typed;
        judge();
        Q_EMIT edited();
    }
}

void MappingEditor::show(Field field)
{
    QComboBox* box = choice(field);
    const QSignalBlocker quiet(box);
    const std::string& own = m_given.of(field);
    const std::string& source = own.empty() ? m_recognised.of(field) : own;
    box->clear();
    box->addItem(tr("(nothing)"));
    for (const std::string& path : m_fields) {
        box->addItem(QString::fromStdString(path));
    }
    box->setCurrentIndex(-1);
    box->setEditText(source == nothing ? QString() : QString::fromStdString(source));
}

void MappingEditor::setRecognised(const FieldMapping& mapping, const std::vector<std::string>& fields)
{
    m_recognised = mapping;
    m_fields = fields;
    for (const Field field : allFields) {
        // A field somebody is typing in is theirs.
        if (!choice(field)->lineEdit()->hasFocus() || m_given.of(field).empty()) {
            show(field);
        }
    }
    judge();
}

void MappingEditor::setGiven(const FieldMapping& given)
{
    m_given = given;
    for (const Field field : allFields) {
        show(field);
    }
    judge();
}

void MappingEditor::judge()
{
    const std::vector<Field> unknown = unknownSources(m_given, m_fields);
    QStringList names;
    for (std::size_t i = 0; i < std::min(m_fields.size(), mostNamed); ++i) {
        names << QString::fromStdString(m_fields[i]);
    }
    if (m_fields.size() > mostNamed) {
        names << QStringLiteral("…");
    }
    for (const Field field : allFields) {
        const bool wrong = std::find(unknown.begin(), unknown.end(), field) != unknown.end();
        QLabel* label = m_problems[static_cast<std::size_t>(field)];
        label->setText(wrong
                ? tr("No record has a field \"%1\". There are: %2")
                      .arg(QString::fromStdString(m_given.of(field)), names.join(QStringLiteral(", ")))
                : QString());
        label->setVisible(wrong);
        QComboBox* box = choice(field);
        if (box->property("invalid").toBool() != wrong) {
            box->setProperty("invalid", wrong);
            box->update();
        }
    }
}

QString MappingEditor::problem() const
{
    for (const QLabel* label : m_problems) {
        if (!label->text().isEmpty()) {
            return label->text();
        }
    }
    return {};
}

void MappingEditor::setFixed(bool fixed, const QString& why)
{
    m_why->setText(why);
    m_why->setVisible(fixed);
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        m_choices[i]->setVisible(!fixed);
        m_labels[i]->setVisible(!fixed);
    }
}

} // namespace hindcast
