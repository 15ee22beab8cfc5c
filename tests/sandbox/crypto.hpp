#pragma once

#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <string>

namespace oa::sandbox {

/// A word of 256 random bits in hex, fit to be a credential.
std::string random_word();

/// SHA-256 over bytes that arrive piece by piece.
class Sha256 {
  public:
    Sha256();

    /// Takes in the next bytes.
    void update(const void* data, std::size_t size);

    /// Ends the digest and gives it in lower-case hex; nothing may be taken in afterwards.
    std::string hex();

  private:
    struct FreeContext {
        void operator()(EVP_MD_CTX* context) const;
    };
    std::unique_ptr<EVP_MD_CTX, FreeContext> context_;
};

}  // namespace oa::sandbox
