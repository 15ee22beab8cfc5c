#include "payment/setup_check.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Customer Engagement Integration, Oracle Retail Customer Engagement Integration Setup in Order
// Administration; Card Number Length; Card Number Prefix.

namespace {

/// A company that is set up as the documentation has it.
struct SetupStore : TestStore {
    SetupStore() {
        database.execute(R"(
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id, send_reversal,
    batch_online, immediate_response, selected_for_deposit, primary_authorization_service)
VALUES (7, 'RLT', 'P', '6006', '49', 'Y', 'B', 'Y', 'Y', '.IL');
INSERT INTO authorization_service (company, service_code, communication_type, application, merchant_id, charge_description,
    media_type) VALUES (7, '.IL', 'P', 'ATDP', 'INTEGRATION LAYER', 'Integration Layer', 'C');
INSERT INTO authorization_service (company, service_code, communication_type) VALUES (7, 'ILB', 'I');
INSERT INTO vendor_response (company, service_code, response_code, orce_response, hold_reason_code)
VALUES (7, 'RLT', 'FUNDS', 'INSUFFICIENT_FUNDS', 'SV');
INSERT INTO item (company, item, svc_type) VALUES (7, 'GIFTP', 'P');
INSERT INTO pay_type (company, pay_type, pay_category, authorization_service, deposit_service, reauthorization_days,
    card_number_length, leading_digits) VALUES (7, 99, 4, 'RLT', 'RLT', 7, 16, '6');
INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source)
VALUES (7, 'ORCE Stored Value Card', 'BASIC', 'orce-user', 'env:OA_UNIT_SETUP_SECRET');
INSERT INTO property (company, name, value) VALUES (7, 'ORCE_CUSTOMER_SERVICE_PREFIX', 'https://127.0.0.1/orce'),
    (7, 'ORCE_SECURITY_USER_ID', '100');)");
        ::setenv("OA_UNIT_SETUP_SECRET", "secret", 1);
    }

    /// `subject/field=severity` of what is not ok.
    std::vector<std::string> wrong() {
        std::vector<std::string> wrong;
        for (const SetupFinding& each : check_payment_setup(database, 7)) {
            if (each.severity == "ok") continue;
            wrong.push_back(fmt::format("{}/{}={}", each.subject, each.field, each.severity));
        }
        return wrong;
    }
};

using Wrong = std::vector<std::string>;

}  // namespace

TEST_CASE("a set-up as the documentation has it", "[payment/setup_check]") {
    SetupStore store;
    CHECK(store.wrong() == Wrong());
    CHECK(exit_code_of(check_payment_setup(store.database, 7)) == ExitCode::kDone);
}

TEST_CASE("each field of the set-up is looked at", "[payment/setup_check]") {
    const std::string rlt = "UPDATE authorization_service SET {} WHERE service_code = 'RLT'";
    const std::string il = "UPDATE authorization_service SET {} WHERE service_code = '.IL'";
    const std::string pay_type = "UPDATE pay_type SET {} WHERE pay_type = 99";
    struct Row {
        std::string change;
        Wrong wrong;
    };
    const auto of = [](const std::string& sql, const char* change) {
        return fmt::format(fmt::runtime(sql), change);
    };
    const auto bureau = [&](const char* change, const char* field) {
        return Row{of(rlt, change), {fmt::format("service bureau RLT/{}=fault", field)}};
    };
    const std::vector<Row> rows = {
        bureau("presenters_id = ''", "Presenter's ID"),
        bureau("submitters_id = 'A1'", "Submitter's ID"),
        bureau("send_reversal = 'N'", "Send reversal"),
        bureau("online_authorization_process = 'X'", "Integration layer process, online authorization"),
        bureau("batch_authorization_process = 'X'", "Integration layer process, batch authorization"),
        bureau("deposit_process = 'X'", "Integration layer process, deposit"),
        bureau("svc_activation_process = 'X'", "Integration layer process, SVC activation"),
        bureau("svc_balance_inquiry_process = 'X'", "Integration layer process, SVC balance inquiry"),
        bureau("svc_reversal_process = 'X'", "Integration layer process, SVC reversal"),
        bureau("batch_online = ''", "Batch/online"),
        bureau("immediate_response = ''", "Immediate response"),
        bureau("selected_for_deposit = 'N'", "Selected for deposit"),
        bureau("primary_authorization_service = 'RLT'", "Primary authorization service"),
        {of(rlt, "communication_type = 'I'"),
         {"service bureau RLT/Communication type=fault", "pay type 99/Authorization service=fault",
          "pay type 99/Deposit service=fault"}},
        {of(rlt, "batch_online = 'O'"), {}},
        {of(il, "application = 'AUTH'"), {"service bureau .IL/Application=fault"}},
        {of(il, "merchant_id = ''"), {"service bureau .IL/Merchant ID=fault"}},
        {of(il, "charge_description = ''"), {"service bureau .IL/Charge description=fault"}},
        {of(il, "media_type = ''"), {"service bureau .IL/Media type=fault"}},
        {"DELETE FROM authorization_service WHERE service_code = '.IL'",
         {"service bureau .IL/Service code=fault"}},
        {"UPDATE vendor_response SET hold_reason_code = 'CC'",
         {"vendor responses of RLT/ORCE response INSUFFICIENT_FUNDS=fault"}},
        {"DELETE FROM vendor_response", {"vendor responses of RLT/ORCE response INSUFFICIENT_FUNDS=fault"}},
        {of(pay_type, "reauthorization_days = 5"), {"pay type 99/Reauthorization days=advice"}},
        {of(pay_type, "card_number_length = 9"), {"pay type 99/Credit card length=fault"}},
        {of(pay_type, "card_number_length = 17"), {"pay type 99/Credit card length=fault"}},
        {of(pay_type, "leading_digits = ''"), {"pay type 99/Leading digits=fault"}},
        {of(pay_type, "deposit_service = ''"), {"pay type 99/Deposit service=fault"}},
        {of(pay_type, "authorization_service = 'ILB', deposit_service = 'ILB', reauthorization_days = 3"),
         {}},
        {of(pay_type, "alternate_pay_type = 98"), {"pay type 99/Alternate pay type=fault"}},
        {of(pay_type, "alternate_refund_category = 4"), {"pay type 99/Refund item=fault"}},
        {of(pay_type, "alternate_refund_category = 4, refund_item = 'GIFTP'"), {}},
        {of(pay_type, "pay_category = 2"), {"pay types/Pay category=fault"}},
        {"DELETE FROM web_service_authentication", {"settings/Web service authentication=fault"}},
        {"UPDATE web_service_authentication SET secret_source = 'env:OA_UNIT_NO_SUCH_SECRET'",
         {"settings/Web service authentication=fault"}},
        {"DELETE FROM web_service_authentication; DELETE FROM property WHERE name = "
         "'ORCE_CUSTOMER_SERVICE_PREFIX'",
         {"settings/=fault", "settings/Web service authentication=fault"}},
        {of(pay_type, "authorization_service = 'ILB', deposit_service = ''"),
         {"pay type 99/Deposit service=fault"}},
        {"DELETE FROM vendor_response; DELETE FROM authorization_service WHERE service_code = 'RLT'",
         {"service bureau RLT/Service code=fault",
          "vendor responses of RLT/ORCE response INSUFFICIENT_FUNDS=fault",
          "pay type 99/Authorization service=fault", "pay type 99/Deposit service=fault"}},
        {"DELETE FROM property WHERE name = 'ORCE_SECURITY_USER_ID'", {"settings/=fault"}},
    };
    for (const Row& row : rows) {
        INFO(row.change);
        SetupStore store;
        store.database.execute(row.change);
        CHECK(store.wrong() == row.wrong);
    }
}

TEST_CASE("advice alone is not a fault", "[payment/setup_check]") {
    SetupStore store;
    store.database.execute("UPDATE pay_type SET reauthorization_days = 5 WHERE pay_type = 99");
    CHECK(exit_code_of(check_payment_setup(store.database, 7)) == ExitCode::kRowsLeft);
    store.database.execute("UPDATE pay_type SET leading_digits = '' WHERE pay_type = 99");
    CHECK(exit_code_of(check_payment_setup(store.database, 7)) == ExitCode::kConfiguration);
}
