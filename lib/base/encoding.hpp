#pragma once

#include <iconv.h>

#include <istream>
#include <string>

namespace oa {

/// Reads a stream of text in blocks, as UTF-8.
class TextInput {
  public:
    /// The encoding is a name of iconv's (`WINDOWS-1252`, `UTF-16`); blank is UTF-8, whose bytes are passed
    /// on as they are. The stream must outlive it. Error kUsage for a name that iconv does not know.
    TextInput(std::istream& input, const std::string& encoding);
    ~TextInput();
    TextInput(const TextInput&) = delete;
    TextInput& operator=(const TextInput&) = delete;

    /// Adds the next block to `text`; false at the end. Bytes that the encoding does not have become one that
    /// UTF-8 does not have, so that whoever checks the text finds them.
    bool read(std::string& text);

  private:
    void convert(std::string& text, bool last);

    std::streambuf& input_;
    iconv_t converter_;
    std::size_t unit_;     ///< the bytes of the encoding's smallest character
    std::string pending_;  ///< read, and not converted yet
};

}  // namespace oa
