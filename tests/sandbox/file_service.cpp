#include "file_service.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "clock.hpp"
#include "crypto.hpp"
#include "oauth.hpp"
#include "text.hpp"

namespace oa::sandbox {

namespace {

using nlohmann::json;

constexpr std::string_view kParPrefix = "/p/";
constexpr std::string_view kBucketPath = "/n/orce/b/import/o/";

Answer refuse(int status, const char* message) {
    return json_answer(status, {{"status", status}, {"message", message}});
}

/// The shape in which object storage refuses.
Answer refuse_object(int status, const char* code, const char* message) {
    return json_answer(status, {{"code", code}, {"message", message}});
}

/// The object name a request body asks for; none when it has none.
std::optional<std::string> object_name_in(const std::string& body) {
    const auto request = json::parse(body, nullptr, false);
    if (!request.is_object() || !request.contains("objectName")) return std::nullopt;
    const auto& name = request["objectName"];
    if (!name.is_string() || name.get<std::string>().empty()) return std::nullopt;
    return name.get<std::string>();
}

Answer grant_par(Sandbox& sandbox, const std::string& object_name, bool expired) {
    const auto lifetime = sandbox.options.par_lifetime;
    const auto word = sandbox.pars.issue(object_name, expired ? std::chrono::seconds{0} : lifetime);
    const auto host = sandbox.options.relative_access_uri ? std::string{} : sandbox.base_url;
    const auto uri =
        fmt::format("{}{}{}{}{}", host, kParPrefix, word, kBucketPath, percent_encode(object_name, true));
    const auto now = std::chrono::system_clock::now();
    return json_answer(200, {{"id", random_word()},
                             {"name", "import"},
                             {"objectName", object_name},
                             {"accessType", "ObjectWrite"},
                             {"accessUri", uri},
                             {"timeCreated", timestamp(now)},
                             {"timeExpires", timestamp(now + lifetime)}});
}

Answer request_par(Sandbox& sandbox, Request& request) {
    const auto body = request.text();
    const auto client = bearer_client(sandbox, request);
    if (!client) {
        auto answer = refuse(401, "An access token is required.");
        answer.headers.emplace_back("WWW-Authenticate", "Bearer");
        return answer;
    }
    if (*client == sandbox.options.client_without_role) {
        return refuse(403, "The client does not have the FileReview role.");
    }
    if (!request.header("content-type").value_or("").starts_with("application/json")) {
        return refuse(415, "The request must be JSON.");
    }
    const auto object_name = object_name_in(body);
    if (!object_name) return refuse(400, "The request must have an objectName.");
    return grant_par(sandbox, *object_name, request.expire);
}

/// What the path of a pre-authenticated request says: its secret word and the object's name.
struct ParPath {
    std::string word;
    std::string object_name;
};

std::optional<ParPath> parse_par_path(std::string_view path) {
    path.remove_prefix(kParPrefix.size());
    const auto slash = path.find('/');
    if (slash == std::string_view::npos || !path.substr(slash).starts_with(kBucketPath)) return std::nullopt;
    const auto name = percent_decode(path.substr(slash + kBucketPath.size()));
    if (!name) return std::nullopt;
    return ParPath{std::string(path.substr(0, slash)), *name};
}

bool is_chunked(const Request& request) {
    return equal_ignoring_case(request.header("transfer-encoding").value_or(""), "chunked");
}

/// Reads the body into the upload; false when it does not come whole.
bool receive(Request& request, Upload& upload) {
    bool written = true;
    const bool whole = request.read_body([&](const char* data, std::size_t size) {
        written = upload.write(data, size);
        return written;
    });
    if (!written) throw std::runtime_error("cannot write the object");
    return whole && request.content_length().value_or(upload.bytes()) == upload.bytes();
}

Answer put_object(Sandbox& sandbox, Request& request) {
    if (request.header("authorization")) {
        return refuse_object(400, "InvalidParameter",
                             "The URL is the credential: send no Authorization header.");
    }
    const auto path = parse_par_path(request.path);
    const auto granted = path && !request.expire ? sandbox.pars.value_of(path->word) : std::nullopt;
    if (!granted || *granted != path->object_name) {
        return refuse_object(404, "NotAuthenticated", "The pre-authenticated request is unknown or expired.");
    }
    if (!request.content_length() && !is_chunked(request)) {
        return refuse_object(411, "MissingContentLength", "The Content-Length header is required.");
    }
    Upload upload(sandbox.objects.directory());
    if (!receive(request, upload)) {
        return refuse_object(400, "RequestBodyIncomplete", "The body is shorter than announced.");
    }
    const auto sha256 = sandbox.objects.accept(upload, *granted);
    Answer answer;
    answer.headers.emplace_back("ETag", sha256);
    return answer;
}

}  // namespace

void add_file_service_routes(Router& router, Sandbox& sandbox) {
    router.add({"POST", Route::Match::kSuffix, "/fileservice", "par",
                [&sandbox](Request& request) { return request_par(sandbox, request); }});
    router.add({"PUT", Route::Match::kPrefix, std::string(kParPrefix), "put",
                [&sandbox](Request& request) { return put_object(sandbox, request); }});
}

}  // namespace oa::sandbox
