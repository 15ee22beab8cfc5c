#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "customer_ledger.hpp"
#include "poslog_reader.hpp"
#include "poslog_signs.hpp"
#include "schemas.hpp"

namespace oa::sandbox {

/// One file found in an object's zip.
struct ArrivedFile {
    std::string name;
    std::uint64_t bytes = 0;
    std::string root;           ///< the root element, for an XML file
    std::optional<bool> valid;  ///< none when there is no schema for it
    std::vector<std::string> errors;
    std::size_t transaction_count = 0;
    std::size_t customer_count = 0;
};

/// One file and what was found in it.
struct InspectedFile {
    ArrivedFile summary;
    std::vector<PoslogTransaction> transactions;
    std::deque<CustomerArrival> customers;
};

/// What an object turned out to hold.
struct Inspection {
    bool readable = false;  ///< false when the zip, or a file in it, is broken
    std::vector<InspectedFile> files;
};

/// Takes an object's zip apart as Customer Engagement would, validating and reading each XML file; a POSlog
/// with other signs is not valid. Customers are taken down in the ledger, for it to be told which of them
/// count.
Inspection inspect_object(const std::filesystem::path& object, const Schemas& schemas,
                          CustomerLedger& customers, PoslogSigns poslog_signs, const std::stop_token& stop);

/// The first child of the root of a file of an object that is wanted, as indented XML; none when there is
/// none.
std::optional<std::string> find_xml(const std::filesystem::path& object, const std::string& file,
                                    const std::function<bool(const xmlNode&)>& wanted);

}  // namespace oa::sandbox
