#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "card/authorization_service_rows.hpp"
#include "card/layer_answers.hpp"
#include "card/services.hpp"
#include "card/shared_numbers.hpp"
#include "card/stored_value_card_rows.hpp"
#include "delivery/file_queue.hpp"
#include "delivery/process_control_rows.hpp"
#include "store/settings.hpp"
#include "store/sqlite.hpp"

namespace oa {

struct IntegrationLayerOptions {
    int company = 0;
    std::filesystem::path request_directory;  ///< SVC_QUEUE_OUT_DIRECTORY
    std::filesystem::path answer_directory;   ///< SVC_QUEUE_IN_DIRECTORY
};

/// From the properties; Error kConfiguration when one is not set, or does not name a directory of its own.
IntegrationLayerOptions read_integration_layer_options(const Settings& settings, int company);

/// The integration layer process in Integration Process Control.
inline constexpr const char* kSvcProcess = "SVC_OUT";

/// An answer file that was read and belongs to a request without an answer so far.
struct IntegrationLayerAnswer {
    std::int64_t trigger_number = 0;
    std::string service_code;  ///< the service bureau that was asked
    StoredValueCardKey key;
    SvcAnswer answer;
    std::string card_number;  ///< blank where the answer does not tell it
    std::string file;
};

enum class IntegrationLayerRequest {
    kPut,      ///< the file is in the queue now
    kWaiting,  ///< it was put before; its answer has not come yet
};

/// Activation by the service bureau with communication type Integration Layer (Stored Value Card Purchase and
/// Activation, Activating a Stored Value Card): CWAuthorizationRequest files into one queue,
/// CWAuthorizationResponse files out of another, a row of Integration Process Control for each request.
/// A request belongs to the service bureau that it was made for, whatever I26 says later. Exactly once by
/// file name: a trigger has one file name, a request that is known to have been put is never
/// put again, and an answer is taken for one trigger once. A run that is killed after it put the file and
/// before it could say so puts the same file again; a consumer that took it meanwhile knows it by its name
/// and its transactionSeqNumber.
class IntegrationLayer {
  public:
    using OnAnswer = std::function<void(const IntegrationLayerAnswer&)>;

    /// Error kNoInput when one of the directories is not there.
    IntegrationLayer(Database& database, IntegrationLayerOptions options, const SharedNumbers& numbers,
                     const Clock& clock, Log& log);

    /// For each ready trigger in each run, whether it has a sent_at or not. Writes transactions of its own:
    /// the caller has none open. (1) Process control row RDY and sent_at of the trigger; (2) the file; (3)
    /// that it was put. A kill between them is made good by the next call for the trigger. Error kIo or
    /// kCannotCreate when the queue does not take the file: the row stays RDY and the next run puts it; Error
    /// kInputData, and nothing is recorded, when the number was funded for another card. A new request is for
    /// `bureau`.
    IntegrationLayerRequest request(const SvcActivation& activation, const SvcTrigger& trigger,
                                    const AuthorizationService& bureau);

    /// True when the trigger's file was put and its answer has not come.
    bool is_requested(const SvcTrigger& trigger) const;

    /// Calls back for each answer file, in the order of their names, that belongs to an open request. The
    /// caller applies it to the card in a write transaction of its own, and within that transaction calls
    /// record(); after the callback the file is removed. The callback may refuse the answer by an Error
    /// kInputData; its other errors pass through, and the file stays. Error kInternal when the callback did
    /// not record the answer. A file that was refused, a file that is malformed or belongs to no request of
    /// the company is moved to `rejected` beneath the directory and reported, the rest goes on.
    TakenAnswers take_answers(const OnAnswer& on_answer);

    /// Within the caller's write transaction: CMP for an approved activation, FLD for a declined one.
    void record(const IntegrationLayerAnswer& answer) const;

  private:
    void put(const ProcessControl& control, const SvcActivation& activation, const SvcTrigger& trigger) const;

    Database& database_;
    IntegrationLayerOptions options_;
    const SharedNumbers& numbers_;
    const Clock& clock_;
    ProcessControls controls_;
    FileQueue requests_;
    LayerAnswers answers_;
};

}  // namespace oa
