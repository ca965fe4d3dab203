#include "engine/io/repeated_names.h"

#include <algorithm>

namespace hindcast {

namespace {

/// Up to here comparing each name with those before it is cheaper than sorting them.
constexpr std::ptrdiff_t fewNames = 24;
/// Of more, repetitions are not worth the memory to find them.
constexpr std::size_t mostNames = 4'000'000;

} // namespace

void RepeatedNames::clear()
{
    m_names.clear();
    m_starts.clear();
    m_any = false;
}

void RepeatedNames::add(std::string_view name)
{
    if (m_any || m_names.size() == mostNames) {
        return;
    }
    const auto first = m_names.begin() + static_cast<std::ptrdiff_t>(m_starts.back());
    if (m_names.end() - first < fewNames) {
        m_any = std::find(first, m_names.end(), name) != m_names.end();
    }
    m_names.push_back(name);
}

void RepeatedNames::endObject()
{
    const auto first = m_names.begin() + static_cast<std::ptrdiff_t>(m_starts.back());
    if (!m_any && m_names.end() - first > fewNames) {
        std::sort(first, m_names.end());
        m_any = std::adjacent_find(first, m_names.end()) != m_names.end();
    }
    m_names.erase(first, m_names.end());
    m_starts.pop_back();
}

} // namespace hindcast
