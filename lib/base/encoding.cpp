#include "base/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ios>

#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr char kNotUtf8 = '\xFF';

// What iconv_open answers when it fails: POSIX gives it no name.
iconv_t no_converter() {
    return reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr)
}

std::size_t unit_of(const std::string& encoding) {
    const std::string name = to_upper(encoding);
    if (name.starts_with("UTF-16") || name.starts_with("UTF16") || name.starts_with("UCS-2")) return 2;
    if (name.starts_with("UTF-32") || name.starts_with("UTF32") || name.starts_with("UCS-4")) return 4;
    return 1;
}

}  // namespace

TextInput::TextInput(std::istream& input, const std::string& encoding)
    : input_(*input.rdbuf()),
      converter_(encoding.empty() ? no_converter() : ::iconv_open("UTF-8", encoding.c_str())),
      unit_(unit_of(encoding)) {
    if (!encoding.empty() && converter_ == no_converter()) {
        throw Error(ExitCode::kUsage,
                    fmt::format("the encoding '{}' is not known; iconv --list names those that are",
                                shortened(encoding)));
    }
}

TextInput::~TextInput() {
    if (converter_ != no_converter()) ::iconv_close(converter_);
}

bool TextInput::read(std::string& text) {
    std::array<char, kBlock> block;
    std::streamsize count = 0;
    try {
        count = input_.sgetn(block.data(), static_cast<std::streamsize>(block.size()));
    } catch (const std::ios_base::failure& failure) {
        throw Error(ExitCode::kIo, fmt::format("the file could not be read to its end: {}", failure.what()));
    }
    const std::string_view bytes(block.data(), static_cast<std::size_t>(count));
    if (converter_ == no_converter()) {
        text += bytes;
        return count > 0;
    }
    if (count == 0 && pending_.empty()) return false;
    pending_ += bytes;
    convert(text, count == 0);
    return true;
}

/// Converts what is pending but for a character that may not be there in full; at the `last` call it is
/// bytes that the encoding does not have.
void TextInput::convert(std::string& text, bool last) {
    std::array<char, kBlock> block;
    char* from = pending_.data();
    std::size_t left = pending_.size();
    while (left > 0) {
        char* to = block.data();
        std::size_t room = block.size();
        const std::size_t done = ::iconv(converter_, &from, &left, &to, &room);
        const int problem = done == static_cast<std::size_t>(-1) ? errno : 0;
        text.append(block.data(), block.size() - room);
        if (problem == EILSEQ || (problem == EINVAL && last)) {
            const std::size_t skipped = std::min(unit_, left);
            from += skipped;
            left -= skipped;
            text += kNotUtf8;
        } else if (problem == EINVAL) {
            break;
        }
    }
    pending_.erase(0, pending_.size() - left);
}

}  // namespace oa
