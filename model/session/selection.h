#pragma once

#include "engine/base/ids.h"
#include "engine/value/diff.h"

#include <QObject>

#include <optional>

namespace hindcast {

/// What the user has picked: an entity, and a field of its state. Shared by all panes; not part of the log.
class Selection : public QObject {
    Q_OBJECT

public:
    explicit Selection(QObject* parent = nullptr)
        : QObject(parent)
    {
    }

    std::optional<StreamId> stream() const { return m_stream; }
    void setStream(std::optional<StreamId> stream)
    {
        if (m_stream == stream) {
            return;
        }
        m_stream = stream;
        m_field.reset();
        Q_EMIT streamChanged();
        Q_EMIT fieldChanged();
    }

    /// The picked field of the entity's state, if any.
    const std::optional<ValuePath>& field() const { return m_field; }
    void setField(std::optional<ValuePath> field)
    {
        if (m_field == field) {
            return;
        }
        m_field = std::move(field);
        Q_EMIT fieldChanged();
    }

Q_SIGNALS:
    void streamChanged();
    void fieldChanged();

private:
    std::optional<StreamId> m_stream;
    std::optional<ValuePath> m_field;
};

} // namespace hindcast
