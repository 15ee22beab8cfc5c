#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oa::sandbox {

/// Writes XML element by element.
class XmlText {
  public:
    /// Begins an element; the name must outlive the writing.
    void start(std::string_view name);

    /// Adds an attribute to the element that has just begun.
    void attribute(std::string_view name, std::string_view value);

    /// Adds text to the element at hand.
    void text(std::string_view text);

    /// Ends the element at hand.
    void end();

    /// An element with nothing but text.
    void element(std::string_view name, std::string_view value);

    /// What was written, from the first element on.
    const std::string& written() const { return written_; }

  private:
    void close_tag();
    void append_escaped(std::string_view text);

    std::string written_;
    std::vector<std::string_view> open_;
    bool in_tag_ = false;
};

}  // namespace oa::sandbox
