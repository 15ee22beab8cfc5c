#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// A row of Integration Process Control (Stored Value Card Purchase and Activation, What Happens When the
/// Stored Value Card Activation is Approved, Declined): a message that went into an integration layer
/// process, and what came back.
struct ProcessControl {
    std::int64_t control_number = 0;
    std::int64_t trigger_number = 0;
    std::string trigger_key;   ///< of the IL Outbound Trigger
    std::string service_code;  ///< the service bureau that is to answer
    std::string file_name;
    bool file_written = false;  ///< the file is known to have been put into the queue
    std::string answer_file;    ///< blank for none
    std::string status;         ///< RDY = waits for its answer, CMP = complete, FLD = error
    std::string created_at;
    std::string answered_at;  ///< blank for none
};

/// Integration Process Control of a company's integration layer process.
class ProcessControls {
  public:
    ProcessControls(Database& database, int company, std::string process)
        : database_(database), company_(company), process_(std::move(process)) {}

    /// Within a write transaction: a row RDY; answers its control number.
    std::int64_t add(std::int64_t trigger_number, std::string_view service_code, std::string_view file_name,
                     std::string_view created_at) const;

    /// Within a write transaction: the file is in the queue.
    void mark_written(std::int64_t control_number) const;

    /// Within a write transaction: CMP or FLD, and the file that said so. Error kInternal for a row that is
    /// not RDY.
    void answer(std::int64_t control_number, std::string_view status, std::string_view answer_file,
                std::string_view answered_at) const;

    /// The last row of a trigger, RDY while it waits for an answer; nothing when there is none.
    std::optional<ProcessControl> of_trigger(std::int64_t trigger_number) const;

    /// As above, but nothing when it does not wait.
    std::optional<ProcessControl> open_request(std::int64_t trigger_number) const;

    /// True when a row of the company waits for its answer.
    bool has_open_requests() const;

    /// The service bureaus whose answers rows of the company wait for, in order of their codes.
    std::vector<std::string> services_waited_for() const;

    /// True when requests for this trigger were made in another process.
    bool is_of_another_process(std::int64_t trigger_number) const;

    /// True when this file was taken for the trigger.
    bool is_answered_by(std::int64_t trigger_number, std::string_view answer_file) const;

  private:
    Database& database_;
    int company_;
    std::string process_;
};

}  // namespace oa
