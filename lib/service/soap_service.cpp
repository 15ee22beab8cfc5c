#include "service/soap_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/mask.hpp"
#include "net/retry.hpp"

namespace oa {

namespace {

constexpr int kBadGateway = 502;
constexpr int kGatewayTimeout = 504;

/// Not found, method not allowed, gone: another service is there, or none.
bool is_wrong_address(int status) {
    return status == 404 || status == 405 || status == 410;
}

}  // namespace

bool refuses_everything(ExitCode code) {
    return code == ExitCode::kUnavailable || code == ExitCode::kNoPermission ||
           code == ExitCode::kConfiguration;
}

bool says_not_found(const RelateProcessingException& refusal) {
    return refusal.code().find("NOT_FOUND") != std::string::npos ||
           refusal.code().find("NOT_EXIST") != std::string::npos;
}

std::string masked_but(std::initializer_list<std::string_view> elements, std::string_view text,
                       std::size_t shortest_number) {
    std::string result;
    std::size_t done = 0;
    for (std::size_t tag = 0; (tag = text.find('<', tag)) != std::string_view::npos; ++tag) {
        const std::size_t end = text.find('>', tag);
        if (end == std::string_view::npos) break;
        const std::string_view name = text.substr(tag + 1, end - tag - 1);
        if (std::find(elements.begin(), elements.end(), name) == elements.end()) continue;
        const std::size_t next = text.find('<', end);
        if (next == std::string_view::npos) break;
        result += with_card_numbers_masked(text.substr(done, end + 1 - done), shortest_number);
        result += text.substr(end + 1, next - end - 1);
        done = next;
    }
    return result + with_card_numbers_masked(text.substr(done), shortest_number);
}

SoapService::SoapService(const SoapServiceNames& names, const SoapMasking& masking,
                         SoapServiceSettings settings, const HttpOptions& http, const RetryPolicy& retry,
                         HttpConnections& connections, Log& log)
    : names_(names),
      masking_(masking),
      settings_(std::move(settings)),
      connections_(connections),
      log_(log),
      token_http_(http, log) {
    if (settings_.client) tokens_.emplace(*settings_.client, token_http_, retry, log);
}

std::string SoapService::envelope(const std::string& operation,
                                  const std::function<void(Element)>& fill) const {
    return soap::envelope(operation, settings_.address.name_space(names_.name_space), [&](Element element) {
        fill(element);
        element.add("securityUserId", settings_.security_user_id);
    });
}

Task<XmlElement> SoapService::call(std::string operation, std::string envelope) {
    trace("request", envelope);
    if (turn_) co_await turn_();
    HttpResponse response = co_await connections_.send(request(envelope));
    if (response.status == 401 && tokens_) {
        // The token may have been withdrawn before its time.
        tokens_->discard();
        response = co_await connections_.send(request(envelope));
    }
    ++answer_count_;
    trace(fmt::format("answer, HTTP {}", response.status), response.body);
    soap::Answer answer = read(response, operation);
    if (answer.fault)
        throw RelateProcessingException(masking_.in_errors(answer.fault->message), answer.fault->code);
    co_return std::move(answer.response);
}

HttpRequest SoapService::request(const std::string& envelope) {
    HttpRequest request;
    request.method = "POST";
    request.url = settings_.address.url;
    request.headers = {"Content-Type: text/xml; charset=utf-8", "SOAPAction: \"\"", "Accept: text/xml"};
    request.body = envelope;
    request.basic = settings_.basic;
    if (tokens_) request.bearer_token = tokens_->token();
    return request;
}

/// A Fault that is not a RelateProcessingException, and whatever is not an answer at all, is the service's
/// failure, which may pass.
soap::Answer SoapService::read(const HttpResponse& response, const std::string& operation) const {
    const std::string host = host_of(settings_.address.url);
    const int status = response.status;
    // SOAP 1.2 answers a fault of the sender by 400.
    const bool may_be_soap = status == 200 || status == 400 || status == 500;
    if (!may_be_soap) check_status(response);
    soap::Answer answer = soap::read_answer(response.body, operation, response.content_type);
    if (answer.fault && answer.fault->is_relate_processing_exception) return answer;
    if (answer.fault && status != 400) {
        throw NetworkError(
            fmt::format("{} answered HTTP {}: {}", host, status, masking_.in_errors(answer.fault->message)),
            RequestState::kAnswered, true, response.retry_after);
    }
    if (status != 200) check_status(response);
    if (!answer.problem.empty()) throw unusable(operation, answer.problem);
    return answer;
}

const XmlElement& SoapService::return_of(const XmlElement& response, std::string_view operation) const {
    const XmlElement& found = response.child("return");
    if (!found && !response.is_empty()) throw unusable(operation, "it has no return");
    return found;
}

NetworkError SoapService::unusable(std::string_view operation, std::string_view why) const {
    return {fmt::format("the answer of {} to {} cannot be used: {}", host_of(settings_.address.url),
                        operation, why),
            RequestState::kAnswered, true};
}

void SoapService::check_status(const HttpResponse& response) const {
    const std::string host = host_of(settings_.address.url);
    if (is_worth_retrying(response.status)) {
        const bool is_gateway = response.status == kBadGateway || response.status == kGatewayTimeout;
        throw NetworkError(fmt::format("{} answered HTTP {}", host, response.status),
                           is_gateway ? RequestState::kInWork : RequestState::kAnswered, true,
                           response.retry_after);
    }
    if (response.status == 401 || response.status == 403) {
        throw Error(
            ExitCode::kNoPermission,
            fmt::format("{} refused the user {} (HTTP {}); check the row '{}' in Web Service Authentication "
                        "(WWSA)",
                        host, settings_.basic ? settings_.basic->user : settings_.client->client_id,
                        response.status, names_.web_service));
    }
    const std::string problem =
        fmt::format("{} answered HTTP {}; check the properties ORCE_CUSTOMER_SERVICE_PREFIX and {}", host,
                    response.status, names_.suffix_property);
    // Below 400 the request is not refused: it may have been done.
    if (response.status < 400) throw NetworkError(problem, RequestState::kAnswered, false);
    throw Error(is_wrong_address(response.status) ? ExitCode::kConfiguration : ExitCode::kUnavailable,
                problem);
}

void SoapService::trace(const std::string& what, const std::string& text) const {
    if (!log_.shows(Severity::kTrace)) return;
    log_.write(
        Severity::kTrace, what,
        fmt::format("{} (Authorization: ***) {}", host_of(settings_.address.url), masking_.in_logs(text)));
}

}  // namespace oa
