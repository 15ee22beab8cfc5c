#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oa::sandbox {

/// A few texts by name. The names must be literals.
class Fields {
  public:
    /// The text with this name; null when there is none.
    const std::string* find(std::string_view name) const {
        const auto found =
            std::find_if(all_.begin(), all_.end(), [name](const auto& field) { return field.first == name; });
        return found == all_.end() ? nullptr : &found->second;
    }

    /// The text with this name; blank when there is none.
    std::string get(std::string_view name) const {
        const auto* text = find(name);
        return text == nullptr ? std::string{} : *text;
    }

    /// Adds a text, or puts it in place of the one that stood there.
    void set(std::string_view name, std::string text) {
        const auto found =
            std::find_if(all_.begin(), all_.end(), [name](const auto& field) { return field.first == name; });
        if (found == all_.end()) {
            all_.emplace_back(name, std::move(text));
        } else {
            found->second = std::move(text);
        }
    }

    /// Takes a text away.
    void erase(std::string_view name) {
        std::erase_if(all_, [name](const auto& field) { return field.first == name; });
    }

    bool empty() const { return all_.empty(); }
    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

  private:
    std::vector<std::pair<std::string_view, std::string>> all_;
};

}  // namespace oa::sandbox
