#include "passes.hpp"

#include "crypto.hpp"

namespace oa::sandbox {

std::string Passes::issue(std::string value, std::chrono::seconds lifetime) {
    auto word = random_word();
    const std::scoped_lock lock(mutex_);
    passes_[word] = {std::move(value), std::chrono::steady_clock::now() + lifetime};
    return word;
}

std::optional<std::string> Passes::value_of(const std::string& word) const {
    const std::scoped_lock lock(mutex_);
    const auto found = passes_.find(word);
    if (found == passes_.end() || std::chrono::steady_clock::now() >= found->second.expires)
        return std::nullopt;
    return found->second.value;
}

std::size_t Passes::issued() const {
    const std::scoped_lock lock(mutex_);
    return passes_.size();
}

void Passes::clear() {
    const std::scoped_lock lock(mutex_);
    passes_.clear();
}

}  // namespace oa::sandbox
