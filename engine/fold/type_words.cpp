#include "engine/fold/type_words.h"

#include <algorithm>
#include <array>

namespace hindcast {

namespace {

constexpr auto deletionWords =
    std::to_array<std::string_view>({"deleted", "removed", "destroyed", "erased", "purged", "deregistered"});

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Bytes beyond ASCII are letters of some script: they never end a word.
bool isWordByte(char c)
{
    return isUpper(c) || (c >= 'a' && c <= 'z') || isDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a new word starts at `i`: "orderDeleted" before D, "XMLDeleted" before D as well.
bool startsWord(std::string_view text, std::size_t i)
{
    if (!isUpper(text[i])) {
        return false;
    }
    const bool nextIsLower =
        i + 1 < text.size() && isWordByte(text[i + 1]) && !isUpper(text[i + 1]) && !isDigit(text[i + 1]);
    return !isUpper(text[i - 1]) || nextIsLower;
}

/// Cuts the last word off the text.
std::string_view takeLastWord(std::string_view& text)
{
    while (!text.empty() && !isWordByte(text.back())) {
        text.remove_suffix(1);
    }
    std::size_t start = text.size();
    while (start > 0 && isWordByte(text[start - 1])) {
        --start;
        if (start > 0 && startsWord(text, start)) {
            break;
        }
    }
    const std::string_view word = text.substr(start);
    text = text.substr(0, start);
    return word;
}

bool sameWord(std::string_view word, std::string_view lower)
{
    return std::equal(word.begin(), word.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (isUpper(a) ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

bool isVersion(std::string_view word)
{
    if (!word.empty() && (word.front() == 'v' || word.front() == 'V')) {
        word.remove_prefix(1);
    }
    return std::all_of(word.begin(), word.end(), isDigit);
}

} // namespace

bool saysDeleted(std::string_view type)
{
    std::string_view rest = type.substr(0, type.find(','));
    std::string_view word = takeLastWord(rest);
    while (!word.empty() && (isVersion(word) || sameWord(word, "event"))) {
        word = takeLastWord(rest);
    }
    return std::any_of(deletionWords.begin(), deletionWords.end(), [word](std::string_view each) {
        return sameWord(word, each);
    });
}

} // namespace hindcast
