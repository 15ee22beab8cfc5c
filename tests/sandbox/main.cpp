#include <fmt/format.h>
#include <libxml/parser.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): signal masks are POSIX

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "crm_pages.hpp"
#include "customer_pages.hpp"
#include "customer_services.hpp"
#include "dispatcher.hpp"
#include "file_service.hpp"
#include "http_server.hpp"
#include "oauth.hpp"
#include "options.hpp"
#include "sandbox.hpp"
#include "state.hpp"
#include "svc_pages.hpp"
#include "svc_services.hpp"

namespace oa::sandbox {

namespace {

/// The signals that end the sandbox, held back from all threads so that one place can wait for them.
sigset_t hold_back_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// Whoever waits for the file must never see it half written.
void write_port_file(const std::filesystem::path& file, int port) {
    auto unfinished = file;
    unfinished += ".tmp";
    std::ofstream stream(unfinished);
    stream << port << '\n';
    stream.close();
    if (!stream) throw std::runtime_error("cannot write " + file.string());
    std::filesystem::rename(unfinished, file);
}

void run(Options options) {
    const auto signals = hold_back_signals();
    xmlInitParser();
    Sandbox sandbox(std::move(options));
    Router router;
    add_state_routes(router, sandbox);
    add_customer_pages(router, sandbox);
    add_crm_pages(router, sandbox);
    add_svc_pages(router, sandbox);
    add_oauth_routes(router, sandbox);
    add_file_service_routes(router, sandbox);
    add_customer_services_routes(router, sandbox);
    add_svc_services_routes(router, sandbox);

    HttpServer server(sandbox.options.port, Dispatcher(router, sandbox));
    sandbox.base_url = fmt::format("http://127.0.0.1:{}", server.port());
    server.start();
    fmt::print("listening on {}\n", sandbox.base_url);
    std::fflush(stdout);
    if (!sandbox.options.port_file.empty()) write_port_file(sandbox.options.port_file, server.port());

    int received = 0;
    sigwait(&signals, &received);
    server.stop();
}

}  // namespace

}  // namespace oa::sandbox

int main(int argc, char** argv) try {
    int exit_code = 0;
    auto options = oa::sandbox::parse_options(argc, argv, exit_code);
    if (options) oa::sandbox::run(*std::move(options));
    return exit_code;
} catch (const std::exception& error) {
    fmt::print(stderr, "oa-sandbox: {}\n", error.what());
    return 70;
}
