#include "payment/setup_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "card/authorization_service_rows.hpp"
#include "card/services.hpp"
#include "payment/setup_rows.hpp"
#include "service/sign_on.hpp"

namespace oa {

namespace {

constexpr const char* kOk = "ok";
constexpr const char* kAdvice = "advice";
constexpr const char* kFault = "fault";

/// What a column must hold.
struct FieldRule {
    const char* column;
    const char* title;
    bool (*is_good)(const std::string& value);
    const char* expected;
    const char* severity = kFault;
};

bool is_selected(const std::string& value) {
    return value == "Y";
}

bool is_blank(const std::string& value) {
    return value.empty();
}

bool is_digits(const std::string& value) {
    return !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
}

std::int64_t number(const std::string& value) {
    std::int64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
}

/// Customer Engagement Service Bureau Setup.
constexpr std::array kRltRules = {
    FieldRule{"communication_type", "Communication type", [](const std::string& v) { return v == "P"; },
              "P (Payment Link)"},
    FieldRule{"presenters_id", "Presenter's ID", is_digits, "the card prefix of virtual cards there"},
    FieldRule{"submitters_id", "Submitter's ID", is_digits,
              "the card series sequence number of virtual cards there"},
    FieldRule{"send_reversal", "Send reversal", is_selected, "Y"},
    FieldRule{"online_authorization_process", "Integration layer process, online authorization", is_blank,
              "blank"},
    FieldRule{"batch_authorization_process", "Integration layer process, batch authorization", is_blank,
              "blank"},
    FieldRule{"deposit_process", "Integration layer process, deposit", is_blank, "blank"},
    FieldRule{"svc_activation_process", "Integration layer process, SVC activation", is_blank, "blank"},
    FieldRule{"svc_balance_inquiry_process", "Integration layer process, SVC balance inquiry", is_blank,
              "blank"},
    FieldRule{"svc_reversal_process", "Integration layer process, SVC reversal", is_blank, "blank"},
    FieldRule{"batch_online", "Batch/online",
              [](const std::string& v) { return v == "B" || v == "O" || v == "C"; },
              "B (Batch) or O (Online), or C for both"},
    FieldRule{"immediate_response", "Immediate response", is_selected, "Y"},
    FieldRule{"selected_for_deposit", "Selected for deposit", is_selected, "Y"},
    FieldRule{"primary_authorization_service", "Primary authorization service",
              [](const std::string& v) { return v == ".IL"; }, ".IL"},
};

/// .IL Service Bureau Setup.
constexpr std::array kIlRules = {
    FieldRule{"application", "Application", [](const std::string& v) { return v == "ATDP"; }, "ATDP"},
    FieldRule{"merchant_id", "Merchant ID", [](const std::string& v) { return v == "INTEGRATION LAYER"; },
              "INTEGRATION LAYER"},
    FieldRule{"charge_description", "Charge description",
              [](const std::string& v) { return v == "Integration Layer"; }, "Integration Layer"},
    FieldRule{"media_type", "Media type", [](const std::string& v) { return v == "C"; }, "C"},
};

/// Work with Pay Types (WPAY), Card Number Length, Card Number Prefix.
constexpr std::array kPayTypeRules = {
    FieldRule{"card_number_length", "Credit card length",
              [](const std::string& v) { return number(v) >= 10 && number(v) <= 16; },
              "the Card Number Length there, 10 to 16"},
    FieldRule{"leading_digits", "Leading digits", is_digits, "the Card Number Prefix there, first"},
};

class SetupCheck {
  public:
    SetupCheck(Database& database, int company) : database_(database), company_(company) {}

    std::vector<SetupFinding> run() {
        const std::vector<SetupRow> pay_types = card_pay_type_setup(database_, company_);
        if (pay_types.empty()) {
            add("pay types", "Pay category", "none of category 4", "a stored value card pay type (WPAY)",
                kFault);
        }
        if (needs_customer_engagement(pay_types)) {
            check_customer_engagement();
        } else {
            add("service bureau RLT", "Use", "no pay type names it", "named where it is to be used", kOk);
        }
        for (const SetupRow& pay_type : pay_types) check_pay_type(pay_type);
        return std::move(findings_);
    }

  private:
    static bool names(const SetupRow& pay_type, std::string_view service) {
        return pay_type.at("authorization_service") == service || pay_type.at("deposit_service") == service;
    }

    static bool needs_customer_engagement(const std::vector<SetupRow>& pay_types) {
        const bool names_it = std::ranges::any_of(
            pay_types, [](const SetupRow& row) { return names(row, kCustomerEngagementBureau); });
        const bool names_any = std::ranges::any_of(pay_types, [](const SetupRow& row) {
            return !row.at("authorization_service").empty() || !row.at("deposit_service").empty();
        });
        return names_it || !names_any;
    }

    void check_customer_engagement() {
        check_bureau(std::string(kCustomerEngagementBureau), kRltRules);
        check_bureau(".IL", kIlRules);
        check_vendor_responses();
        check_settings();
    }

    template <typename Rules>
    void check_bureau(const std::string& code, const Rules& rules) {
        const std::string subject = "service bureau " + code;
        const std::vector<SetupRow> rows = bureau_setup(database_, company_, code);
        if (rows.empty()) {
            return add(subject, "Service code", "not there", "a row of authorization_service (WASV)", kFault);
        }
        for (const FieldRule& rule : rules)
            check(subject, rows.front(), rule, "authorization_service", "WASV");
    }

    void check_vendor_responses() {
        const std::string subject = "vendor responses of " + std::string(kCustomerEngagementBureau);
        const auto rows = vendor_response_setup(database_, company_, kCustomerEngagementBureau);
        const auto found = std::ranges::find_if(
            rows, [](const SetupRow& row) { return row.at("orce_response") == "INSUFFICIENT_FUNDS"; });
        const std::string reason = found == rows.end() ? "not mapped" : found->at("hold_reason_code");
        add(subject, "ORCE response INSUFFICIENT_FUNDS", reason,
            "a response with hold reason SV (vendor_response, WASV)", reason == "SV" ? kOk : kFault);
    }

    void check_settings() {
        const Settings settings(database_, company_);
        const std::vector<std::string> problems = settings.problems_with(svc_services_settings());
        for (const std::string& problem : problems) add("settings", "", problem, "oa-store set", kFault);
        try {
            // What is missing was told; the sign-on is looked at all the same.
            if (problems.empty()) read_svc_services_settings(database_, company_, settings, {});
            required_authentication(database_, company_, kSvcServicesNames.web_service);
            add("settings", "Web service authentication", std::string(kSvcServicesNames.web_service),
                "a row of it (WWSA)", kOk);
        } catch (const Error& error) {
            add("settings", "Web service authentication", error.what(), "a row of it, and its secret (WWSA)",
                kFault);
        }
    }

    void check_pay_type(const SetupRow& row) {
        const std::string subject = "pay type " + row.at("pay_type");
        check_service(subject, "Authorization service", row.at("authorization_service"),
                      row.at("authorized_by"));
        check_service(subject, "Deposit service", row.at("deposit_service"), row.at("deposited_by"));
        if (names(row, kCustomerEngagementBureau)) {
            check(subject, row,
                  {"reauthorization_days", "Reauthorization days",
                   [](const std::string& value) { return value == "7"; }, "7, for Customer Engagement",
                   kAdvice},
                  "pay_type", "WPAY");
        }
        for (const FieldRule& rule : kPayTypeRules) check(subject, row, rule, "pay_type", "WPAY");
        check_refund(subject, row);
    }

    void check_service(const std::string& subject, const char* field, const std::string& service,
                       const std::string& communication_type) {
        const bool is_good = service == kCustomerEngagementBureau ? communication_type == kPaymentLink
                                                                  : communication_type == "I";
        add(subject, field, service,
            "RLT, or a service bureau with communication type Integration Layer (pay_type, WPAY)",
            is_good ? kOk : kFault);
    }

    void check_refund(const std::string& subject, const SetupRow& row) {
        const std::string& alternate = row.at("alternate_pay_type");
        const std::string& category = row.at("alternate_category");
        if (alternate != "0") {
            add(subject, "Alternate pay type", alternate, "a pay type that is there (pay_type, WPAY)",
                category.empty() ? kFault : kOk);
        }
        if (category != "4" && row.at("alternate_refund_category") != "4") return;
        add(subject, "Refund item", row.at("refund_item"),
            "a stored value card item, of the alternate pay type or its own (pay_type.refund_item, WPAY)",
            row.at("refund_svc_type").empty() ? kFault : kOk);
    }

    void check(const std::string& subject, const SetupRow& row, const FieldRule& rule, const char* table,
               const char* option) {
        const std::string& value = row.at(rule.column);
        add(subject, rule.title, value,
            fmt::format("{} ({}.{}, {})", rule.expected, table, rule.column, option),
            rule.is_good(value) ? kOk : rule.severity);
    }

    void add(std::string subject, std::string field, std::string found, std::string expected,
             const char* severity) {
        findings_.push_back(
            {std::move(subject), std::move(field), std::move(found), std::move(expected), severity});
    }

    Database& database_;
    int company_;
    std::vector<SetupFinding> findings_;
};

}  // namespace

std::vector<SetupFinding> check_payment_setup(Database& database, int company) {
    return SetupCheck(database, company).run();
}

ExitCode exit_code_of(const std::vector<SetupFinding>& findings) {
    const auto has = [&](const char* severity) {
        return std::ranges::any_of(findings,
                                   [&](const SetupFinding& each) { return each.severity == severity; });
    };
    if (has(kFault)) return ExitCode::kConfiguration;
    return has(kAdvice) ? ExitCode::kRowsLeft : ExitCode::kDone;
}

}  // namespace oa
