#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "card_rules.hpp"
#include "faults.hpp"
#include "poslog_signs.hpp"

namespace oa::sandbox {

/// What the command line asks for.
struct Options {
    int port = 0;
    std::filesystem::path port_file;
    std::filesystem::path schemas;
    std::optional<std::filesystem::path> keep;
    std::string client_id = "oms-client";
    std::string client_secret = "oms-secret";
    std::string client_without_role = "no-role-client";
    std::string alternate_key_type = "SERENADE_ID";
    PoslogSigns poslog_signs = PoslogSigns::kArts;
    bool relative_access_uri = false;
    std::chrono::seconds par_lifetime{300};
    std::chrono::seconds token_lifetime{3600};
    std::chrono::milliseconds latency{0};
    bool verbose = false;
    bool keep_requests = false;
    std::string basic_user = "orce-user";
    std::string basic_password = "orce-password";
    std::string security_user = "100";
    std::string web_key_type = "OCP_CUST_ID";
    std::size_t lookup_limit = 100;
    bool not_found_fault = false;
    bool mask = false;
    CardRules cards;
    std::vector<Fault> faults;
};

/// Reads the command line; none when the program is to end at once with `exit_code`.
std::optional<Options> parse_options(int argc, char** argv, int& exit_code);

}  // namespace oa::sandbox
