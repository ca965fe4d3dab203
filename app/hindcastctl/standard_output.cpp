#include "app/hindcastctl/standard_output.h"

#include <cerrno>
#include <iostream>
#include <unistd.h>

namespace hindcast::ctl {

StandardOutput::StandardOutput()
    : m_before(std::cout.rdbuf(this))
{
    setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
}

StandardOutput::~StandardOutput()
{
    finish();
    std::cout.rdbuf(m_before);
}

std::optional<int> StandardOutput::finish()
{
    sync();
    return m_failure;
}

StandardOutput::int_type StandardOutput::overflow(int_type c)
{
    if (sync() != 0) {
        return traits_type::eof();
    }
    return traits_type::eq_int_type(c, traits_type::eof()) ? traits_type::not_eof(c)
                                                           : sputc(traits_type::to_char_type(c));
}

int StandardOutput::sync()
{
    const char* next = pbase();
    while (!m_failure && next < pptr()) {
        const ssize_t written = ::write(STDOUT_FILENO, next, static_cast<std::size_t>(pptr() - next));
        if (written >= 0) {
            next += written;
        } else if (errno != EINTR) {
            m_failure = errno;
        }
    }
    setp(m_buffer.data(), m_buffer.data() + m_buffer.size());
    return m_failure ? -1 : 0;
}

} // namespace hindcast::ctl
