#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oa::sandbox {

/// Takes the next bytes of a body; false stops the reading.
using BodySink = std::function<bool(const char* data, std::size_t size)>;

/// One request, its body still on the wire until it is asked for.
struct Request {
    std::string method;
    std::string path;                                ///< still percent-encoded, without the query
    std::map<std::string, std::string> query;        ///< decoded
    std::map<std::string, std::string> headers;      ///< by lower-case name
    std::function<bool(const BodySink&)> read_body;  ///< hands the body on; false when it did not come whole
    std::string kind;     ///< set by a handler that knows better than its route what was asked for
    bool expire = false;  ///< a fault wants what is handed out, or shown, to be past its time

    /// The value of a header, named in lower case; none when it was not sent.
    std::optional<std::string> header(const std::string& name) const;

    /// The declared length of the body; none when it comes in chunks or not at all.
    std::optional<std::uint64_t> content_length() const;

    /// The whole body as text; throws when it is broken off or larger than a message may be.
    std::string text() const;
};

/// How much of an answer goes over the wire before the connection is closed; a whole one leaves it open, and
/// `kHalfAndHold` closes only the direction to the client at first.
enum class Delivery { kWhole, kHalf, kHalfAndHold, kNone };

/// One answer, and how it is to be delivered.
struct Answer {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers;
    Delivery delivery = Delivery::kWhole;
    std::chrono::milliseconds delay{0};
    std::chrono::milliseconds hold{0};  ///< for kHalfAndHold
};

/// An answer with a JSON body.
Answer json_answer(int status, const nlohmann::json& body);

using Handler = std::function<Answer(Request&)>;

/// Which requests go to which handler.
struct Route {
    enum class Match { kExact, kPrefix, kSuffix };

    std::string method;
    Match match = Match::kExact;
    std::string path;
    std::string kind;  ///< where faults are ordered for it; empty for the sandbox's own pages
    Handler handler;
    bool strikes_itself = false;  ///< the handler takes the faults, as it must read the request to know them
};

/// The routes of all services.
class Router {
  public:
    /// Adds a route; the first that fits a request wins.
    void add(Route route);

    /// The route for a request; null when there is none.
    const Route* find(std::string_view method, std::string_view path) const;

    /// True when the path is served, be it for another method.
    bool serves(std::string_view path) const;

  private:
    std::vector<Route> routes_;
};

}  // namespace oa::sandbox
