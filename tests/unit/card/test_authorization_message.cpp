#include <cstdlib>

#include "card/authorization_message.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

const std::string kReference = "555000066760010000100004";

/// The documentation's card: company 555, order 6676, ship-to 1, line 1, card 4.
AuthorizationRequest seed_request() {
    AuthorizationRequest request;
    request.company = 555;
    request.service_code = "IGC";
    request.merchant_id = "M&M";
    request.presenters_id = "PRES";
    request.submitters_id = "SUB";
    request.transaction_number = 1149;
    request.reference = kReference;
    request.order_number = 6676;
    request.ship_to_number = 1;
    request.line_number = 1;
    request.svc_sequence_number = 4;
    request.card_number = "6010567085883912";
    request.amount = money("16.50");
    request.currency = "USD";
    request.created_at = parse_timestamp("2010-11-23T09:21:41").value();
    return request;
}

const std::string kDocumentedMessage =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<Message source="RDC" target="IL" type="CWAuthorizationRequest">
  <CWAuthorizationRequest mode="Online">
    <Service serviceID="IGC" />
    <Merchant companyID="555" merchantID="M&amp;M" presentersID="PRES" submittersID="SUB" />
    <AuthRequest companyID="555" createDate="11232010" createTime="092141" transactionType="Debit" )"
    R"(merchantReference="555000066760010000100004" transactionSeqNumber="000000000001149" orderID="00006676" )"
    R"(shipToNumber="001" orderLineNumber="00001" svcSequenceNumber="00004" payCategory="Stored Value Card" )"
    R"(cardType="Physical" actionCode="Activation" ccAccountNumber="6010567085883912" authAmountText="16.50" )"
    R"(authAmount="1650" currencyCode="USD" />
  </CWAuthorizationRequest>
</Message>
)";

std::string response_with(const std::string& attributes) {
    return "<Message source=\"IL\" target=\"RDC\" type=\"CWAuthorizationResponse\"><CWAuthorizationResponse "
           "mode=\"Online\"><AuthResponse " +
           attributes + "/></CWAuthorizationResponse></Message>";
}

const std::string kNeeded =
    "companyID=\"555\" transactionSeqNumber=\"000000000001149\" merchantReference=\"" + kReference + "\" ";

AuthorizationResponse response_of(const std::string& text) {
    const AuthorizationResponseReading reading = read_authorization_response(text);
    CAPTURE(text, reading.problem);
    REQUIRE(reading.response.has_value());
    CHECK(reading.problem.empty());
    return *reading.response;
}

/// Whether xmllint takes the message for valid; its own words go nowhere.
bool is_valid(const std::string& message, const std::string& schema) {
    const TempDir directory;
    write_file(directory / "message.xml", message);
    const std::filesystem::path file =
        std::filesystem::path(__FILE__).parent_path() / "../../../schemas" / schema;
    const std::string command = "xmllint --noout --nonet --schema '" + file.string() + "' '" +
                                (directory / "message.xml").string() + "' 2>'" +
                                (directory / "words").string() + "'";
    return std::system(command.c_str()) == 0;
}

}  // namespace

TEST_CASE("a CWAuthorizationRequest asks for the activation of a card", "[card/authorization_message]") {
    AuthorizationRequest request = seed_request();
    CHECK(authorization_request_message(request) == kDocumentedMessage);

    request.is_virtual = true;
    request.amount = money("100");
    const std::string message = authorization_request_message(request);
    CHECK(contains(message, "cardType=\"Virtual\""));
    CHECK(contains(message, "authAmountText=\"100.00\" authAmount=\"10000\""));
}

TEST_CASE("a CWAuthorizationRequest is valid by its schema", "[card/authorization_message]") {
    const std::string schema = "cw-authorization-request.xsd";
    CHECK(is_valid(authorization_request_message(seed_request()), schema));
    AuthorizationRequest least = seed_request();
    least.company = 7;
    least.merchant_id = least.presenters_id = least.submitters_id = least.currency = "";
    least.is_virtual = true;
    CHECK(is_valid(authorization_request_message(least), schema));
    AuthorizationRequest wrong = seed_request();
    wrong.card_number = "6010-5670";
    CHECK_FALSE(is_valid(authorization_request_message(wrong), schema));
}

TEST_CASE("a CWAuthorizationResponse approves or declines", "[card/authorization_message]") {
    const std::string approved =
        response_with(kNeeded +
                      "authNumber=\" A1B2 \" authDate=\"11232010\" authTime=\"092205\" "
                      "responseCode=\"100\" avs=\"Y\"");
    const AuthorizationResponse response = response_of(approved);
    CHECK(response.company == 555);
    CHECK(response.transaction_number == 1149);
    CHECK(response.reference == kReference);
    CHECK(response.authorization_number == "A1B2");
    CHECK(response.authorization_date == "11232010");
    CHECK(response.authorization_time == "092205");
    CHECK(response.response_code == "100");

    const std::string declined = response_with(kNeeded + "authNumber=\"  \" responseCode=\"ABCDEFGHIJKLM\"");
    CHECK(response_of(declined).authorization_number.empty());
    // Whole, so that a vendor response can be mapped to it; the card gets 10 positions.
    CHECK(response_of(declined).response_code == "ABCDEFGHIJKLM");
    const std::string least = response_with(kNeeded);
    CHECK(response_of(least).authorization_number.empty());
    CHECK(response_of(least).response_code.empty());

    for (const std::string& message : {approved, declined, least}) {
        CAPTURE(message);
        CHECK(is_valid(message, "cw-authorization-response.xsd"));
    }
    CHECK_FALSE(is_valid(response_with(""), "cw-authorization-response.xsd"));
}

TEST_CASE("what is no CWAuthorizationResponse is a problem that repeats nothing of it",
          "[card/authorization_message]") {
    const std::string good = response_with(kNeeded);
    struct Case {
        std::string text, problem;
    };
    const std::vector<Case> cases = {
        {"", "not XML"},
        {std::string("\0\xFF\xFE", 3), "not XML"},
        {good.substr(0, good.size() - 4), "not XML"},
        {"<Message>", "not XML"},
        {"6010567085883912", "not XML"},
        {"<a/>", "not a CWAuthorizationResponse"},
        {"<Message type=\"CWAuthorizationRequest\"><CWAuthorizationResponse/></Message>",
         "not a CWAuthorizationResponse"},
        {"<Message type=\"CWAuthorizationResponse\"/>", "not a CWAuthorizationResponse"},
        {"<Message type=\"CWAuthorizationResponse\"><CWAuthorizationResponse/></Message>",
         "Expected is one of ( Service, Merchant, AuthResponse )"},
        {"<Message type=\"CWAuthorizationResponse\"><CWAuthorizationResponse><AuthResponse/><AuthResponse/>"
         "</CWAuthorizationResponse></Message>",
         "companyID"},
        {std::string(good).insert(good.find("</CWA"), "<AuthResponse/>"),
         "'AuthResponse': This element is not expected"},
        {"<!DOCTYPE Message [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + good, "document type"},
        {response_with(""), "companyID"},
        {response_with("companyID=\"5x5\""), "companyID"},
        {response_with("companyID=\"555\""), "transactionSeqNumber"},
        {response_with("companyID=\"555\" transactionSeqNumber=\"-1\""), "transactionSeqNumber"},
        {response_with("companyID=\"555\" transactionSeqNumber=\"99999999999999999999\""),
         "transactionSeqNumber"},
        {response_with("companyID=\"555\" transactionSeqNumber=\"6010567085883912 \""),
         "transactionSeqNumber"},
        {response_with(kNeeded + "authNumber=\"601056708588391260105\""), "authNumber"},
        {response_with(kNeeded + "authNumber=\"1\" responseCode=\"Declined\""), "it has an authNumber"},
        {response_with(kNeeded + "responseCode=\"APPROVED\""), "it has no authNumber"},
        {response_with(kNeeded + "authNumber=\" \" responseCode=\"approved\""), "it has no authNumber"},
        // What only a lenient reader would take for an approval.
        {response_with(kNeeded + "authNumber=\"1\" authNumber=\"2\""), "not XML"},
        {response_with(kNeeded + "authNumber=\"&unknown;\""), "not XML"},
        {response_with(kNeeded + "authNumber=1"), "not XML"},
        {good + good, "not XML"},
        {response_with(kNeeded + "authNumber=\"\xFF\""), "not XML"},
        {response_with(
             "companyID=\"555\" transactionSeqNumber=\"1149\" merchantReference=\"1\" authNumber=\"1\""),
         "merchantReference"},
        {response_with(kNeeded).insert(8, " xmlns=\"urn:other\""), "'{urn:other}Message'"},
        {"<!--" + std::string(kMaximumAuthorizationResponseBytes, ' ') + "-->" + good, "bytes"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text.substr(0, 200));
        const AuthorizationResponseReading reading = read_authorization_response(c.text);
        CHECK_FALSE(reading.response.has_value());
        CHECK(contains(reading.problem, c.problem));
        CHECK_FALSE(contains(reading.problem, "60105"));
    }
    // A tree as deep as the size allows.
    std::string deep;
    for (int i = 0; i < 20'000; ++i) deep += "<a>";
    CHECK_FALSE(read_authorization_response(deep).response.has_value());
}
