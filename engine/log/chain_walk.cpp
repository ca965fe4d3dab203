#include "engine/log/chain_walk.h"

namespace hindcast {

namespace {

/// What is wrong with a payload that was removed, or nothing.
std::string redactionFault(const ChainRow& row, const EventBatch& texts)
{
    if (!row.isRedacted) {
        return {};
    }
    if (!row.kept.digest) {
        return "payload removed without a redaction";
    }
    if (!row.kept.isTold) {
        return "payload removed without a fact that says so";
    }
    return texts.text(row.event.meta).empty() ? std::string() : "metadata beside a removed payload";
}

} // namespace

std::string
ChainWalk::step(const ChainRow& row, const EventBatch& texts, const ChainNames& names, Version before)
{
    if (std::string wrong = fault(row, texts, names, before); !wrong.empty()) {
        return wrong;
    }
    const ChainMark here{row.event.position, row.event.link};
    if (!passKnown(here)) {
        return "the chain was computed anew since it was last checked";
    }
    m_last = here;
    if (here.position.value % ChainMark::everyEvents == 0) {
        m_marks.push_back(here);
    }
    return {};
}

bool ChainWalk::passKnown(const ChainMark& mark)
{
    if (!endsBeforeKnown() || m_known[m_nextKnown].position != mark.position) {
        return true;
    }
    m_isRewritten = m_known[m_nextKnown].link != mark.link;
    if (!m_isRewritten) {
        m_held = mark.position;
        ++m_nextKnown;
    }
    return !m_isRewritten;
}

std::string
ChainWalk::fault(const ChainRow& row, const EventBatch& texts, const ChainNames& names, Version before)
{
    const BatchEvent& event = row.event;
    if (event.position != m_last.position + 1) {
        return "position missing";
    }
    if (!row.isShaped) {
        return "a value is of the wrong kind";
    }
    if (names.stream == nullptr || names.type == nullptr) {
        return names.stream == nullptr ? "its stream has no name" : "its type has no name";
    }
    if (event.version != before + 1) {
        return "its version does not follow its predecessor's in the stream";
    }
    if (std::string wrong = redactionFault(row, texts); !wrong.empty()) {
        return wrong;
    }
    if (row.coversCategory && (names.category == nullptr || names.category->empty())) {
        return "its stream has no category";
    }
    const Digest link = linkOf(row, texts, names);
    if (link != event.link) {
        return "payload, envelope or order altered";
    }
    const bool isHead = event.position == m_said.position;
    return isHead && bytesOf(link) != m_said.link ? "the log's head names another event" : std::string();
}

Digest ChainWalk::linkOf(const ChainRow& row, const EventBatch& texts, const ChainNames& names)
{
    const BatchEvent& event = row.event;
    const Digest payload = row.isRedacted
        ? *row.kept.digest
        : m_digester.payload(texts.text(row.salt), texts.text(event.data), texts.text(event.meta));
    return m_digester.link(m_last.link,
        {event.position,
            event.version,
            event.recordedUs,
            *names.stream,
            row.coversCategory ? std::string_view(*names.category) : std::string_view(),
            *names.type,
            texts.text(event.timeText),
            texts.text(event.id),
            texts.text(event.correlation),
            texts.text(event.causation)},
        bytesOf(payload));
}

} // namespace hindcast
