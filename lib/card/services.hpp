#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "base/money.hpp"
#include "base/task.hpp"
#include "card/transaction_message.hpp"
#include "net/http_connections.hpp"
#include "service/soap_service.hpp"
#include "store/settings.hpp"

namespace oa {

/// "The Stored Value Card Transaction Services API v3.1" (Customer Engagement Integration, Oracle Retail
/// Customer Engagement APIs used in the Stored Value Card Integration). Their namespace is not published:
/// `svc` is chosen.
inline constexpr SoapServiceNames kSvcServicesNames{"svc", "v3_1", "ORCE Stored Value Card",
                                                    "ORCE_SVC_SERVICE_SUFFIX"};

/// What they cannot be reached without.
std::vector<NeededSetting> svc_services_settings();

/// How the company reaches them; errors as read_soap_service_settings.
SoapServiceSettings read_svc_services_settings(Database& database, int company, const Settings& settings,
                                               const HttpOptions& http);

/// A stored value card on its way to be activated at Customer Engagement.
struct SvcActivation {
    std::string card_number;
    bool is_virtual = false;  ///< recharge, else activateInstrument
    std::string card_prefix;  ///< Presenter's ID of the service bureau
    std::string card_series;  ///< Submitter's ID
    Money amount;
    std::string currency;        ///< A55
    std::string location;        ///< K69; blank for none
    std::string transaction_id;  ///< the trigger's key: the same whenever the same card is asked for again
    std::string transaction_time, business_date;
};

/// What a service bureau says of an activation.
struct SvcAnswer {
    std::string authorization_number;  ///< blank when it is declined
    std::string response_code;         ///< its own code, at most 60 positions, no card number in full
    /// Why the answer neither approves nor declines, as a clause; then what became of the card is to be
    /// asked.
    std::string unclear = {};

    bool is_approved() const { return !authorization_number.empty(); }
};

/// What Customer Engagement knows of a card, and of one activation of it.
struct SvcInquiry {
    bool is_active = false;  ///< false too for a card that is not known there
    Money balance;
    /// Of the activation asked about; blank when it was not done.
    std::string authorization_number;
    /// Its response code where it was declined; blank when it was not.
    std::string decline_code;

    /// The activation asked about was done: it must not be sent again.
    bool is_done() const { return !authorization_number.empty(); }
    /// It was declined, and not done by another request.
    bool is_declined() const { return !is_done() && !decline_code.empty(); }
};

/// A transaction with a card that is in use (Customer Engagement Integration, Transactions Processed Between
/// Order Administration and Oracle Retail Customer Engagement).
struct SvcTransaction {
    enum class Operation {
        kPreAuthorization,  ///< Authorization: the amount is held
        kPostAuth,          ///< Deposit: of what is held, the amount is taken
        kReleaseAuth,       ///< Authorization Reversal: of what is held, the amount is set free
        kReload,            ///< Credit: Recharge (Reload)
    };

    Operation operation = Operation::kPreAuthorization;
    std::string card_number;
    std::string authorization_number;  ///< Activity ID of the preauthorization, to deposit or release
    Money amount;
    std::string currency;
    std::string location;        ///< K69; blank for none
    std::string transaction_id;  ///< the same whenever the same transaction is asked for again
    std::string transaction_time, business_date;
};

/// The Stored Value Card Transaction Services 3.1 of Customer Engagement over SOAP (Customer Engagement
/// Integration, Customer Engagement Stored Value Card Integration). As CustomerServices: each operation is
/// sent once, when it is awaited; NetworkError when no answer, or none that can be used, was had: where
/// body_was_sent(), it may have been done all the same. Error kUnavailable when the service refuses
/// everything, as for a wrong password or a security user it does not know. No log and no error holds a full
/// card number.
class SvcServices {
  public:
    SvcServices(SoapServiceSettings settings, const HttpOptions& http, const RetryPolicy& retry,
                HttpConnections& connections, Log& log);

    /// The number of a new virtual card, of 10 to 20 digits. RelateProcessingException when there is none to
    /// be had.
    Task<std::string> generate_card(std::string prefix, std::string series, std::string location,
                                    std::string currency);

    /// Approved: ResponseCode APPROVED and one activity ID, for this card. A card that is refused is an
    /// answer without an authorization number. Anything else, as an approval without an ID or with an error
    /// code, is unclear.
    Task<SvcAnswer> activate(SvcActivation activation);

    /// What has become of an activation whose answer was lost, by its transaction ID among the activities of
    /// the card. RelateProcessingException or NetworkError when that is not told: then it may have been done.
    Task<SvcInquiry> inquiry(SvcActivation activation);

    /// As activate().
    Task<SvcAnswer> transact(SvcTransaction transaction);

    /// The card as an inquiry shows it; nothing for one that is not known there. As inquiry(), but what it
    /// says is the caller's to judge.
    Task<std::optional<svc::Card>> look_up(std::string card_number, std::string currency);

  private:
    Task<SvcAnswer> answer_to(std::string operation, std::string envelope, std::string card_number);
    Task<XmlElement> call(std::string operation, std::string envelope);

    SoapService service_;
};

}  // namespace oa
