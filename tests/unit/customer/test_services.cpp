#include "customer/services.hpp"

#include <functional>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Contract, Addresses: requests, answers and errors of the Customer Services.

namespace {

constexpr const char* kPassword = "pass-w0rd";
constexpr const char* kClientSecret = "client-s3cret";

std::string enveloped(const std::string& body) {
    return "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>" + body +
           "</S:Body></S:Envelope>";
}

std::string response(const std::string& operation, const std::string& inner) {
    return enveloped("<ns2:" + operation + "Response xmlns:ns2=\"urn:x\">" + inner + "</ns2:" + operation +
                     "Response>");
}

std::string refusal(const std::string& message, const std::string& code) {
    return enveloped(
        "<S:Fault><faultcode>S:Server</faultcode><faultstring>outer</faultstring><detail>"
        "<ns2:RelateProcessingException xmlns:ns2=\"urn:x\"><message>" +
        message + "</message><relateExceptionCode>" + code +
        "</relateExceptionCode></ns2:RelateProcessingException></detail></S:Fault>");
}

const std::string kOtherFault =
    enveloped("<S:Fault><faultcode>S:Server</faultcode><faultstring>out of memory</faultstring></S:Fault>");

/// Answers in turn, the last one again and again; `/token` is a token service.
class Script {
  public:
    explicit Script(std::vector<std::string> answers) : answers_(std::move(answers)) {}

    std::string operator()(const LocalServer::Request& request) {
        const std::lock_guard lock(mutex_);
        if (contains(request.head, "POST /token ")) {
            return http_answer(
                200, "{\"access_token\": \"t0ken-" + std::to_string(++tokens_) + "\", \"expires_in\": 3600}");
        }
        const std::size_t i = std::min(next_++, answers_.size() - 1);
        return answers_[i];
    }

  private:
    std::vector<std::string> answers_;
    std::size_t next_ = 0;
    int tokens_ = 0;
    std::mutex mutex_;
};

enum class As { kBasic, kOAuth };

/// The customer services against a server that answers as the script says; everything is logged.
struct Orce {
    explicit Orce(std::vector<std::string> answers, As as = As::kBasic)
        : script(std::move(answers)),
          server([this](const LocalServer::Request& request) { return script(request); }),
          log({.program = "oa-unit", .threshold = Severity::kTrace, .file = directory / "log"}, clock),
          connections({}, 2, log),
          services(settings(as), {}, {.retries = 0}, connections, log) {}

    CustomerServicesSettings settings(As as) const {
        CustomerServicesSettings settings;
        settings.address = {server.url("/soap/v2_3/CustomerServices"), "v2_3"};
        settings.security_user_id = "100";
        if (as == As::kBasic) {
            settings.basic = BasicCredentials{"orce_user", kPassword};
        } else {
            settings.client =
                OAuthClient{server.url("/token"), "client-1", kClientSecret, "urn:scope", "ORCE Customer"};
        }
        return settings;
    }

    std::string logged() { return read_file(directory / "log"); }
    /// The requests but those for tokens.
    std::vector<LocalServer::Request> calls() const {
        std::vector<LocalServer::Request> calls;
        for (auto& request : server.requests()) {
            if (!contains(request.head, "POST /token ")) calls.push_back(request);
        }
        return calls;
    }

    CapturedStderr quiet;
    TempDir directory;
    Clock clock = seed_clock();
    Script script;
    LocalServer server;
    Log log;
    HttpConnections connections;
    CustomerServices services;
};

customer::Customer ada() {
    customer::Customer customer;
    customer.customer_id = "1000001";
    customer.business_name = "ENGINES";
    customer.alternate_keys = {{"SERENADE_ID", "4711"}};
    return customer;
}

customer::AlternateKey own_key() {
    return {"SERENADE_ID", "4711"};
}

/// How adding Ada ends, in one line.
std::string outcome(Orce& orce) {
    const auto after = [](const NetworkError& error) {
        return error.retry_after() ? " after " + std::to_string(error.retry_after()->count()) : std::string();
    };
    try {
        return "answer: " + run(orce.connections, orce.services.add_or_update(ada()));
    } catch (const RelateProcessingException& refused) {
        return std::string("refused: ") + refused.what() + " [" + refused.code() + "]";
    } catch (const NetworkError& error) {
        return std::string(error.worth_retrying() ? "again" : "never") + after(error) + ": " + error.what();
    } catch (const Error& error) {
        return "error " + std::to_string(static_cast<int>(error.code())) + ": " + error.what();
    }
}

/// The same, with the server's address as HOST.
std::string outcome_of(const std::string& answer) {
    Orce orce({answer});
    std::string text = outcome(orce);
    const std::string host = orce.server.url("").substr(std::string_view("http://").size());
    for (auto at = text.find(host); at != std::string::npos; at = text.find(host)) {
        text.replace(at, host.size(), "HOST");
    }
    return text;
}

}  // namespace

TEST_CASE("an answer or an error is told apart (contract, Addresses)", "[customer/services]") {
    struct Case {
        std::string name, answer, outcome;
    };
    const std::string good = response("addOrUpdateCustomer", "<customerId>1000002</customerId>");
    const std::string wwsa = "; check the row 'ORCE Customer' in Web Service Authentication (WWSA)";
    const std::string properties =
        "; check the properties ORCE_CUSTOMER_SERVICE_PREFIX and ORCE_CUSTOMER_SERVICE_SUFFIX";
    const std::string unusable = "again: the answer of HOST to addOrUpdateCustomer cannot be used: ";
    const std::vector<Case> cases = {
        {"good", http_answer(200, good), "answer: 1000002"},
        {"no customer ID", http_answer(200, response("addOrUpdateCustomer", "")),
         unusable + "it has no customer ID"},
        {"401", http_answer(401, "<html/>"), "error 77: HOST refused the user orce_user (HTTP 401)" + wwsa},
        {"403", http_answer(403, ""), "error 77: HOST refused the user orce_user (HTTP 403)" + wwsa},
        {"404", http_answer(404, "gone"), "error 78: HOST answered HTTP 404" + properties},
        {"400", http_answer(400, kOtherFault), "error 69: HOST answered HTTP 400" + properties},
        {"302", http_answer(302, "", "Location: http://127.0.0.1:1/\r\n"),
         "never: HOST answered HTTP 302" + properties},
        {"202", http_answer(202, ""), "never: HOST answered HTTP 202" + properties},
        {"429", http_answer(429, "", "Retry-After: 9\r\n"), "again after 9: HOST answered HTTP 429"},
        {"503", http_answer(503, "busy", "Retry-After: 7\r\n"), "again after 7: HOST answered HTTP 503"},
        {"503 without Retry-After", http_answer(503, "busy"), "again: HOST answered HTTP 503"},
        {"502", http_answer(502, "<html>"), "again: HOST answered HTTP 502"},
        {"504", http_answer(504, ""), "again: HOST answered HTTP 504"},
        {"500, a RelateProcessingException",
         http_answer(500, refusal("too many", "MAXIMUM_LOOKUP_RESULTS_ERROR")),
         "refused: too many [MAXIMUM_LOOKUP_RESULTS_ERROR]"},
        {"200, a RelateProcessingException", http_answer(200, refusal("what", "UNKNOWN_ATTRIBUTE_TYPE")),
         "refused: what [UNKNOWN_ATTRIBUTE_TYPE]"},
        {"500, another Fault", http_answer(500, kOtherFault), "again: HOST answered HTTP 500: out of memory"},
        {"500, another Fault with Retry-After", http_answer(500, kOtherFault, "Retry-After: 3\r\n"),
         "again after 3: HOST answered HTTP 500: out of memory"},
        {"200, another Fault", http_answer(200, kOtherFault), "again: HOST answered HTTP 200: out of memory"},
        {"500, no SOAP", http_answer(500, "<html><body>oops</body></html>"), "again: HOST answered HTTP 500"},
        {"500, a good answer", http_answer(500, good), "again: HOST answered HTTP 500"},
        {"200, HTML", http_answer(200, "<html><body>Sign in</body></html>"),
         unusable + "it is not a SOAP envelope"},
        {"200, another operation", http_answer(200, response("searchCustomers", "")),
         unusable + "it does not answer addOrUpdateCustomer"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(outcome_of(c.answer) == c.outcome);
    }
    CHECK(contains(outcome_of(http_answer(200, "Sign in")), unusable + "it is not XML"));
    CHECK(contains(outcome_of(http_answer(200, "")), unusable + "it is not XML"));
    CHECK(contains(outcome_of(""), "again: no answer from HOST"));
}

TEST_CASE("a NetworkError of an answer says that the request arrived", "[customer/services]") {
    for (const std::string& answer :
         {http_answer(503, ""), http_answer(500, kOtherFault), http_answer(200, "x")}) {
        CAPTURE(answer);
        Orce orce({answer});
        try {
            run(orce.connections, orce.services.add_or_update(ada()));
            FAIL("it was to fail");
        } catch (const NetworkError& error) {
            CHECK(error.body_was_sent());
        }
    }
}

TEST_CASE("a request is sent as the contract says (contract, Addresses)", "[customer/services]") {
    Orce orce({http_answer(200, response("addOrUpdateCustomer", "<customerId>1</customerId>"))});
    CHECK(outcome(orce) == "answer: 1");
    const auto requests = orce.server.requests();
    REQUIRE(requests.size() == 1);
    CHECK(contains(requests[0].head, "POST /soap/v2_3/CustomerServices HTTP/1.1\r\n"));
    CHECK(contains(requests[0].head, "\r\nContent-Type: text/xml; charset=utf-8\r\n"));
    CHECK(contains(requests[0].head, "\r\nSOAPAction: \"\"\r\n"));
    CHECK(contains(requests[0].head, "\r\nAuthorization: Basic b3JjZV91c2VyOnBhc3MtdzByZA==\r\n"));
    const std::string begin =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"
        "<ns2:addOrUpdateCustomer xmlns:ns2=\"http://v2_3.customer.webservices.csx.dtv.com/\">"
        "<customerData><CustomerID>1000001</CustomerID>";
    CHECK(requests[0].body.substr(0, begin.size()) == begin);
    CHECK(contains(requests[0].body,
                   "</customerData><securityUserId>100</securityUserId></ns2:addOrUpdateCustomer>"
                   "</S:Body></S:Envelope>"));
}

TEST_CASE("each operation is sent once, when it is awaited, and answers are counted", "[customer/services]") {
    Orce orce({http_answer(503, ""), http_answer(500, kOtherFault), "",
               http_answer(200, response("addOrUpdateCustomer", "<customerId>1</customerId>"))});
    { const auto never_awaited = orce.services.add_or_update(ada()); }
    CHECK(orce.server.requests().empty());
    CHECK(orce.services.answer_count() == 0);
    CHECK(contains(outcome(orce), "HTTP 503"));
    CHECK(orce.server.requests().size() == 1);
    CHECK(contains(outcome(orce), "HTTP 500"));
    CHECK(orce.services.answer_count() == 2);
    // No answer came; libcurl may try a kept connection that was closed once more.
    const std::string third = outcome(orce);
    const std::string fourth = third == "answer: 1" ? third : outcome(orce);
    CHECK(fourth == "answer: 1");
    CHECK(orce.services.answer_count() == 3);
}

TEST_CASE("a customer is retrieved by customer ID, or else by alternate key", "[customer/services]") {
    const std::string found =
        http_answer(200, response("retrieveCustomer", "<return><CustomerID>1000001</CustomerID></return>"));
    Orce orce({found});
    const auto by_id = run(orce.connections, orce.services.retrieve("1000001", own_key()));
    REQUIRE(by_id.has_value());
    CHECK(by_id->customer_id == "1000001");
    REQUIRE(run(orce.connections, orce.services.retrieve("", own_key())).has_value());
    const auto requests = orce.server.requests();
    REQUIRE(requests.size() == 2);
    CHECK(contains(requests[0].body,
                   "com/\"><customerId>1000001</customerId><securityUserId>100</securityUserId></ns2:"));
    CHECK(contains(requests[1].body,
                   "com/\"><alternateKeyList TypeCode=\"SERENADE_ID\"><AlternateID>4711</AlternateID>"
                   "</alternateKeyList><securityUserId>100</securityUserId></ns2:"));
}

TEST_CASE("a customer that is not there is nothing, however that is said", "[customer/services]") {
    struct Case {
        std::string name, answer;
        bool is_error;
    };
    const auto answer = [](const std::string& inner) {
        return http_answer(200, response("retrieveCustomer", inner));
    };
    const std::vector<Case> cases = {
        {"no return", answer(""), false},
        {"an empty return", answer("<return/>"), false},
        {"an empty customer ID", answer("<return><CustomerID/><MaskData>true</MaskData></return>"), false},
        {"CUSTOMER_NOT_FOUND", http_answer(500, refusal("none", "CUSTOMER_NOT_FOUND")), false},
        {"CUSTOMER_DOES_NOT_EXIST", http_answer(500, refusal("none", "CUSTOMER_DOES_NOT_EXIST")), false},
        {"another code", http_answer(500, refusal("none", "INVALID_SECURITY_USER")), true},
        {"no code", http_answer(500, refusal("not found", "")), true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Orce orce({c.answer});
        if (c.is_error) {
            CHECK_THROWS_AS(run(orce.connections, orce.services.retrieve("", own_key())),
                            RelateProcessingException);
        } else {
            CHECK_FALSE(run(orce.connections, orce.services.retrieve("", own_key())).has_value());
        }
    }
    // What a retrieval cannot answer is no answer: nobody is created because of it.
    Orce strange({answer("<return><MaskData>false</MaskData></return>")});
    CHECK_THROWS_AS(run(strange.connections, strange.services.retrieve("", own_key())), NetworkError);
    // Only where a customer is asked for.
    Orce orce({http_answer(500, refusal("none", "CUSTOMER_NOT_FOUND"))});
    CHECK(outcome(orce) == "refused: none [CUSTOMER_NOT_FOUND]");
}

TEST_CASE("customers are found in the order of the answer", "[customer/services]") {
    Orce orce({http_answer(200, response("searchCustomers",
                                         "<return><DateTime>2010-11-23T09:21:41</DateTime>"
                                         "<Customer><CustomerID>3</CustomerID></Customer>"
                                         "<Customer><CustomerID>1</CustomerID></Customer>"
                                         "<Customer><CustomerID>2</CustomerID></Customer></return>")),
               http_answer(200, response("searchCustomers", "<return/>")),
               http_answer(200, response("searchCustomers", ""))});
    customer::Lookup lookup;
    lookup.email_address = "ada@example.com";
    std::string ids;
    for (const auto& record : run(orce.connections, orce.services.search(lookup))) ids += record.customer_id;
    CHECK(ids == "312");
    CHECK(run(orce.connections, orce.services.search(lookup)).empty());
    CHECK(run(orce.connections, orce.services.search(lookup)).empty());
    CHECK(contains(orce.server.requests()[0].body,
                   "<EMailAddress>ada@example.com</EMailAddress></EMail></ContactInformation></Individual>"
                   "</EntityInformation></customerData><securityUserId>100</securityUserId>"));
}

TEST_CASE(
    "data shown as asterisks is warned of once, with the remedy (Customer Engagement Customer Integration, "
    "Troubleshooting)",
    "[customer/services]") {
    const std::string masked = http_answer(
        200, response("searchCustomers",
                      "<return><Customer><CustomerID>1</CustomerID><MaskData>true</MaskData></Customer>"
                      "<Customer><CustomerID>2</CustomerID><MaskData>true</MaskData></Customer></return>"));
    Orce orce({masked});
    std::vector<std::string> warnings;
    orce.log.set_listener([&](Severity severity, std::string_view, std::string_view message) {
        if (severity == Severity::kWarning) warnings.emplace_back(message);
    });
    CHECK(run(orce.connections, orce.services.search({})).size() == 2);
    run(orce.connections, orce.services.search({}));
    REQUIRE(warnings.size() == 1);
    CHECK(contains(warnings[0], "100 (ORCE_SECURITY_USER_ID)"));
    CHECK(contains(warnings[0], "Default View Where No Security Group is Assigned"));
}

TEST_CASE("with OAuth every request carries a token; one that is refused is replaced once",
          "[customer/services]") {
    const std::string good = http_answer(200, response("addOrUpdateCustomer", "<customerId>1</customerId>"));
    {
        Orce orce({good}, As::kOAuth);
        CHECK(outcome(orce) == "answer: 1");
        CHECK(outcome(orce) == "answer: 1");
        CHECK(orce.calls().size() == 2);
        CHECK(orce.server.requests().size() == 3);
        for (const auto& call : orce.calls()) {
            CHECK(contains(call.head, "\r\nAuthorization: Bearer t0ken-1\r\n"));
            CHECK_FALSE(contains(call.head, "Basic"));
        }
    }
    {
        Orce orce({http_answer(401, ""), good}, As::kOAuth);
        CHECK(outcome(orce) == "answer: 1");
        const auto calls = orce.calls();
        REQUIRE(calls.size() == 2);
        CHECK(contains(calls[1].head, "Bearer t0ken-2\r\n"));
        CHECK(calls[0].body == calls[1].body);
    }
    Orce orce({http_answer(401, "")}, As::kOAuth);
    CHECK(contains(outcome(orce), "error 77: "));
    CHECK(orce.calls().size() == 2);
    CHECK(contains(outcome(orce), "refused the user client-1 (HTTP 401)"));
}

TEST_CASE("with Basic a refusal is not tried again", "[customer/services]") {
    Orce orce({http_answer(401, "")});
    CHECK(contains(outcome(orce), "error 77"));
    CHECK(orce.server.requests().size() == 1);
}

TEST_CASE("each request waits its turn", "[customer/services]") {
    Orce orce({http_answer(200, response("retrieveCustomer", ""))});
    int turns = 0;
    const auto begin = std::chrono::steady_clock::now();
    orce.services.set_turn([&] {
        ++turns;
        return orce.connections.pause_until(begin + milliseconds(60) * turns);
    });
    for (int i = 0; i < 3; ++i) run(orce.connections, orce.services.retrieve("1", own_key()));
    CHECK(turns == 3);
    CHECK(std::chrono::steady_clock::now() - begin >= milliseconds(180));
}

TEST_CASE("at trace requests and answers are logged, credentials and card numbers are not",
          "[customer/services]") {
    const std::string card = "<CardNumber>4111111111111111</CardNumber>";
    const std::string found = response(
        "searchCustomers", "<return><Customer><CustomerID>1000001</CustomerID><CustomerCards><Instrument>" +
                               card + "</Instrument></CustomerCards></Customer></return>");
    for (const As as : {As::kBasic, As::kOAuth}) {
        Orce orce({http_answer(200, found), http_answer(500, refusal("card 5500 0000 0000 0004", "C"))}, as);
        CAPTURE(static_cast<int>(as));
        customer::Lookup lookup;
        lookup.postal_code = "378282246310005";
        lookup.customer_id = "100000100001";
        run(orce.connections, orce.services.search(lookup));
        CHECK_THROWS_AS(run(orce.connections, orce.services.search(lookup)), RelateProcessingException);
        for (const std::string& text : {orce.logged(), orce.quiet.text()}) {
            CAPTURE(text);
            CHECK(contains(text, "trace: request: 127.0.0.1:"));
            CHECK(contains(text, "<ns2:searchCustomers"));
            CHECK(contains(text, "answer, HTTP 200: "));
            CHECK(contains(text, "answer, HTTP 500: "));
            CHECK(contains(text, "(Authorization: ***)"));
            CHECK(contains(text, "<CardNumber>************1111</CardNumber>"));
            CHECK(contains(text, ">***********0005</PostalCode>"));
            CHECK(contains(text, "card **** **** **** 0004"));
            // A customer ID is as long, and must be found in a log.
            CHECK(contains(text, "<CustomerID>100000100001</CustomerID>"));
            for (const char* secret :
                 {kPassword, kClientSecret, "b3JjZV91c2VyOnBhc3MtdzByZA==", "t0ken-", "Bearer", "Basic",
                  "4111111111111111", "378282246310005", "5500 0000 0000 0004"}) {
                CAPTURE(secret);
                CHECK_FALSE(contains(text, secret));
            }
        }
    }
}

TEST_CASE("a card number in a message about a customer ID is not logged either", "[customer/services]") {
    for (const std::string message :
         {"no CustomerID => 5500000000000004", "customerId 5500000000000004",
          "CustomerID: 5500000000000004 >",
          "</message><CustomerInstrument>5500000000000004</CustomerInstrument><message>"}) {
        CAPTURE(message);
        Orce orce({http_answer(500, refusal(message, "C"))});
        CHECK_THROWS_AS(run(orce.connections, orce.services.search({})), RelateProcessingException);
        CHECK(contains(orce.logged(), "************0004"));
        CHECK_FALSE(contains(orce.logged(), "5500000000000004"));
    }
}

TEST_CASE(
    "the settings of the customer services are read, or the one that is missing is named "
    "(Customer Engagement Integration, Customer Engagement Properties)",
    "[customer/services]") {
    TestStore store;
    const EnvironmentVariable secret("OA_UNIT_ORCE_SECRET", kPassword);
    const auto read = [&](bool allow_http = false) {
        HttpOptions http;
        http.allow_http = allow_http;
        return read_customer_services_settings(store.database, 7, Settings(store.database, 7), http);
    };
    CHECK_ERROR(read(), ExitCode::kConfiguration, "ORCE_CUSTOMER_SERVICE_PREFIX");
    store_property(store.database, 7, "ORCE_CUSTOMER_SERVICE_PREFIX", "http://orce.example:8084/soap");
    CHECK_ERROR(read(), ExitCode::kConfiguration, "ORCE_SECURITY_USER_ID");
    store_property(store.database, 7, "ORCE_SECURITY_USER_ID", "100");
    CHECK_ERROR(read(), ExitCode::kConfiguration, "use https");
    CHECK_ERROR(read(true), ExitCode::kConfiguration, "no row 'ORCE Customer' in Web Service Authentication");
    store.database.execute(
        "INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, "
        "secret_source) VALUES (7, 'ORCE Customer', 'BASIC', 'orce_user', 'env:OA_UNIT_ORCE_SECRET')");
    const CustomerServicesSettings basic = read(true);
    CHECK(basic.address.url ==
          "http://orce.example:8084/soap/OrceWebServices/v2_3/CustomerServicesApiService");
    CHECK(basic.address.version == "v2_3");
    CHECK(basic.security_user_id == "100");
    CHECK_FALSE(basic.client.has_value());
    REQUIRE(basic.basic.has_value());
    CHECK(basic.basic->user == "orce_user");
    CHECK(basic.basic->password == kPassword);

    store_property(store.database, 7, "ORCE_CUSTOMER_SERVICE_SUFFIX", "/v3_1/CustomerServices?wsdl");
    store_system_control_value(store.database, 7, "L50", "ORG");
    CHECK(read(true).address.url == "http://orce.example:8084/soap/ORG/v3_1/CustomerServices");
    CHECK(read(true).address.version == "v3_1");

    store.database.execute("UPDATE web_service_authentication SET authentication_type = 'OAUTH'");
    CHECK_ERROR(read(true), ExitCode::kConfiguration, "must be OAUTH with a token URL");
    store.database.execute("UPDATE web_service_authentication SET token_url = 'http://idcs.example/token'");
    CHECK_FALSE(read(true).basic.has_value());
    CHECK(read(true).client.value().client_secret == kPassword);
    CHECK(read(true).client->used_for == "ORCE Customer");
    store_property(store.database, 7, "ORCE_CUSTOMER_SERVICE_PREFIX", "https://orce.example/soap");
    CHECK_ERROR(read(), ExitCode::kConfiguration, "idcs.example");
}

TEST_CASE(
    "customers are synchronized only if L37 is INTERACT (Customer Engagement Integration, Synchronizing "
    "Customer Information)",
    "[customer/services]") {
    TestStore store;
    const auto require = [&] { require_interactive(Settings(store.database, 7), 7, "customers are sent"); };
    CHECK_ERROR(
        require(), ExitCode::kConfiguration,
        "customers are sent only if the ORCE Customer Integration (L37) system control value is set to "
        "INTERACT");
    store_system_control_value(store.database, 7, "L37", "INTERACT");
    CHECK_NOTHROW(require());
}
