#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "fault_spec.hpp"

namespace oa::sandbox {

namespace {

constexpr int kUsageExitCode = 64;

constexpr const char* kFooter = R"(A fault is WHERE:WHAT[=VALUE][:TIMES].
  WHERE  token, par, put, customer (any request to Customer Services), add, search, retrieve, merge,
         svc (any request to Stored Value Card Transaction Services), generate, activate, recharge, preauth,
         postauth, release or inquiry
  WHAT   status=CODE  refuse with this status      stall=SECONDS  read the request, answer nothing
         slow=SECONDS answer late                  drop           close at once, without an answer
         truncate     half an answer, then close   drop_after     do the work, close without an answer
         garbage      200 with a web page          expire         what is handed out is past its time
At those from customer on there is no expire, but there are:
         relate=CODE  do nothing, answer a RelateProcessingException with this code
         huge=BYTES   pad the answer                    deep     an answer a million elements deep
         hide=ELEMENT the answer lacks these elements, such as ResponseCode or AccountActivityList
         half_close=SECONDS  half an answer, then end only this direction of the connection
  TIMES  how many requests it strikes, 1 unless given; 0 is always

Example:
  oa-sandbox --port 8080 --schemas schemas --keep arrived --fault put:status=503:2 -v)";

/// An option for a whole number of some unit of time.
template <typename Duration>
CLI::Option* add_duration(CLI::App& app, const std::string& name, Duration& duration,
                          const std::string& description) {
    const auto set = [&duration](long long count) { duration = Duration(count); };
    return app.add_option_function<long long>(name, set, description)
        ->check(CLI::NonNegativeNumber)
        ->default_str(std::to_string(duration.count()));
}

void add_server_options(CLI::App& app, Options& options) {
    app.add_option("--port", options.port, "Port on the loopback; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    app.add_option("--port-file", options.port_file, "Write the port here once requests are taken")
        ->type_name("FILE");
    app.add_option("--schemas", options.schemas, "The XML schemas to hold messages against")
        ->type_name("DIR")
        ->check(CLI::ExistingDirectory);
    auto* keep =
        app.add_option("--keep", options.keep, "Keep arrived objects here, and when the sandbox ends")
            ->type_name("DIR");
    app.add_flag("--keep-requests", options.keep_requests,
                 "Keep the requests to the SOAP services there too, under soap/, card numbers masked")
        ->needs(keep);
    add_duration(app, "--latency", options.latency, "Wait before each answer")->type_name("MS");
    app.add_flag("-v,--verbose", options.verbose, "A line for each request on stderr");
}

void add_service_options(CLI::App& app, Options& options) {
    app.add_option("--client-id", options.client_id, "OAuth client")->capture_default_str();
    app.add_option("--client-secret", options.client_secret, "Its secret")->capture_default_str();
    app.add_option("--client-without-role", options.client_without_role,
                   "OAuth client that lacks the FileReview role, with the same secret")
        ->capture_default_str();
    add_duration(app, "--token-lifetime", options.token_lifetime, "How long an access token is good")
        ->type_name("SECONDS");
    add_duration(app, "--par-lifetime", options.par_lifetime, "How long a pre-authenticated request is good")
        ->type_name("SECONDS");
    app.add_option("--alternate-key-type", options.alternate_key_type,
                   "The alternate key that customers are told apart by")
        ->type_name("TYPE")
        ->capture_default_str();
    static const std::map<std::string, PoslogSigns> kSigns = {{"ARTS", PoslogSigns::kArts},
                                                              {"SIGNED", PoslogSigns::kSigned}};
    app.add_option("--poslog-signs", options.poslog_signs, "The signs that a POSlog must have")
        ->transform(CLI::CheckedTransformer(kSigns))
        ->default_str("ARTS");
    app.add_flag("--relative-access-uri", options.relative_access_uri,
                 "Answer a path instead of a full URL in accessUri");
}

void add_customer_options(CLI::App& app, Options& options) {
    app.add_option("--basic-user", options.basic_user, "User of Customer Services")->capture_default_str();
    app.add_option("--basic-password", options.basic_password, "Its password")->capture_default_str();
    app.add_option("--security-user", options.security_user, "The securityUserId that requests must have")
        ->type_name("ID")
        ->capture_default_str();
    app.add_option("--web-key-type", options.web_key_type,
                   "The alternate key by which a customer that is sent is known again")
        ->type_name("TYPE")
        ->capture_default_str();
    app.add_option("--lookup-limit", options.lookup_limit, "How many customers a search may find")
        ->type_name("N")
        ->capture_default_str();
    app.add_flag("--not-found-fault", options.not_found_fault,
                 "Answer an exception when a customer to retrieve is not there");
    app.add_flag("--mask", options.mask, "Answer asterisks for names, addresses, emails and telephones");
}

/// The end of a card number, and the code that such cards are declined with.
std::pair<std::string, std::string> decline_from_text(const std::string& text) {
    const auto between = text.find('=');
    if (between == std::string::npos || between == 0 || between + 1 == text.size()) {
        throw CLI::ValidationError("--decline", "'" + text + "' is not ENDING=CODE");
    }
    return {text.substr(0, between), text.substr(between + 1)};
}

void add_card_options(CLI::App& app, Options& options) {
    const auto add = [&options](const std::vector<std::string>& declines) {
        for (const auto& decline : declines) options.cards.declines.insert(decline_from_text(decline));
    };
    app.add_option_function<std::vector<std::string>>(
           "--decline", add, "Decline cards whose number ends so, with this code; may be repeated")
        ->type_name("ENDING=CODE")
        ->expected(1)
        ->take_all();
    add_duration(
        app, "--hold-days", options.cards.hold_days,
        "Preauthorizations expire when a request's TransactionDateTime is more days later; 0 is never")
        ->type_name("DAYS");
    const auto set = [&options](std::int64_t) { options.cards.partial_redemption = false; };
    app.add_flag_function("--no-partial-redemption", set,
                          "A deposit must take all that its preauthorization has open");
}

}  // namespace

std::optional<Options> parse_options(int argc, char** argv, int& exit_code) {
    Options options;
    std::vector<std::string> faults;
    CLI::App app("Stands in for Oracle Retail Customer Engagement, for tests and rehearsals.");
    app.footer(kFooter);
    add_server_options(app, options);
    add_service_options(app, options);
    add_customer_options(app, options);
    add_card_options(app, options);
    app.add_option("--fault", faults, "Misbehave, as described below; may be repeated")
        ->type_name("FAULT")
        ->expected(1)
        ->take_all();
    try {
        app.parse(argc, argv);
        for (const auto& fault : faults) options.faults.push_back(fault_from_text(fault));
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error) == 0 ? 0 : kUsageExitCode;
        return std::nullopt;
    } catch (const std::invalid_argument& error) {
        std::cerr << "--fault: " << error.what() << '\n';
        exit_code = kUsageExitCode;
        return std::nullopt;
    }
    return options;
}

}  // namespace oa::sandbox
