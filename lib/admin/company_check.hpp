#pragma once

#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// What keeps the jobs of a company from starting, each in one sentence, once: settings that they need and
/// that are not set or not valid, and rows that Work with Web Service Authentication (WWSA) lacks. The jobs
/// are the sales feed and the customer upload; where L37 is INTERACT the customer services; where the bureau
/// of I26 is reached by Payment Link the stored value card services. Error kUsage or kNoInput as
/// require_company.
std::vector<std::string> check_company(Database& database, int company);

}  // namespace oa
