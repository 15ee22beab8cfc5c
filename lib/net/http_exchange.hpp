#pragma once

#include <curl/curl.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include "net/http.hpp"

namespace oa {

/// One request and its answer on a libcurl handle, which is used again for the next. For lib/net only: the
/// blocking and the concurrent client differ in who drives the handle.
class HttpExchange {
  public:
    /// Error kInternal when libcurl cannot start; kNoInput, kNoPermission or kInputData when the file of
    /// certificates is not there, may not be read, or has none.
    explicit HttpExchange(const HttpOptions& options);

    /// Makes the handle ready for a request, which is kept until the exchange ends. Error kConfiguration when
    /// the URL is not secure, kIo when the file to upload cannot be read.
    void prepare(HttpRequest request);

    CURL* handle() { return curl_.get(); }

    /// The answer of the request that libcurl ended with `code`; NetworkError when there is none.
    HttpResponse finish(CURLcode code);

  private:
    struct Cleanup {
        void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    };
    struct FreeList {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };
    struct CloseFile {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };

    static int on_connected(void* exchange, char* address, char* local_address, int port, int local_port);
    static std::size_t on_header(const char* data, std::size_t size, std::size_t count, void* exchange);
    static std::size_t on_body(const char* data, std::size_t size, std::size_t count, void* exchange);
    void append_header(const std::string& header);
    void prepare_body();

    HttpOptions options_;
    std::unique_ptr<CURL, Cleanup> curl_;
    HttpRequest request_;
    std::unique_ptr<curl_slist, FreeList> headers_;
    std::unique_ptr<std::FILE, CloseFile> upload_;
    std::array<char, CURL_ERROR_SIZE> reason_{};
    std::string body_;
    bool too_large_ = false;
    bool is_head_whole_ = false;
    bool is_begun_ = false;    ///< a connection was there: some of the request may have left
    bool is_cut_off_ = false;  ///< the connection ended, and libcurl was kept from sending it again
};

}  // namespace oa
