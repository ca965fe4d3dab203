#pragma once

#include "model/session/patient_request.h"
#include "model/session/session.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace hindcast {

/// What differs in the selected entity between the pinned position A and the playhead, one row a change. Asks
/// the store only when the entity's version at one of the two is another one. Lives on the UI thread.
class DifferenceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { PathColumn, BeforeColumn, AfterColumn, ColumnCount };
    enum Role { KindRole = Qt::UserRole }; ///< int, a Change::Kind

    /// An entity that is not there, or no more, has no fields to compare: that has to be said.
    enum class Standing { Absent, Present, Deleted };
    Q_ENUM(Standing)
    struct Standings {
        Standing atA = Standing::Absent;
        Standing atPlayhead = Standing::Absent;
        bool operator==(const Standings&) const = default;
    };

    explicit DifferenceModel(Session& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// There is an entity and a pinned position to compare.
    bool isApplicable() const;
    /// The rows are those of A and the playhead as they are now.
    bool isCurrent() const { return !m_request.isPending(); }
    bool isLate() const { return m_request.isLate(); }
    const std::optional<Error>& problem() const { return m_problem; }
    const std::vector<Change>& changes() const { return m_changes; }
    /// How the entity stands at A and at the playhead; nothing until that is known.
    const std::optional<Standings>& standings() const { return m_standings; }
    /// RFC 6902, indented. An entity that comes into being is one change here, and a row a field in the
    /// table.
    QString jsonPatch() const;
    std::int64_t requestsSent() const { return m_request.sent(); }

Q_SIGNALS:
    void changed();

private:
    struct Question {
        StreamId stream;
        Version from;
        Version to;
        bool operator==(const Question&) const = default;
    };

    struct Answer {
        std::vector<Change> changes;
        Standings standings;
    };

    void restart();
    void follow();
    void take(Result<Answer> answer);
    void replaceRows(std::vector<Change> changes);
    std::optional<Question> question() const;

    Session& m_session;
    std::optional<Question> m_asked;
    std::vector<Change> m_changes;
    std::vector<Change> m_rowChanges; ///< the same, an entity's coming or going field by field
    std::optional<Standings> m_standings;
    std::optional<Error> m_problem;
    PatientRequest m_request;
};

} // namespace hindcast
