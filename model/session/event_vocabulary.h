#pragma once

#include "engine/expr/completion.h"
#include "engine/trace/member_names.h"
#include "model/session/project_host.h"

#include <QObject>

#include <memory>

namespace hindcast {

/// What the open log's events are made of, for whoever writes expressions over them: the names of types and
/// streams, and the fields of a sample of payloads. The sample is read when it is first asked for. Lives on
/// the UI thread.
class EventVocabulary : public QObject {
    Q_OBJECT

public:
    /// Of each type so many events are looked at, of all together so many and so many bytes.
    static constexpr int mostOfType = 8;
    static constexpr int mostEvents = 512;
    static constexpr std::int64_t mostBytes = 4 << 20;
    /// Names that are offered for one place.
    static constexpr std::size_t mostTexts = 40;

    explicit EventVocabulary(ProjectHost& host, QObject* parent = nullptr);

    /// Reads the sample unless that has been done; then ready().
    void prepare();
    /// What is known by now, good as long as this object.
    expr::KnownValues known() const;

Q_SIGNALS:
    void ready();

private:
    struct Sample {
        MemberNames data;
        MemberNames meta;
    };
    static Result<std::shared_ptr<const Sample>> read(const ReadContext& context, const TimeColumns& columns);
    void forget();
    std::vector<std::string> membersAt(const expr::WrittenPath& path) const;
    std::vector<std::string> textsAt(const expr::WrittenPath& path, std::string_view start) const;

    ProjectHost& m_host;
    RequestSlot m_slot;
    std::shared_ptr<const Sample> m_sample;
};

} // namespace hindcast
