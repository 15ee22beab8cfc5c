#include "http.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace oa::sandbox {

namespace {

constexpr std::size_t kMaxMessageBytes = std::size_t{16} * 1024 * 1024;

bool fits(const Route& route, std::string_view path) {
    switch (route.match) {
        case Route::Match::kExact: return path == route.path;
        case Route::Match::kPrefix: return path.starts_with(route.path);
        case Route::Match::kSuffix: return path.ends_with(route.path);
    }
    return false;
}

}  // namespace

std::optional<std::string> Request::header(const std::string& name) const {
    const auto found = headers.find(name);
    if (found == headers.end()) return std::nullopt;
    return found->second;
}

std::optional<std::uint64_t> Request::content_length() const {
    const auto value = header("content-length");
    if (!value) return std::nullopt;
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), length);
    if (error != std::errc{} || end != value->data() + value->size()) return std::nullopt;
    return length;
}

std::string Request::text() const {
    std::string body;
    const bool whole = read_body([&body](const char* data, std::size_t size) {
        if (body.size() + size > kMaxMessageBytes) return false;
        body.append(data, size);
        return true;
    });
    if (!whole) throw std::runtime_error("the request body is broken off or too large");
    return body;
}

Answer json_answer(int status, const nlohmann::json& body) {
    Answer answer;
    answer.status = status;
    answer.body = body.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return answer;
}

void Router::add(Route route) {
    routes_.push_back(std::move(route));
}

const Route* Router::find(std::string_view method, std::string_view path) const {
    const auto found = std::find_if(routes_.begin(), routes_.end(), [&](const Route& route) {
        return route.method == method && fits(route, path);
    });
    return found == routes_.end() ? nullptr : &*found;
}

bool Router::serves(std::string_view path) const {
    return std::any_of(routes_.begin(), routes_.end(), [&](const Route& route) { return fits(route, path); });
}

}  // namespace oa::sandbox
