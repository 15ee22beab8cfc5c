#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "card/authorization_service_rows.hpp"
#include "card/layer_answers.hpp"
#include "card/money_run.hpp"
#include "delivery/file_queue.hpp"
#include "delivery/process_control_rows.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// A process of the Integration Layer for payments: its name in Integration Process Control and the file code
/// of its rows of IL Outbound Trigger.
struct PaymentProcess {
    std::string_view process, file_code, request;
};

inline constexpr PaymentProcess kAuthorizationProcess = {"SVC_AUTH", "AUT", "authorization"};
inline constexpr PaymentProcess kDepositProcess = {"SVC_DEP", "DEP", "deposit"};
inline constexpr PaymentProcess kReversalProcess = {"SVC_REV", "REV", "reversal"};

/// Sends what a job has by files to a service bureau with communication type Integration Layer, as MoneyRun
/// does by calls: answers that are there are taken, what is new is recorded, then put. Exactly once by file
/// name, as activation (IntegrationLayer). The trigger's key and the merchantReference are the digits of the
/// transaction ID.
class LayerRun {
  public:
    /// Error kConfiguration when the queues are not set up.
    LayerRun(Session& session, const Settings& settings, AuthorizationService bureau,
             const PaymentProcess& process);

    /// kDone, kTryLater when a signal stopped it. `left_behind` grows by the answers that were rejected.
    /// Error kIo or kCannotCreate when a queue does not work: the next run puts what was recorded.
    ExitCode run(MoneyJob& job, Progress& progress, std::int64_t& left_behind);

  private:
    void find_answers();
    /// False when the job has nothing more of what was read ahead.
    bool turn(MoneyJob& job);
    void request(MoneyJob& job, MoneyItem& item, Transaction& transaction);
    void put(const ProcessControl& control, const MoneyItem& item) const;
    void mark_written(MoneyJob& job, const MoneyItem& item, const ProcessControl& control);
    /// False when no answer to it is there.
    bool take_answer(MoneyJob& job, const MoneyItem& item, const ProcessControl& control,
                     Transaction& transaction);

    Session& session_;
    AuthorizationService bureau_;
    PaymentProcess process_;
    ProcessControls controls_;
    FileQueue requests_;
    LayerAnswers answers_;
    std::map<std::int64_t, std::vector<std::string>> found_;  ///< answer files of requests, by trigger number
};

/// Runs a job the way of its service bureau. Error kConfiguration for a bureau by Payment Link that is not
/// Customer Engagement, or whose requests still wait at the Integration Layer; other errors as MoneyRun and
/// LayerRun.
ExitCode run_money_job(Session& session, const Settings& settings, const MoneyRunOptions& options,
                       const AuthorizationService& bureau, const PaymentProcess& process, MoneyJob& job,
                       std::int64_t& left_behind);

/// As payment_services(), with the service bureaus whose answers are waited for, whatever Work with Pay Types
/// says now.
std::vector<AuthorizationService> bureaus_of(Session& session, std::string_view column,
                                             const PaymentProcess& process);

}  // namespace oa
