#include "card/generated_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "card/authorization_service_rows.hpp"
#include "card/currency.hpp"
#include "card/new_number.hpp"
#include "card/services.hpp"
#include "net/wait.hpp"

namespace oa {

namespace {

class GeneratedCards : public VirtualCardSource {
  public:
    GeneratedCards(Session& session, const ConnectionOptions& options)
        : session_(session),
          retry_(options.retry),
          settings_(session.database(), session.company()),
          shared_(session.database(), session.company()),
          pay_types_(session.database(), session.company()),
          bureau_(required_authorization_service(session.database(), session.company(),
                                                 std::string(kCustomerEngagementBureau))),
          connections_(options.http, 1, session.log()),
          services_(
              read_svc_services_settings(session.database(), session.company(), settings_, options.http),
              options.http, options.retry, connections_, session.log()) {}

    void prepare(const SvcPick& pick, const SvcPickLine& line) override {
        std::vector<std::string>& numbers = prepared_[{pick.number, line.line_number}];
        numbers.clear();
        try {
            const std::string currency =
                card_currency(session_.database(), settings_, session_.company(), pick.order_number);
            while (std::ssize(numbers) < line.quantity) numbers.push_back(generate(currency));
        } catch (const RelateProcessingException& refusal) {
            // The line gets none at all; what was generated for it holds no money.
            numbers.clear();
            reason_ = fmt::format("Customer Engagement generates no card: {}", refusal.what());
        }
    }

    std::vector<std::string> take(const SvcPick& pick, const SvcPickLine& line) override {
        // A dry run asks nobody: it counts with as many numbers as it needs.
        if (session_.dry_run()) return std::vector<std::string>(static_cast<std::size_t>(line.quantity));
        std::vector<std::string> numbers = std::move(prepared_[{pick.number, line.line_number}]);
        for (auto number = numbers.begin(); number != numbers.end(); ++number) {
            if (const auto problem =
                    problem_with(*number, std::find(numbers.begin(), number, *number) != number)) {
                reason_ = fmt::format("generated {}: {}", shown_card_number(*number), *problem);
                return {};
            }
        }
        return numbers;
    }

    std::string shortage() const override {
        constexpr std::size_t kPositions = 100;
        return std::string(first_characters(reason_, kPositions));
    }

  private:
    /// Length and prefix are set at both sides (Customer Engagement Integration, Card Number Length, Card
    /// Number Prefix).
    std::optional<std::string> problem_with(const std::string& number, bool is_twice) {
        if (is_twice) return "it is used already";
        return problem_with_new_number(shared_, pay_types_, number);
    }

    /// A number whose answer was lost is lost: another one is asked for.
    std::string generate(const std::string& currency) {
        try {
            return with_retries(retry_, session_.log(), [&] {
                return wait_for(connections_,
                                services_.generate_card(bureau_.presenters_id, bureau_.submitters_id,
                                                        settings_.system_control_value("K69"), currency));
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
    SharedNumbers shared_;
    SvcPayTypes pay_types_;
    AuthorizationService bureau_;
    HttpConnections connections_;
    SvcServices services_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::string>>
        prepared_;  ///< by pick and line
    std::string reason_;
};

}  // namespace

std::unique_ptr<VirtualCardSource> virtual_card_source(Session& session, const ConnectionOptions& options) {
    const Settings settings(session.database(), session.company());
    if (settings.system_control_value("I26") != kCustomerEngagementBureau) return virtual_card_table(session);
    return std::make_unique<GeneratedCards>(session, options);
}

}  // namespace oa
