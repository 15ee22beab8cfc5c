#include "options.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <stdexcept>

#include "fault_spec.hpp"

namespace oa::sandbox {

namespace {

constexpr int kUsageExitCode = 64;

constexpr const char* kFooter = R"(A fault is WHERE:WHAT[=VALUE][:TIMES].
  WHERE  token, par or put
  WHAT   status=CODE  refuse with this status      stall=SECONDS  read the request, answer nothing
         slow=SECONDS answer late                  drop           close at once, without an answer
         truncate     half an answer, then close   drop_after     do the work, close without an answer
         garbage      200 with a web page          expire         what is handed out is past its time
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
    app.add_option("--keep", options.keep, "Keep arrived objects here, and when the sandbox ends")
        ->type_name("DIR");
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
    app.add_flag("--relative-access-uri", options.relative_access_uri,
                 "Answer a path instead of a full URL in accessUri");
}

}  // namespace

std::optional<Options> parse_options(int argc, char** argv, int& exit_code) {
    Options options;
    std::vector<std::string> faults;
    CLI::App app("Stands in for Oracle Retail Customer Engagement, for tests and rehearsals.");
    app.footer(kFooter);
    add_server_options(app, options);
    add_service_options(app, options);
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
