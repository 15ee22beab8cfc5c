#include "text_spool.hpp"

#include <fcntl.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkostemp is POSIX
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace oa::sandbox {

namespace {

constexpr std::size_t kPendingBytes = std::size_t{256} * 1024;

[[noreturn]] void throw_errno(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

int make_nameless_file(const std::filesystem::path& directory) {
    auto pattern = (directory / ".spool-XXXXXX").string();
    const int file = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (file < 0) throw_errno("cannot make " + pattern);
    ::unlink(pattern.c_str());
    return file;
}

}  // namespace

TextSpool::TextSpool(const std::filesystem::path& directory) : file_(make_nameless_file(directory)) {}

TextSpool::~TextSpool() {
    ::close(file_);
}

TextSpool::Place TextSpool::append(std::string_view text) {
    if (pending_.size() + text.size() > kPendingBytes) flush();
    const Place place{written_ + pending_.size(), static_cast<std::uint32_t>(text.size())};
    pending_ += text;
    return place;
}

std::string TextSpool::read(const Place& place) const {
    if (place.offset >= written_) return pending_.substr(place.offset - written_, place.size);
    std::string text(place.size, '\0');
    std::size_t done = 0;
    while (done < text.size()) {
        const auto count =
            ::pread(file_, text.data() + done, text.size() - done, static_cast<off_t>(place.offset + done));
        if (count < 0) throw_errno("cannot read the spool");
        if (count == 0) throw std::runtime_error("the spool is cut short");
        done += static_cast<std::size_t>(count);
    }
    return text;
}

void TextSpool::clear() {
    pending_.clear();
    written_ = 0;
    if (::ftruncate(file_, 0) != 0) throw_errno("cannot empty the spool");
}

void TextSpool::flush() {
    std::size_t done = 0;
    while (done < pending_.size()) {
        const auto count = ::pwrite(file_, pending_.data() + done, pending_.size() - done,
                                    static_cast<off_t>(written_ + done));
        if (count < 0) throw_errno("cannot write the spool");
        done += static_cast<std::size_t>(count);
    }
    written_ += done;
    pending_.clear();
}

}  // namespace oa::sandbox
