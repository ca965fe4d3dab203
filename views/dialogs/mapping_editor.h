#pragma once

#include "engine/io/import.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;

namespace hindcast {

/// Which field of a record fills which part of an event: one editable choice a part. What the person sets
/// stays; what is left alone follows the recognition.
class MappingEditor : public QWidget {
    Q_OBJECT

public:
    explicit MappingEditor(QWidget* parent = nullptr);

    /// Shows what was recognised, save where the person has chosen.
    void setRecognised(const FieldMapping& mapping, const std::vector<std::string>& fields);
    /// What the person chose; empty where the recognition decides.
    const FieldMapping& given() const { return m_given; }
    void setGiven(const FieldMapping& given);
    /// Formats that name their own fields have nothing to choose.
    void setFixed(bool fixed, const QString& why);
    /// What is wrong with what was typed, and which fields there are; empty when nothing is.
    QString problem() const;
    QComboBox* choice(Field field) const { return m_choices[static_cast<std::size_t>(field)]; }

Q_SIGNALS:
    void edited();

private:
    void take(Field field, const QString& text);
    void show(Field field);
    void judge();

    std::array<QComboBox*, fieldCount> m_choices{};
    std::array<QLabel*, fieldCount> m_labels{};
    std::array<QLabel*, fieldCount> m_problems{}; ///< below the choice they are about
    QLabel* m_why;
    FieldMapping m_given;
    FieldMapping m_recognised;
    std::vector<std::string> m_fields;
};

} // namespace hindcast
