#include "job/svc_generated_card.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "net/wait.hpp"
#include "orce/customer_services.hpp"
#include "orce/svc_services.hpp"
#include "store/authorization_service.hpp"

namespace oa {

namespace {

constexpr const char* kCustomerEngagement = "RLT";
constexpr std::size_t kReasonLength = 60;

class GeneratedCards : public VirtualCardSource {
  public:
    GeneratedCards(Session& session, const ConnectionOptions& options)
        : session_(session),
          retry_(options.retry),
          settings_(session.database(), session.company()),
          bureau_(required_authorization_service(session.database(), session.company(), kCustomerEngagement)),
          connections_(options.http, 1, session.log()),
          services_(
              read_svc_services_settings(session.database(), session.company(), settings_, options.http),
              options.http, options.retry, connections_, session.log()) {}

    void prepare(const SvcPick& pick, const SvcPickLine& line) override {
        std::vector<std::string>& numbers = prepared_[{pick.number, line.line_number}];
        numbers.clear();
        try {
            while (std::ssize(numbers) < line.quantity) numbers.push_back(generate());
        } catch (const RelateProcessingException& refusal) {
            // The line gets none at all; what was generated for it holds no money.
            numbers.clear();
            reason_ = std::string(refusal.what()).substr(0, kReasonLength);
        }
    }

    std::vector<std::string> take(const SvcPick& pick, const SvcPickLine& line) override {
        // A dry run asks nobody: it counts with as many numbers as it needs.
        if (session_.dry_run()) return std::vector<std::string>(static_cast<std::size_t>(line.quantity));
        return std::move(prepared_[{pick.number, line.line_number}]);
    }

    std::string shortage() const override {
        return fmt::format("Customer Engagement generates no card: {}", reason_);
    }

  private:
    /// A number whose answer was lost is lost: another one is asked for.
    std::string generate() {
        try {
            return with_retries(retry_, session_.log(), [&] {
                return wait_for(connections_,
                                services_.generate_card(bureau_.presenters_id, bureau_.submitters_id,
                                                        settings_.system_control_value("K69"),
                                                        settings_.system_control_value("A55")));
            });
        } catch (const NetworkError& error) {
            throw Error(
                ExitCode::kUnavailable,
                fmt::format("Customer Engagement gave no number for a virtual card: {}", error.what()));
        }
    }

    Session& session_;
    RetryPolicy retry_;
    Settings settings_;
    AuthorizationService bureau_;
    HttpConnections connections_;
    SvcServices services_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::string>>
        prepared_;  ///< by pick and line
    std::string reason_;
};

}  // namespace

std::unique_ptr<VirtualCardSource> generated_cards(Session& session, const ConnectionOptions& options) {
    return std::make_unique<GeneratedCards>(session, options);
}

}  // namespace oa
