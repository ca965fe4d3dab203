#include "tests/fuzz/corpus_mutator.h"

#include <algorithm>

namespace fuzz {

CorpusMutator::CorpusMutator(std::vector<std::string> corpus,
    std::vector<std::string> words,
    std::size_t longest,
    unsigned seed)
    : m_corpus(std::move(corpus))
    , m_words(std::move(words))
    , m_longest(longest)
    , m_random(seed)
{
    // There is always something to begin with.
    m_corpus.emplace_back();
    m_words.emplace_back("\0", 1);
}

std::size_t CorpusMutator::below(std::size_t bound)
{
    return bound == 0 ? 0 : m_random() % bound;
}

std::string CorpusMutator::next()
{
    std::string input = any(m_corpus);
    const std::size_t changes = 1 + below(8);
    for (std::size_t i = 0; i < changes; ++i) {
        change(input);
    }
    input.resize(std::min(input.size(), m_longest));
    return input;
}

void CorpusMutator::change(std::string& input)
{
    const std::size_t at = below(input.size() + 1);
    switch (below(8)) {
    case 0:
        if (at < input.size()) {
            input[at] = static_cast<char>(static_cast<unsigned char>(input[at]) ^ (1U << below(8)));
        }
        break;
    case 1:
        if (at < input.size()) {
            input[at] = static_cast<char>(below(256));
        }
        break;
    case 2:
        input.insert(at, any(m_words));
        break;
    case 3: {
        const std::string& word = any(m_words);
        input.replace(at, std::min(word.size(), input.size() - at), word);
        break;
    }
    case 4:
        input.erase(at, 1 + below(input.size() - at));
        break;
    case 5: {
        const std::string stretch = input.substr(at, 1 + below(64));
        for (std::size_t copies = 1 + below(16); copies > 0; --copies) {
            input.insert(at, stretch);
        }
        break;
    }
    case 6: {
        const std::string& other = any(m_corpus);
        input = input.substr(0, at) + other.substr(below(other.size() + 1));
        break;
    }
    default:
        // Cutting the end off is what real damage does most; but not always much.
        input.resize(below(4) == 0 ? at : input.size() - std::min<std::size_t>(input.size(), below(4)));
        break;
    }
}

} // namespace fuzz
