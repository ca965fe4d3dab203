#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace fuzz {

/// Makes new inputs out of known ones: flipped bits, other bytes, words of a dictionary, repeated and removed
/// stretches, two inputs spliced. The same seed makes the same inputs.
class CorpusMutator {
public:
    CorpusMutator(std::vector<std::string> corpus,
        std::vector<std::string> words,
        std::size_t longest,
        unsigned seed);

    std::string next();

private:
    std::size_t below(std::size_t bound); ///< 0 for bound 0
    const std::string& any(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }
    void change(std::string& input);

    std::vector<std::string> m_corpus;
    std::vector<std::string> m_words;
    std::size_t m_longest;
    std::mt19937 m_random;
};

} // namespace fuzz
