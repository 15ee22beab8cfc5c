#include "card/services.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Customer Engagement Integration, Customer Engagement Stored Value Card Integration.

namespace {

constexpr const char* kCard = "6006491234561443";
constexpr const char* kShortCard = "6123456789";  // "between 10 and 16" digits
constexpr const char* kTransaction = "555000066760010000100004";

std::string enveloped(const std::string& body) {
    return "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>" + body +
           "</S:Body></S:Envelope>";
}

std::string response(const std::string& operation, const std::string& inner) {
    return http_answer(200, enveloped("<ns2:" + operation + "Response xmlns:ns2=\"urn:x\">" + inner +
                                      "</ns2:" + operation + "Response>"));
}

std::string refusal(const std::string& message, const std::string& code) {
    return http_answer(
        500, enveloped("<S:Fault><faultcode>S:Server</faultcode><faultstring>outer</faultstring>"
                       "<detail><ns2:RelateProcessingException xmlns:ns2=\"urn:x\"><message>" +
                       message + "</message><relateExceptionCode>" + code +
                       "</relateExceptionCode></ns2:RelateProcessingException></detail></S:Fault>"));
}

std::string other_fault(const std::string& message) {
    return http_answer(500, enveloped("<S:Fault><faultcode>S:Server</faultcode><faultstring>" + message +
                                      "</faultstring></S:Fault>"));
}

/// The services against a server that always answers this; everything is logged.
struct Orce {
    explicit Orce(const std::string& answer)
        : server([answer](const LocalServer::Request&) { return answer; }),
          log({.program = "oa-unit", .threshold = Severity::kTrace, .file = directory / "log"}, clock),
          connections({}, 2, log),
          services(settings(), {}, {.retries = 0}, connections, log) {}

    SoapServiceSettings settings() const {
        SoapServiceSettings settings;
        settings.address = {server.url("/orce/v3_1/SvcTransactionServicesApiService"), "v3_1"};
        settings.security_user_id = "100";
        settings.basic = BasicCredentials{"orce_user", "pass-w0rd"};
        return settings;
    }

    /// The body of the request, without the XML declaration and the envelope.
    std::string request() const {
        const std::string body = server.requests().at(0).body;
        const auto begin = body.find("<S:Body>") + 8;
        return body.substr(begin, body.find("</S:Body>") - begin);
    }

    std::string logged() const { return read_file(directory / "log") + quiet.text(); }

    CapturedStderr quiet;
    TempDir directory;
    Clock clock = seed_clock();
    LocalServer server;
    Log log;
    HttpConnections connections;
    SvcServices services;
};

SvcActivation activation(const std::string& number = kCard) {
    SvcActivation activation;
    activation.card_number = number;
    activation.amount = money("50.00");
    activation.currency = "USD";
    activation.transaction_id = kTransaction;
    return activation;
}

/// How a call ends, in one line; the server's address as HOST.
template <typename Call>
std::string outcome_of(const Orce& orce, Call&& call) {
    std::string text;
    try {
        text = std::forward<Call>(call)();
    } catch (const RelateProcessingException& refused) {
        text = std::string("refused: ") + refused.what() + " [" + refused.code() + "]";
    } catch (const NetworkError& error) {
        text = std::string(error.body_was_sent() ? "perhaps done: " : "not done: ") + error.what();
    } catch (const Error& error) {
        text = "error " + std::to_string(static_cast<int>(error.code())) + ": " + error.what();
    }
    const std::string host = orce.server.url("").substr(std::string_view("http://").size());
    for (auto at = text.find(host); at != std::string::npos; at = text.find(host)) {
        text.replace(at, host.size(), "HOST");
    }
    return text;
}

std::string activated(Orce& orce, const SvcActivation& card) {
    return outcome_of(orce, [&] {
        const SvcAnswer answer = run(orce.connections, orce.services.activate(card));
        if (!answer.unclear.empty()) return "unclear: " + answer.unclear;
        return std::string(answer.is_approved() ? "approved " : "declined ") + answer.authorization_number +
               " [" + answer.response_code + "]";
    });
}

std::string inquired(Orce& orce, const SvcActivation& card) {
    return outcome_of(orce, [&] {
        const SvcInquiry found = run(orce.connections, orce.services.inquiry(card));
        const std::string outcome = found.is_done()       ? "done " + found.authorization_number
                                    : found.is_declined() ? "declined " + found.decline_code
                                                          : "not done";
        return std::string(found.is_active ? "active " : "inactive ") + to_string(found.balance) + " " +
               outcome;
    });
}

std::string generated(Orce& orce) {
    return outcome_of(
        orce, [&] { return run(orce.connections, orce.services.generate_card("6006", "49", "", "USD")); });
}

struct Case {
    std::string name, answer, outcome;
};

}  // namespace

TEST_CASE(
    "a physical card is activated and a virtual one recharged (Customer Engagement Integration, Transactions "
    "Processed)",
    "[card/services]") {
    SvcActivation card = activation();
    card.location = "101";
    card.transaction_time = "2010-11-23T09:21:41";
    card.business_date = "2010-11-23";
    const std::string info =
        "<TransactionInfo><RTPTransactionID>555000066760010000100004</RTPTransactionID>"
        "<LocationID>101</LocationID><TransactionDateTime>2010-11-23T09:21:41</TransactionDateTime>"
        "<BusinessDate>2010-11-23</BusinessDate><RTPAmount><CurrencyID>USD</CurrencyID>"
        "<Amount>50.00</Amount></RTPAmount></TransactionInfo><securityUserId>100</securityUserId>";
    const std::string approved =
        "<return ResponseCode=\"APPROVED\"><accountActivityId>900001</accountActivityId></return>";
    const std::string space = " xmlns:ns2=\"http://v3_1.svc.webservices.csx.dtv.com/\">";

    Orce physical(response("activateInstrument", approved));
    CHECK(activated(physical, card) == "approved 900001 [APPROVED]");
    CHECK(physical.request() == "<ns2:activateInstrument" + space +
                                    "<cardNumber>6006491234561443</cardNumber>" + info +
                                    "</ns2:activateInstrument>");
    CHECK(
        contains(physical.server.requests().at(0).head, "POST /orce/v3_1/SvcTransactionServicesApiService "));

    card.is_virtual = true;
    card.card_prefix = "6006";
    card.card_series = "49";
    Orce virtual_card(response("recharge", approved));
    CHECK(activated(virtual_card, card) == "approved 900001 [APPROVED]");
    CHECK(virtual_card.request() ==
          "<ns2:recharge" + space +
              "<cardNumber>6006491234561443</cardNumber><cardPrefix>6006</cardPrefix>"
              "<cardSeriesSequence>49</cardSeriesSequence>" +
              info + "</ns2:recharge>");
}

TEST_CASE(
    "an activation is approved, declined, or not answered (Stored Value Card Purchase and Activation, "
    "Activating a Stored Value Card)",
    "[card/services]") {
    const auto answer = [](const std::string& inner) { return response("activateInstrument", inner); };
    const std::string unusable = "perhaps done: the answer of HOST to activateInstrument cannot be used: ";
    const std::vector<Case> cases = {
        {"approved",
         answer("<return ResponseCode=\"APPROVED\"><accountActivityId>7</accountActivityId></return>"),
         "approved 7 [APPROVED]"},
        {"declined in the answer", answer("<return ResponseCode=\"X\"><ErrorCode>51</ErrorCode></return>"),
         "declined  [51]"},
        {"declined by ResponseCode", answer("<return ResponseCode=\"INSUFFICIENT_FUNDS\"/>"),
         "declined  [INSUFFICIENT_FUNDS]"},
        {"a description alone", answer("<return><ResponseDescription>no</ResponseDescription></return>"),
         "unclear: it neither approves nor declines"},
        {"refused", refusal("no such card", "CARD_NOT_FOUND"), "declined  [CARD_NOT_FOUND]"},
        {"refused with a number in the code", refusal("no", "CARD_6006491234560001"),
         "declined  [CARD_************0001]"},
        {"refused without a code", refusal("no", ""), "declined  []"},
        {"the user is refused", refusal("who", "INVALID_SECURITY_USER"),
         "error 77: Customer Engagement refuses the user 100 (INVALID_SECURITY_USER): who; check the "
         "property "
         "ORCE_SECURITY_USER_ID"},
        {"an answer that says nothing", answer("<return><dateTime>x</dateTime></return>"),
         "unclear: it neither approves nor declines"},
        {"an empty answer", answer(""), "unclear: it neither approves nor declines"},
        {"another answer", answer("<other/>"), unusable + "it has no return"},
        {"503", http_answer(503, ""), "perhaps done: HOST answered HTTP 503"},
        {"another Fault", other_fault("out of memory"),
         "perhaps done: HOST answered HTTP 500: out of memory"},
        {"401", http_answer(401, ""),
         "error 77: HOST refused the user orce_user (HTTP 401); check the row 'ORCE Stored Value Card' in "
         "Web "
         "Service Authentication (WWSA)"},
        {"404", http_answer(404, ""),
         "error 78: HOST answered HTTP 404; check the properties ORCE_CUSTOMER_SERVICE_PREFIX and "
         "ORCE_SVC_SERVICE_SUFFIX"},
        {"lost", "", "perhaps done: no answer from HOST"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Orce orce(c.answer);
        CHECK(activated(orce, activation()).substr(0, c.outcome.size()) == c.outcome);
        CHECK(orce.server.requests().size() == 1);
    }
}

TEST_CASE("an approval needs ResponseCode APPROVED and one activity ID, for the card that was asked for",
          "[card/services]") {
    const auto answer = [](const std::string& code, const std::string& inner) {
        const std::string attribute = code.empty() ? "" : " ResponseCode=\"" + code + "\"";
        return response("activateInstrument", "<return" + attribute + ">" + inner + "</return>");
    };
    const auto id = [](const std::string& text) {
        return "<accountActivityId>" + text + "</accountActivityId>";
    };
    const auto number = [](const std::string& text) {
        return "<Instrument><CardNumber>" + text + "</CardNumber></Instrument>";
    };
    const std::string error = "<ErrorCode>51</ErrorCode>";
    const std::string no_id = "unclear: it approves the card, but has no activity ID";
    const std::string no_code = "unclear: it has an activity ID, but does not say that the card is approved";
    const std::string other_card = "unclear: it is about another card";
    const std::vector<Case> cases = {
        // A request that was declined is given an activity, too.
        {"declined with an ID", answer("DECLINED", id("0") + error), "declined  [51]"},
        {"declined with a good ID", answer("DECLINED", id("77123")), "declined  [DECLINED]"},
        {"declined in lower case", answer(" declined ", id("77123")), "declined  [declined]"},
        {"an error code with an ID", answer("", id("77123") + error), "declined  [51]"},
        {"approved without an ID", answer("APPROVED", ""), no_id},
        {"approved with a blank ID", answer("APPROVED", id("<![CDATA[ ]]>")), no_id},
        {"approved with a nil ID",
         answer("APPROVED",
                "<accountActivityId xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                "xsi:nil=\"true\"/>"),
         no_id},
        {"an ID alone", answer("", id("7")), no_code},
        {"another code with an ID", answer("PENDING", id("7")), no_code},
        {"approved with an error code", answer("APPROVED", id("7") + error),
         "unclear: it approves the card, but has an error code"},
        {"approved in lower case", answer("approved", id("7")), "approved 7 [approved]"},
        {"an ID with a comment", answer("APPROVED", id("12<!-- -->34")), "approved 1234 [APPROVED]"},
        {"an ID on a line of its own", answer("APPROVED", id("\n  7\n")), "approved 7 [APPROVED]"},
        {"an ID that fits", answer("APPROVED", id("12345678901234567890")),
         "approved 12345678901234567890 [APPROVED]"},
        {"an ID that does not", answer("APPROVED", id("123456789012345678901")),
         "unclear: its activity ID has more than 20 positions"},
        {"two IDs", answer("APPROVED", id("7") + id("8")), "unclear: "},
        {"this card", answer("APPROVED", number(kCard) + id("7")), "approved 7 [APPROVED]"},
        {"this card, masked", answer("APPROVED", number("************1443") + id("7")),
         "approved 7 [APPROVED]"},
        {"another card", answer("APPROVED", number("6006491234569999") + id("7")), other_card},
        {"another card, masked", answer("APPROVED", number("************9999") + id("7")), other_card},
        {"another card is declined", answer("DECLINED", number("6006491234569999") + error), other_card},
        {"a masked number that tells nothing", answer("APPROVED", number("****************") + id("7")),
         other_card},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Orce orce(c.answer);
        const std::string outcome = activated(orce, activation());
        CHECK((c.outcome == "unclear: " ? outcome.substr(0, c.outcome.size()) : outcome) == c.outcome);
    }
}

TEST_CASE("nothing was done where nobody listens", "[card/services]") {
    Orce orce("");
    SoapServiceSettings settings = orce.settings();
    settings.address.url = "http://127.0.0.1:" + std::to_string(unused_port()) + "/svc";
    SvcServices services(settings, {}, {.retries = 0}, orce.connections, orce.log);
    try {
        run(orce.connections, services.activate(activation()));
        FAIL("it was to fail");
    } catch (const NetworkError& error) {
        CHECK_FALSE(error.body_was_sent());
    }
}

TEST_CASE("an inquiry tells whether an activation was done", "[card/services]") {
    const auto answer = [](const std::string& active, const std::string& balance,
                           const std::string& activities) {
        return response("inquiry",
                        "<return><Instrument><ActiveFlag>" + active +
                            "</ActiveFlag></Instrument><Balance><CurrencyID>USD</CurrencyID><Amount>" +
                            balance + "</Amount></Balance><AccountActivityList>" + activities +
                            "</AccountActivityList></return>");
    };
    const auto activity = [](const std::string& id, const std::string& transaction,
                             const std::string& code = "") {
        const std::string outcome = code.empty() ? "" : "<ResponseCode>" + code + "</ResponseCode>";
        return "<AccountActivity><accountActivityId>" + id + "</accountActivityId><RTPTransactionID>" +
               transaction + "</RTPTransactionID>" + outcome + "</AccountActivity>";
    };
    const std::string unusable = "perhaps done: the answer of HOST to inquiry cannot be used: ";
    const std::vector<Case> cases = {
        {"done", answer("true", "50.00", activity("7", kTransaction)), "active 50.00 done 7"},
        {"done, and used since", answer("true", "0.00", activity("7", kTransaction) + activity("8", "9")),
         "active 0.00 done 7"},
        {"not done", answer("false", "0.00", ""), "inactive 0.00 not done"},
        // Every request leaves an activity, a declined one too.
        {"approved", answer("true", "50.00", activity("7", kTransaction, "APPROVED")), "active 50.00 done 7"},
        {"declined", answer("false", "0.00", activity("7", kTransaction, "DECLINED")),
         "inactive 0.00 declined DECLINED"},
        {"declined in lower case, of an active card",
         answer("true", "50.00", activity("7", kTransaction, " declined ")),
         "active 50.00 declined declined"},
        {"declined, and then done",
         answer("true", "50.00",
                activity("7", kTransaction, "DECLINED") + activity("8", kTransaction, "APPROVED")),
         "active 50.00 done 8"},
        {"done, and then declined",
         answer("true", "50.00",
                activity("7", kTransaction, "APPROVED") + activity("8", kTransaction, "DECLINED")),
         "active 50.00 done 7"},
        {"another transaction was declined",
         answer("false", "0.00", activity("7", "555000066760010000100003", "DECLINED")),
         "inactive 0.00 not done"},
        {"declined, and a transaction without its ID",
         answer("true", "50.00", activity("7", kTransaction, "DECLINED") + activity("8", "")),
         unusable + "it does not tell which transaction funded the card"},
        {"neither approved nor declined", answer("true", "50.00", activity("7", kTransaction, "PENDING")),
         unusable + "the activity of the transaction is neither approved nor declined"},
        {"a virtual card without money", answer("true", "0.00", ""), "active 0.00 not done"},
        {"funded by another transaction", answer("true", "50.00", activity("7", "555000066760010000100003")),
         "active 50.00 not done"},
        {"unknown", refusal("no such card", "CARD_NOT_FOUND"), "inactive 0.00 not done"},
        {"unknown, in the answer",
         response("inquiry", "<return><ErrorCode>CARD_NOT_FOUND</ErrorCode></return>"),
         "inactive 0.00 not done"},
        {"money of unknown origin", answer("true", "50.00", ""),
         unusable + "it does not tell which transaction funded the card"},
        {"a transaction without its ID", answer("true", "50.00", activity("7", "")),
         unusable + "it does not tell which transaction funded the card"},
        {"done without a number", answer("true", "50.00", activity("", kTransaction)),
         unusable + "the activity has no activity ID"},
        {"done, but another amount",
         answer("true", "50.00",
                "<AccountActivity><accountActivityId>7</accountActivityId><RTPTransactionID>" +
                    std::string(kTransaction) + "</RTPTransactionID><Amount>0.00</Amount></AccountActivity>"),
         unusable + "the activity of the transaction has another amount"},
        {"done, but not active", answer("false", "0.00", activity("7", kTransaction)),
         unusable + "it has an activity of the transaction, but the card is not active"},
        {"done twice", answer("true", "100.00", activity("7", kTransaction) + activity("8", kTransaction)),
         unusable +
             "it has several activities of the transaction; find out whether the card was funded twice"},
        {"an ID that does not fit", answer("true", "50.00", activity("123456789012345678901", kTransaction)),
         unusable + "its activity ID has more than 20 positions"},
        {"active, but not so that it can be understood", answer("Y", "0.00", ""),
         unusable + "it does not tell whether the card is active"},
        {"active, without a balance",
         response("inquiry",
                  "<return><Instrument><ActiveFlag>true</ActiveFlag></Instrument>"
                  "<AccountActivityList/></return>"),
         unusable + "the card is active, and it does not tell by which transaction"},
        {"active, without activities",
         response("inquiry",
                  "<return><Instrument><ActiveFlag>true</ActiveFlag></Instrument><Balance>"
                  "<CurrencyID>USD</CurrencyID><Amount>0.00</Amount></Balance></return>"),
         unusable + "the card is active, and it does not tell by which transaction"},
        {"a balance in another currency",
         response("inquiry",
                  "<return><Instrument><ActiveFlag>true</ActiveFlag></Instrument><Balance>"
                  "<CurrencyID>CAD</CurrencyID><Amount>0.00</Amount></Balance>"
                  "<AccountActivityList/></return>"),
         unusable + "its balance is not in USD"},
        {"another card",
         response("inquiry",
                  "<return><Instrument><CardNumber>6006491234569999</CardNumber><ActiveFlag>false"
                  "</ActiveFlag></Instrument></return>"),
         unusable + "it is about another card"},
        {"no amount", answer("true", "much", activity("7", "8")), unusable + "its balance is not an amount"},
        {"nothing", response("inquiry", ""), unusable + "it does not tell whether the card is active"},
        {"refused otherwise", refusal("busy", "INTERNAL_ERROR"), "refused: busy [INTERNAL_ERROR]"},
        {"503", http_answer(503, ""), "perhaps done: HOST answered HTTP 503"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Orce orce(c.answer);
        CHECK(inquired(orce, activation()) == c.outcome);
        CHECK(orce.request() ==
              "<ns2:inquiry xmlns:ns2=\"http://v3_1.svc.webservices.csx.dtv.com/\">"
              "<cardNumber>6006491234561443</cardNumber><currencyId>USD</currencyId>"
              "<securityUserId>100</securityUserId></ns2:inquiry>");
    }
}

TEST_CASE(
    "a virtual card gets its number (Customer Engagement Integration, Customer Engagement generateCard "
    "Method)",
    "[card/services]") {
    const auto answer = [](const std::string& number) {
        return response(
            "generateCard",
            "<return><dateTime>2010-11-23T09:21:41Z</dateTime><cardSeries><CardPrefix>6006</CardPrefix>"
            "<CardSeriesSequence>49</CardSeriesSequence></cardSeries><Instrument><CardName>Gift"
            "</CardName><CardNumber>" +
                number + "</CardNumber><BatchNumber>1</BatchNumber></Instrument></return>");
    };
    const std::string unusable =
        "perhaps done: the answer of HOST to generateCard cannot be used: it has no card number of 10 to 20 "
        "digits";
    const std::vector<Case> cases = {
        {"16 digits", answer(kCard), kCard},
        {"10 digits", answer(kShortCard), kShortCard},
        {"9 digits", answer("612345678"), unusable},
        {"21 digits", answer("612345678901234567890"), unusable},
        {"masked", answer("************1443"), unusable},
        {"none", answer(""), unusable},
        {"an empty answer", response("generateCard", ""), unusable},
        {"refused", refusal("none left", "NO_CARDS"), "refused: none left [NO_CARDS]"},
        {"refused in the answer",
         response("generateCard", "<return><ErrorCode>NO_CARDS</ErrorCode></return>"),
         "refused:  [NO_CARDS]"},
        {"refused with a number",
         response("generateCard", "<return><Instrument><CardNumber>" + std::string(kCard) +
                                      "</CardNumber></Instrument><ErrorCode>NO_CARDS</ErrorCode></return>"),
         "refused:  [NO_CARDS]"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Orce orce(c.answer);
        CHECK(generated(orce) == c.outcome);
    }
    Orce orce(answer(kCard));
    run(orce.connections, orce.services.generate_card("6006", "49", "101", "USD"));
    CHECK(
        orce.request() ==
        "<ns2:generateCard "
        "xmlns:ns2=\"http://v3_1.svc.webservices.csx.dtv.com/\"><cardPrefix>6006</cardPrefix>"
        "<cardSeriesSequence>49</cardSeriesSequence><locationId>101</locationId><currencyId>USD</currencyId>"
        "<securityUserId>100</securityUserId></ns2:generateCard>");
}

TEST_CASE("no log and no error holds a full card number (Customer Engagement Integration, Data security)",
          "[card/services]") {
    for (const std::string card : {kCard, kShortCard}) {
        const std::string message = "card " + card + " cannot be used";
        const std::vector<std::string> answers = {
            response(
                "activateInstrument",
                "<return><Instrument><CardNumber>" + card +
                    "</CardNumber></Instrument><accountActivityId>70000000001</accountActivityId></return>"),
            response("inquiry", "<return><ErrorCode>C</ErrorCode><ResponseDescription>" + message +
                                    "</ResponseDescription></return>"),
            response("generateCard",
                     "<return><Instrument><CardNumber>" + card + "</CardNumber></Instrument></return>"),
            refusal(message, "C"),
            refusal(message, "SECURITY"),
            other_fault(message),
            http_answer(200, message),
        };
        for (const std::string& answer : answers) {
            Orce orce(answer);
            CAPTURE(answer);
            std::string said = activated(orce, activation(card)) + inquired(orce, activation(card));
            const std::string number = generated(orce);
            if (number != card) said += number;
            CHECK_FALSE(contains(said, card));
            const std::string logged = orce.logged();
            CAPTURE(logged);
            CHECK_FALSE(contains(logged, card));
            CHECK(contains(logged, "<cardNumber>" + std::string(card.size() - 4, '*') +
                                       card.substr(card.size() - 4) + "</cardNumber>"));
            // By these an operator finds the card.
            CHECK(contains(logged, "<RTPTransactionID>555000066760010000100004</RTPTransactionID>"));
        }
        Orce orce(answers.front());
        activated(orce, activation(card));
        CHECK(contains(orce.logged(), "<accountActivityId>70000000001</accountActivityId>"));
    }
}

TEST_CASE(
    "the settings of the stored value card services are read (Customer Engagement Integration, "
    "ORCE_SVC_SERVICE_SUFFIX)",
    "[card/services]") {
    TestStore store;
    const EnvironmentVariable secret("OA_UNIT_ORCE_SECRET", "pass-w0rd");
    const auto read = [&] {
        return read_svc_services_settings(store.database, 7, Settings(store.database, 7), {});
    };
    CHECK_ERROR(read(), ExitCode::kConfiguration, "ORCE_CUSTOMER_SERVICE_PREFIX");
    store_property(store.database, 7, "ORCE_CUSTOMER_SERVICE_PREFIX", "https://orce.example/orce");
    store_property(store.database, 7, "ORCE_SECURITY_USER_ID", "100");
    CHECK_ERROR(read(), ExitCode::kConfiguration,
                "no row 'ORCE Stored Value Card' in Web Service Authentication");
    store.database.execute(
        "INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, "
        "secret_source) VALUES (7, 'ORCE Stored Value Card', 'BASIC', 'orce_user', "
        "'env:OA_UNIT_ORCE_SECRET')");
    CHECK(read().address.url ==
          "https://orce.example/orce/OrceWebServices/v3_1/SvcTransactionServicesApiService");
    CHECK(read().address.name_space("svc") == "http://v3_1.svc.webservices.csx.dtv.com/");
    CHECK(read().security_user_id == "100");
    CHECK(read().basic.value().user == "orce_user");

    store_property(store.database, 7, "ORCE_SVC_SERVICE_SUFFIX", "/v4_0/SvcTransactionServices?wsdl");
    CHECK(read().address.version == "v4_0");
}
