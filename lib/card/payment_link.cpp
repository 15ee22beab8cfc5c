#include "card/payment_link.hpp"

#include <fmt/format.h>

#include "base/kill_point.hpp"
#include "card/trigger_key.hpp"
#include "net/wait.hpp"

namespace oa {

namespace {

/// What the card's response says when an inquiry makes good for an answer that was lost.
constexpr const char* kFoundByInquiry = "INQUIRY";

/// Customer Engagement Integration, Communication failure.
const MoneyService& customer_engagement() {
    static const MoneyService service{"Customer Engagement", "SU RELATE SERVICE IS UNAVAILABLE"};
    return service;
}

}  // namespace

/// The activation of one card.
class PaymentLink::Request : public MoneyRequest {
  public:
    Request(PaymentLink& link, const SvcTrigger& trigger, const SvcActivation& activation)
        : link_(link), database_(link.session_.database()), trigger_(trigger), activation_(activation) {}

    std::string subject() const override { return fmt::format("SVC trigger {}", trigger_.trigger_key); }

    std::optional<Timestamp> sent_at() const override {
        if (trigger_.sent_at.empty()) return std::nullopt;
        // A time that cannot be read is that of a request all the same.
        return parse_timestamp(trigger_.sent_at).value_or(Timestamp());
    }

    void record(Timestamp now) override {
        Transaction transaction(database_, Transaction::Kind::kWrite);
        link_.numbers_.require_fundable(parse_svc_trigger_key(trigger_.trigger_key).value(),
                                        activation_.card_number);
        mark_sent(to_string(now));
        transaction.commit();
        kill_point("svc-marked");
    }

    void withdraw() override {
        Transaction transaction(database_, Transaction::Kind::kWrite);
        mark_sent("");
        transaction.commit();
    }

    std::string send() override {
        answer_ = wait_for(link_.connections_, link_.services_.activate(activation_));
        kill_point("svc-answered");
        return answer_.unclear;
    }

    bool inquire() override {
        const SvcInquiry inquiry = wait_for(link_.connections_, link_.services_.inquiry(activation_));
        if (inquiry.is_done()) answer_ = {inquiry.authorization_number, kFoundByInquiry};
        if (inquiry.is_declined()) answer_ = {"", inquiry.decline_code};
        return inquiry.is_done() || inquiry.is_declined();
    }

    const SvcAnswer& answer() const { return answer_; }

  private:
    void mark_sent(const std::string& sent_at) {
        mark_svc_trigger_sent(database_, link_.session_.company(), trigger_.trigger_number, sent_at);
    }

    PaymentLink& link_;
    Database& database_;
    const SvcTrigger& trigger_;
    const SvcActivation& activation_;
    SvcAnswer answer_;
};

PaymentLink::PaymentLink(Session& session, const Settings& settings, const SharedNumbers& numbers,
                         const ConnectionOptions& options)
    : session_(session),
      numbers_(numbers),
      connections_(options.http, 1, session.log()),
      services_(read_svc_services_settings(session.database(), session.company(), settings, options.http),
                options.http, options.retry, connections_, session.log()),
      requests_(customer_engagement(), options.retry, session.clock(), session.log()) {}

std::optional<SvcAnswer> PaymentLink::activate(const SvcTrigger& trigger, const SvcActivation& activation) {
    Request request(*this, trigger, activation);
    if (!requests_.carry_out(request)) return std::nullopt;
    return request.answer();
}

}  // namespace oa
