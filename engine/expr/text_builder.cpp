#include "engine/expr/text_builder.h"

namespace hindcast::expr {

Datum tooLargeText(Run& run)
{
    return run.fail(FaultCode::TooLarge, "a text of more than 8 MiB");
}

bool TextBuilder::append(std::string_view text)
{
    if (!goesOn()) {
        return false;
    }
    m_text.append(text);
    const std::size_t wanted = m_text.size() / 64;
    m_run.charge(wanted - m_charged);
    m_charged = wanted;
    return goesOn();
}

Datum TextBuilder::finish()
{
    if (m_run.isExhausted()) {
        return Run::exhausted();
    }
    return m_text.size() > maxTextSize ? tooLargeText(m_run) : Datum::string(m_run.arena.copy(m_text));
}

} // namespace hindcast::expr
