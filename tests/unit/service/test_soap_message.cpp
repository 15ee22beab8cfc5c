#include "service/soap_message.hpp"

#include <pugixml.hpp>

#include "customer/record_message.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Contract, Addresses: SOAP 1.1, document/literal wrapped.

namespace {

constexpr const char* kNamespace = "http://v2_3.customer.webservices.csx.dtv.com/";

std::string enveloped(const std::string& body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
           "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Header/><S:Body>" +
           body + "</S:Body></S:Envelope>";
}

std::string times(std::size_t count, std::string_view text) {
    std::string result;
    result.reserve(count * text.size());
    while (count-- > 0) result += text;
    return result;
}

}  // namespace

TEST_CASE("only the operation is in the namespace (contract, Addresses)", "[service/soap_message]") {
    const std::string text = soap::envelope("addOrUpdateCustomer", kNamespace, [](Element element) {
        element.child("customerData").add("CustomerID", "1000001");
        element.add("securityUserId", "100");
    });
    CHECK(text ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"
          "<ns2:addOrUpdateCustomer xmlns:ns2=\"http://v2_3.customer.webservices.csx.dtv.com/\">"
          "<customerData><CustomerID>1000001</CustomerID></customerData>"
          "<securityUserId>100</securityUserId></ns2:addOrUpdateCustomer></S:Body></S:Envelope>");
}

TEST_CASE("what is filled in cannot break out of its element", "[service/soap_message]") {
    const std::string text = soap::envelope("retrieveCustomer", kNamespace, [](Element element) {
        element.add("customerId", "</customerId>&<x a=\"1\">\x01").attribute("a", "\"<&>");
    });
    pugi::xml_document document;
    REQUIRE(document.load_string(text.c_str()));
    const pugi::xml_node id = document.first_child().first_child().first_child().child("customerId");
    CHECK(contains(id.text().get(), "</customerId>&<x a=\"1\">"));
    CHECK_FALSE(contains(text, "\x01"));
    CHECK(std::string(id.attribute("a").value()) == "\"<&>");
}

TEST_CASE("an answer is read whatever its prefixes are", "[service/soap_message]") {
    const std::vector<std::string> answers = {
        enveloped("<ns2:addOrUpdateCustomerResponse xmlns:ns2=\"http://x/\"><customerId>1000001</customerId>"
                  "</ns2:addOrUpdateCustomerResponse>"),
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">\n <soapenv:Body>\n"
        "<addOrUpdateCustomerResponse xmlns=\"http://x/\">\n<customerId>1000001</customerId>\n"
        "</addOrUpdateCustomerResponse></soapenv:Body></soapenv:Envelope>\n",
        "<!-- made by hand --><Envelope "
        "xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Header><a/></Header>"
        "<Body><!-- here --><q:addOrUpdateCustomerResponse xmlns:q=\"http://x/\">"
        "<customerId><![CDATA[1000001]]></customerId></q:addOrUpdateCustomerResponse></Body></Envelope>",
        "<e:Envelope "
        "xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><q:addOrUpdateCustomerResponse "
        "xmlns:q=\"http://x/\"><q:customerId>1000001</q:customerId></q:addOrUpdateCustomerResponse></e:Body>"
        "</e:Envelope>",
    };
    for (const std::string& text : answers) {
        CAPTURE(text);
        const soap::Answer answer = soap::read_answer(text, "addOrUpdateCustomer");
        CHECK(answer.problem.empty());
        CHECK_FALSE(answer.fault.has_value());
        REQUIRE(answer.response);
        CHECK(answer.response.text_of("customerId") == "1000001");
    }
}

TEST_CASE("a Fault is told from an answer, and a RelateProcessingException from other Faults",
          "[service/soap_message]") {
    struct Case {
        std::string name, body;
        bool is_relate;
        std::string message, code;
    };
    const std::vector<Case> cases = {
        {"with message and code",
         "<S:Fault><faultcode>S:Server</faultcode><faultstring>outer</faultstring><detail>"
         "<ns2:RelateProcessingException xmlns:ns2=\"http://x/\"><message>too many</message>"
         "<relateExceptionCode>MAXIMUM_LOOKUP_RESULTS_ERROR</relateExceptionCode>"
         "</ns2:RelateProcessingException></detail></S:Fault>",
         true, "too many", "MAXIMUM_LOOKUP_RESULTS_ERROR"},
        {"code before message, other prefixes",
         "<env:Fault xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\"><faultstring>outer</faultstring>"
         "<detail><a:RelateProcessingException xmlns:a=\"http://x/\">"
         "<a:relateExceptionCode>UNKNOWN_ATTRIBUTE_TYPE</a:relateExceptionCode><a:message>what</a:message>"
         "</a:RelateProcessingException></detail></env:Fault>",
         true, "what", "UNKNOWN_ATTRIBUTE_TYPE"},
        {"without a message: the faultstring",
         "<S:Fault><faultstring>outer</faultstring><detail><RelateProcessingException>"
         "<relateExceptionCode>C</relateExceptionCode></RelateProcessingException></detail></S:Fault>",
         true, "outer", "C"},
        {"without a code",
         "<S:Fault><faultstring>outer</faultstring><detail><RelateProcessingException><message>m</message>"
         "</RelateProcessingException></detail></S:Fault>",
         true, "m", ""},
        {"an empty one", "<S:Fault><detail><RelateProcessingException/></detail></S:Fault>", true, "", ""},
        {"no detail", "<S:Fault><faultcode>S:Server</faultcode><faultstring>down</faultstring></S:Fault>",
         false, "down", ""},
        {"another detail",
         "<S:Fault><faultstring>down</faultstring><detail><NullPointerException><message>m</message>"
         "<relateExceptionCode>C</relateExceptionCode></NullPointerException></detail></S:Fault>",
         false, "down", ""},
        {"an exception outside the detail",
         "<S:Fault><faultstring>down</faultstring><RelateProcessingException/></S:Fault>", false, "down", ""},
        {"an empty Fault", "<S:Fault/>", false, "", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const soap::Answer answer = soap::read_answer(enveloped(c.body), "searchCustomers");
        REQUIRE(answer.fault.has_value());
        CHECK(answer.fault->is_relate_processing_exception == c.is_relate);
        CHECK(answer.fault->message == c.message);
        CHECK(answer.fault->code == c.code);
        CHECK_FALSE(answer.response);
        CHECK(answer.problem.empty());
    }
}

TEST_CASE("what is no answer is a problem, never an error", "[service/soap_message]") {
    struct Case {
        std::string name, text, problem;
    };
    const std::string good = enveloped("<ns2:searchCustomersResponse xmlns:ns2=\"http://x/\"/>");
    const std::vector<Case> cases = {
        {"nothing", "", "it is not XML"},
        {"blanks", " \n", "it is not XML"},
        {"garbage", "\x00\xFF\xFEnot at all", "it is not XML"},
        {"bytes", std::string("\0\0\0<", 4), "it is not XML"},
        {"text", "Service Unavailable", "it is not XML"},
        {"JSON", "{\"customerId\": 1}", "it is not XML"},
        {"HTML that is XML", "<html><body><p>Sign in</p></body></html>", "it is not a SOAP envelope"},
        {"HTML that is none", "<!DOCTYPE html><html><body><p>Sign in<br></body></html>",
         "it has a document type declaration"},
        {"cut off", good.substr(0, good.size() - 20), "it is not XML"},
        {"no Body", "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Header/></Envelope>",
         "it is not a SOAP envelope"},
        {"an empty Body", enveloped(""), "it does not answer searchCustomers"},
        {"another operation", enveloped("<retrieveCustomerResponse/>"), "it does not answer searchCustomers"},
        {"the request", enveloped("<searchCustomers/>"), "it does not answer searchCustomers"},
        {"deeper", enveloped("<a><searchCustomersResponse/></a>"), "it does not answer searchCustomers"},
        {"an envelope of no namespace", "<Envelope><Body><searchCustomersResponse/></Body></Envelope>",
         "it is not a SOAP envelope"},
        {"two answers", enveloped("<searchCustomersResponse/><searchCustomersResponse/>"), "more than one"},
        {"a fault and an answer", enveloped("<S:Fault/><searchCustomersResponse/>"), "more than one"},
        {"two documents", good + good, "it is not XML"},
        {"something behind it", good + "<script>ad()</script>", "it is not XML"},
        {"a prefix without a namespace", enveloped("<q:searchCustomersResponse/>"), "it is not XML"},
        {"two Bodies",
         "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body/><Body/></Envelope>",
         "it has several Body elements"},
        {"a longer name", enveloped("<searchCustomersResponses/>"), "it does not answer searchCustomers"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const soap::Answer answer = soap::read_answer(c.text, "searchCustomers");
        CHECK_FALSE(answer.response);
        CHECK_FALSE(answer.fault.has_value());
        CAPTURE(answer.problem);
        CHECK(contains(answer.problem, c.problem));
    }
}

TEST_CASE("an answer nested half a million deep is refused", "[service/soap_message]") {
    constexpr std::size_t kDeep = 500'000;
    const std::string nest = times(kDeep, "<a>") + times(kDeep, "</a>");
    for (const std::string& text :
         {enveloped("<retrieveCustomerResponse><return>" + nest + "</return></retrieveCustomerResponse>"),
          enveloped("<S:Fault><faultstring>" + nest + "</faultstring></S:Fault>"), times(kDeep, "<a>"),
          nest}) {
        CHECK(contains(soap::read_answer(text, "retrieveCustomer").problem, "it is not XML"));
    }
}

TEST_CASE("a document type is refused, as SOAP forbids one: no entity is expanded, no file is read",
          "[service/soap_message]") {
    TempDir directory;
    const auto secret = directory / "secret";
    write_file(secret, "hunter2");
    const std::vector<std::string> types = {
        "<!DOCTYPE x>",
        "<!DOCTYPE x [<!ENTITY e \"expanded\">]>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file://" + secret.string() + "\">]>",
        "<!DOCTYPE x [<!ENTITY a \"lololol\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY e \"&b;&b;&b;\">]>",
    };
    for (const std::string& type : types) {
        CAPTURE(type);
        const soap::Answer answer =
            soap::read_answer(type +
                                  "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body>"
                                  "<addOrUpdateCustomerResponse><customerId>1&amp;</customerId>"
                                  "</addOrUpdateCustomerResponse></Body></Envelope>",
                              "addOrUpdateCustomer");
        CHECK_FALSE(answer.response);
        CHECK(answer.problem == "it has a document type declaration");
    }
}

TEST_CASE("a fault of SOAP 1.2 is read", "[service/soap_message]") {
    const soap::Answer answer = soap::read_answer(
        "<S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\"><S:Body><S:Fault><S:Code><S:Value>"
        "S:Receiver</S:Value></S:Code><S:Reason><S:Text xml:lang=\"en\">bad "
        "phone</S:Text></S:Reason><S:Detail>"
        "<n:RelateProcessingException xmlns:n=\"http://x/\"><relateExceptionCode>X1</relateExceptionCode>"
        "</n:RelateProcessingException></S:Detail></S:Fault></S:Body></S:Envelope>",
        "addOrUpdateCustomer", "application/soap+xml");
    REQUIRE(answer.fault.has_value());
    CHECK(answer.fault->is_relate_processing_exception);
    CHECK(answer.fault->message == "bad phone");
    CHECK(answer.fault->code == "X1");
}

TEST_CASE("the envelope is the root part of a multipart message (MTOM)", "[service/soap_message]") {
    const std::string envelope =
        enveloped("<addOrUpdateCustomerResponse><customerId>7</customerId></addOrUpdateCustomerResponse>");
    const std::string type = "multipart/related; type=\"application/xop+xml\"; boundary=\"uuid:1\"";
    const std::string attachment = "--uuid:1\r\nContent-ID: <a>\r\n\r\n<a/>\r\n";
    const std::string root =
        "--uuid:1\r\nContent-Type: application/xop+xml; charset=UTF-8\r\nContent-ID: <root>"
        "\r\n\r\n" +
        envelope + "\r\n";
    const std::string end = "--uuid:1--\r\n";
    struct Case {
        std::string name, body, type, problem;
    };
    const std::vector<Case> cases = {
        {"alone", root + end, type, ""},
        {"with a start", root + end, type + "; start=\"<root>\"; start-info=\"text/xml\"", ""},
        {"named by start, as the second", attachment + root + end, type + "; start=\"<root>\"", ""},
        {"with a preamble", "hello\r\n" + root + attachment + end, type, ""},
        {"no boundary", root + end, "multipart/related", "without a boundary"},
        {"another boundary", root + end, "multipart/related; boundary=x", "without its root part"},
        {"no part of that name", root + end, type + "; start=\"<other>\"", "without its root part"},
        {"cut off", root, type, "without its root part"},
        {"encoded", "--uuid:1\r\nContent-Transfer-Encoding: Base64\r\n\r\nPGE+\r\n" + end, type, "base64"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const soap::Answer answer = soap::read_answer(c.body, "addOrUpdateCustomer", c.type);
        CAPTURE(answer.problem);
        CHECK(answer.problem.empty() == c.problem.empty());
        CHECK(contains(answer.problem, c.problem));
        CHECK(answer.response.text_of("customerId") == (c.problem.empty() ? "7" : ""));
    }
}
