#pragma once

#include <memory>

#include "http.hpp"

namespace oa::sandbox {

/// An HTTP/1.1 server on the loopback that hands each request to one handler, from several threads, and
/// delivers the answer the way it asks for.
class HttpServer {
  public:
    /// Binds to the port, 0 being any free one; throws when it is taken.
    HttpServer(int port, Handler handler);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// The port it is bound to.
    int port() const;

    /// Begins to serve, on threads of its own; returns once requests are taken.
    void start();

    /// Breaks off what is going on and ends.
    void stop();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace oa::sandbox
