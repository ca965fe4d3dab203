#include "tests/fuzz/corpus_mutator.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <unistd.h>

// The main function where libFuzzer is not there. Takes libFuzzer's command line: files and folders of
// inputs, and
//
//   -max_total_time=N  seconds to go on with made-up inputs; 0, which is what it is unless given, only
//   replays -seed=N            of those inputs: the same make the same -timeout=N         seconds one input
//   may take -rss_limit_mb=N    memory the program may take -max_len=N         bytes of the longest input
//   that is made up -dict=FILE         words to put into them
//
// The input under which it ends is left in the working folder.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// There when a sanitizer is: it ends the program without a signal.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak)); // NOLINT

namespace {

struct Options {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path words;
    long seconds = 0;
    long seed = 1;
    long timeout = 60;
    long memoryMb = 2048;
    long longest = 65536;
};

/// What the handlers need, who may call next to nothing.
std::string currentInput;
unsigned currentSeed = 0;

void say(const char* text)
{
    [[maybe_unused]] const auto written = write(STDERR_FILENO, text, std::char_traits<char>::length(text));
}

void saveInput()
{
    char words[96];
    std::snprintf(words,
        sizeof words,
        "\nfailed with -seed=%u; the input is in crash-input-%d\n",
        currentSeed,
        getpid());
    say(words);
    std::snprintf(words, sizeof words, "crash-input-%d", getpid());
    const int file = open(words, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    [[maybe_unused]] const auto written = write(file, currentInput.data(), currentInput.size());
    close(file);
}

void onSignal(int number)
{
    std::signal(number, SIG_DFL);
    say(number == SIGALRM ? "\nan input takes too long" : "\nan input ends the program");
    saveInput();
    std::raise(number);
}

void watchSignals()
{
    if (__sanitizer_set_death_callback != nullptr) {
        __sanitizer_set_death_callback(&saveInput);
    } else {
        for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
            std::signal(number, &onSignal);
        }
    }
    std::signal(SIGABRT, &onSignal);
    std::signal(SIGALRM, &onSignal);
}

void limitMemory(long megabytes)
{
    // A sanitizer's shadow takes any amount of addresses; there only what is used can be looked at,
    // afterwards.
    if (__sanitizer_set_death_callback == nullptr) {
        const rlim_t bytes = static_cast<rlim_t>(megabytes) * 1024 * 1024;
        const rlimit limit{bytes, bytes};
        setrlimit(RLIMIT_AS, &limit);
    }
}

void runOne(const std::string& input, const Options& options)
{
    currentInput = input;
    alarm(static_cast<unsigned>(options.timeout));
    // A copy of just that size, so that a sanitizer sees who reads behind the end.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    alarm(0);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    if (used.ru_maxrss / 1024 > options.memoryMb) {
        say("\nan input takes too much memory");
        std::abort();
    }
}

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The words of a dictionary as libFuzzer has it: "word" a line, with \xNN for bytes; # for comments.
std::vector<std::string> readWords(const std::filesystem::path& path)
{
    std::vector<std::string> words;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const std::size_t first = line.find('"');
        const std::size_t last = line.rfind('"');
        if (line.starts_with('#') || first == std::string::npos || first == last) {
            continue;
        }
        std::string& word = words.emplace_back();
        for (std::size_t at = first + 1; at < last; ++at) {
            if (line[at] != '\\') {
                word += line[at];
            } else if (line[at + 1] == 'x') {
                word += static_cast<char>(std::stoi(line.substr(at + 2, 2), nullptr, 16));
                at += 3;
            } else {
                word += line[++at];
            }
        }
    }
    return words;
}

std::vector<std::string> readInputs(const Options& options)
{
    std::vector<std::filesystem::path> paths;
    for (const std::filesystem::path& given : options.inputs) {
        if (!std::filesystem::is_directory(given)) {
            paths.push_back(given);
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(given)) {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> inputs;
    for (const std::filesystem::path& path : paths) {
        inputs.push_back(contentOf(path));
    }
    return inputs;
}

Options optionsOf(int count, char** arguments)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const std::size_t equals = argument.find('=');
        if (!argument.starts_with('-') || equals == std::string::npos) {
            options.inputs.emplace_back(argument);
            continue;
        }
        const std::string name = argument.substr(1, equals - 1);
        const std::string value = argument.substr(equals + 1);
        const long number = std::strtol(value.c_str(), nullptr, 10);
        if (name == "dict") {
            options.words = value;
        } else if (name == "max_total_time") {
            options.seconds = number;
        } else if (name == "seed") {
            options.seed = number;
        } else if (name == "timeout") {
            options.timeout = number;
        } else if (name == "rss_limit_mb") {
            options.memoryMb = number;
        } else if (name == "max_len") {
            options.longest = number;
        }
    }
    return options;
}

} // namespace

int main(int count, char** arguments)
{
    const Options options = optionsOf(count, arguments);
    watchSignals();
    limitMemory(options.memoryMb);
    const std::vector<std::string> corpus = readInputs(options);
    for (const std::string& input : corpus) {
        runOne(input, options);
    }
    currentSeed = static_cast<unsigned>(options.seed);
    fuzz::CorpusMutator mutator(
        corpus, readWords(options.words), static_cast<std::size_t>(options.longest), currentSeed);
    long made = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(options.seconds);
    for (; std::chrono::steady_clock::now() < end; ++made) {
        runOne(mutator.next(), options);
    }
    std::printf("replayed %zu, made up %ld with -seed=%u\n", corpus.size(), made, currentSeed);
    return 0;
}
