#include "payment/layer_message.hpp"

#include <cstdlib>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

using Operation = SvcTransaction::Operation;

PaymentRequest request_of(Operation operation) {
    PaymentRequest request;
    request.operation = operation;
    request.company = 7;
    request.service_code = "ILB";
    request.merchant_id = "M&M";
    request.transaction_number = 12;
    request.reference = "0070000600101001";
    request.order_number = 6001;
    request.opm_sequence = 1;
    request.card_number = "6010567085883912";
    request.amount = money("16.50");
    request.currency = "USD";
    request.created_at = parse_timestamp("2010-11-23T09:21:41").value();
    if (operation != Operation::kReload) {
        request.authorization_sequence = 1;
    }
    if (operation == Operation::kPostAuth || operation == Operation::kReleaseAuth) {
        request.authorization_number = "AUTH1";
    }
    if (operation == Operation::kReleaseAuth) request.reference = "007000000000003001";
    if (is_deposit_request(operation)) {
        request.reference = "007000000000002";
        request.invoice_number = 9001;
    }
    return request;
}

bool is_valid(const std::string& message, const std::string& schema) {
    const TempDir directory;
    write_file(directory / "message.xml", message);
    const auto file = std::filesystem::path(__FILE__).parent_path() / "../../../schemas" / schema;
    const std::string command =
        fmt::format("xmllint --noout --nonet --schema '{}' '{}' 2>'{}'", file.string(),
                    (directory / "message.xml").string(), (directory / "words").string());
    return std::system(command.c_str()) == 0;
}

}  // namespace

TEST_CASE("a CWAuthorizationRequest authorizes a payment", "[payment/layer_message]") {
    CHECK(payment_request_message(request_of(Operation::kPreAuthorization)) ==
          R"(<?xml version="1.0" encoding="UTF-8"?>
<Message source="RDC" target="IL" type="CWAuthorizationRequest">
  <CWAuthorizationRequest mode="Online">
    <Service serviceID="ILB" />
    <Merchant companyID="007" merchantID="M&amp;M" presentersID="" submittersID="" />
    <AuthRequest companyID="007" createDate="11232010" createTime="092141" transactionType="Debit" )"
          R"(merchantReference="0070000600101001" transactionSeqNumber="000000000000012" orderID="00006001" )"
          R"(paymentID="01" authID="001" payCategory="Stored Value Card" actionCode="Authorization" )"
          R"(ccAccountNumber="6010567085883912" authAmountText="16.50" authAmount="1650" currencyCode="USD" />
  </CWAuthorizationRequest>
</Message>
)");
}

TEST_CASE("a reversal names its authorization", "[payment/layer_message]") {
    const std::string message = payment_request_message(request_of(Operation::kReleaseAuth));
    CHECK(contains(message, "actionCode=\"Reversal\" authNumber=\"AUTH1\""));
    CHECK(contains(message, "merchantReference=\"007000000000003001\""));
}

TEST_CASE("a CWDepositRequest deposits or credits", "[payment/layer_message]") {
    const std::string deposit = payment_request_message(request_of(Operation::kPostAuth));
    CHECK(contains(deposit, "<CWDepositRequest mode=\"Online\">"));
    CHECK(contains(deposit, "transactionType=\"Debit\" merchantReference=\"007000000000002\""));
    CHECK(contains(deposit, "paymentID=\"01\" authID=\"001\" invoiceNumber=\"9001\""));
    CHECK(contains(deposit, "actionCode=\"Deposit\" authNumber=\"AUTH1\""));
    CHECK(contains(deposit, "depositAmountText=\"16.50\" depositAmount=\"1650\""));
    const std::string credit = payment_request_message(request_of(Operation::kReload));
    CHECK(contains(credit, "transactionType=\"Credit\""));
    CHECK(contains(credit, "actionCode=\"Credit\" ccAccountNumber"));
    CHECK_FALSE(contains(credit, "authID"));
}

TEST_CASE("requests for payments are valid by their schemas", "[payment/layer_message]") {
    for (const auto operation :
         {Operation::kPreAuthorization, Operation::kReleaseAuth, Operation::kPostAuth, Operation::kReload}) {
        const std::string schema =
            is_deposit_request(operation) ? "cw-deposit-request.xsd" : "cw-authorization-request.xsd";
        PaymentRequest request = request_of(operation);
        CHECK(is_valid(payment_request_message(request), schema));
        request.card_number = "6010-5670";
        CHECK_FALSE(is_valid(payment_request_message(request), schema));
    }
}

TEST_CASE("a CWDepositResponse confirms or declines", "[payment/layer_message]") {
    const auto text = [](std::string_view attributes) {
        return fmt::format(
            "<Message type=\"CWDepositResponse\"><CWDepositResponse><DepositResponse companyID=\"7\" "
            "transactionSeqNumber=\"12\" {}/></CWDepositResponse></Message>",
            attributes);
    };
    const std::string confirmed = text("merchantReference=\"007000000000002\" authNumber=\"D1\"");
    CHECK(is_valid(confirmed, "cw-deposit-response.xsd"));
    const auto reading = read_authorization_response(confirmed);
    REQUIRE(reading.response.has_value());
    CHECK(reading.response->is_of_deposit);
    CHECK(reading.response->authorization_number == "D1");
    CHECK(reading.response->reference == "007000000000002");
    CHECK(contains(read_authorization_response(text("merchantReference=\"0070000600101001\"")).problem,
                   "it is not valid"));
    CHECK(contains(
        read_authorization_response(
            text("merchantReference=\"007000000000002\" authNumber=\"D1\" responseCode=\"DECLINED\""))
            .problem,
        "declines"));
}
