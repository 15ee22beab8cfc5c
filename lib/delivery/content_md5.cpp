#include "delivery/content_md5.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::size_t kMd5Bytes = 16;
using Md5 = std::array<unsigned char, kMd5Bytes>;

struct FreeDigest {
    void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};

Md5 md5_of(const std::filesystem::path& file) {
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
    if (digest == nullptr || EVP_DigestInit_ex(digest.get(), EVP_md5(), nullptr) != 1)
        throw Error(ExitCode::kInternal, "libcrypto has no MD5");
    std::ifstream input(file, std::ios::binary);
    std::vector<char> buffer(std::size_t{1} << 16);
    while (input) {
        input.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        EVP_DigestUpdate(digest.get(), buffer.data(), static_cast<std::size_t>(input.gcount()));
    }
    if (!input.eof()) throw Error(ExitCode::kIo, fmt::format("cannot read {}", file.string()));
    Md5 md5{};
    EVP_DigestFinal_ex(digest.get(), md5.data(), nullptr);
    return md5;
}

std::string to_base64(const Md5& md5) {
    std::array<unsigned char, 4 * ((kMd5Bytes + 2) / 3) + 1> text{};
    const int length = EVP_EncodeBlock(text.data(), md5.data(), static_cast<int>(md5.size()));
    return {text.begin(), text.begin() + length};
}

bool is_md5_in_hexadecimal(std::string_view text) {
    return text.size() == 2 * kMd5Bytes &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

std::string_view without_quotes(std::string_view text) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return text;
    return text.substr(1, text.size() - 2);
}

}  // namespace

std::string content_mismatch(const std::filesystem::path& file, std::string_view content_md5,
                             std::string_view etag) {
    content_md5 = trim(content_md5);
    etag = without_quotes(trim(etag));
    if (content_md5.empty() && !is_md5_in_hexadecimal(etag)) return "";
    const Md5 md5 = md5_of(file);
    if (!content_md5.empty()) {
        return content_md5 == to_base64(md5) ? "" : "its opc-content-md5 is not that of the file";
    }
    return to_upper(etag) == to_upper(to_hex(md5)) ? "" : "its ETag is not the MD5 of the file";
}

}  // namespace oa
