#include "dispatcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>

namespace oa::sandbox {

namespace {

/// The path with the word after a `p` segment struck out: that word is what gives access to an object.
std::string without_secrets(std::string_view path) {
    constexpr std::string_view kMark = "/p/";
    const auto mark = path.find(kMark);
    if (mark == std::string_view::npos) return std::string(path);
    const auto begin = mark + kMark.size();
    const auto end = std::min(path.find('/', begin), path.size());
    return fmt::format("{}***{}", path.substr(0, begin), path.substr(end));
}

}  // namespace

Answer Dispatcher::operator()(Request& request) {
    const auto* route = router_.find(request.method, request.path);
    Answer answer;
    try {
        if (route != nullptr) {
            answer = serve(*route, request);
        } else if (router_.serves(request.path)) {
            answer = json_answer(405, {{"status", 405}, {"message", "method not allowed"}});
        } else {
            answer = json_answer(404, {{"status", 404}, {"message", "there is nothing at this path"}});
        }
    } catch (const std::exception& error) {
        answer = json_answer(500, {{"status", 500}, {"message", error.what()}});
    }
    // The sandbox's own pages are for those who watch the services, so they neither wait nor show up.
    if (route != nullptr && route->kind.empty()) return answer;
    answer.delay += sandbox_.options.latency;
    const auto& kind = request.kind.empty() && route != nullptr ? route->kind : request.kind;
    note(kind.empty() ? "other" : kind, request, answer);
    return answer;
}

Answer Dispatcher::serve(const Route& route, Request& request) {
    if (route.kind.empty() || route.strikes_itself) return route.handler(request);
    const auto fault =
        sandbox_.faults.take([&](const Fault& ordered) { return ordered.where == route.kind; });
    if (!fault) return route.handler(request);
    if (auto answer = answer_instead(*fault)) return *std::move(answer);
    request.expire = fault->what == FaultKind::kExpire;
    auto answer = route.handler(request);
    spoil(*fault, answer);
    return answer;
}

void Dispatcher::note(const std::string& kind, const Request& request, const Answer& answer) {
    const int status = answer.delivery == Delivery::kNone ? 0 : answer.status;
    const auto path = without_secrets(request.path);
    if (sandbox_.options.verbose) fmt::print(stderr, "{} {} {} {}\n", request.method, kind, path, status);
    sandbox_.requests.add({request.method, kind, path, status});
}

}  // namespace oa::sandbox
