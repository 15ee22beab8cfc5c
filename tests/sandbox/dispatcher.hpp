#pragma once

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Takes each request to its route, lets ordered faults strike on the way, and notes what came of it.
class Dispatcher {
  public:
    /// Both must outlive the dispatcher.
    Dispatcher(const Router& router, Sandbox& sandbox) : router_(router), sandbox_(sandbox) {}

    /// The answer to a request; never throws.
    Answer operator()(Request& request);

  private:
    Answer serve(const Route& route, Request& request);
    void note(const std::string& kind, const Request& request, const Answer& answer);

    const Router& router_;
    Sandbox& sandbox_;
};

}  // namespace oa::sandbox
