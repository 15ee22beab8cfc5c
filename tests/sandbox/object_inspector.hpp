#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "poslog_reader.hpp"
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
};

/// One file and the transactions found in it.
struct InspectedFile {
    ArrivedFile summary;
    std::vector<PoslogTransaction> transactions;
};

/// What an object turned out to hold.
struct Inspection {
    bool readable = false;  ///< false when the zip, or a file in it, is broken
    std::vector<InspectedFile> files;
};

/// Takes an object's zip apart as Customer Engagement would, validating and reading each XML file.
Inspection inspect_object(const std::filesystem::path& object, const Schemas& schemas,
                          const std::stop_token& stop);

/// The transaction in a file of an object that has the content of `wanted`, as indented XML; none when it is
/// not there.
std::optional<std::string> find_transaction_xml(const std::filesystem::path& object, const std::string& file,
                                                const PoslogTransaction& wanted);

}  // namespace oa::sandbox
