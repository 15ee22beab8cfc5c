#include "customer/exchange.hpp"

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Synchronizing Customer Information through a Periodic Function: Matching rules.

namespace {

constexpr const char* kOwnKey = "SERENADE_ID";

std::string enveloped(const std::string& body) {
    return "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>" + body +
           "</S:Body></S:Envelope>";
}

/// `1000001:SERENADE_ID,WEB`: a customer ID and the types of its alternate keys.
customer::Record record(const std::string& text) {
    const auto colon = text.find(':');
    customer::Record record;
    record.customer_id = text.substr(0, colon);
    if (colon == std::string::npos) return record;
    for (std::size_t at = colon + 1; at <= text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        record.alternate_keys.push_back({text.substr(at, end - at), "1"});
        at = end + 1;
    }
    return record;
}

std::string customer_xml(const customer::Record& record) {
    std::string text = "<CustomerID>" + record.customer_id + "</CustomerID>";
    for (const auto& key : record.alternate_keys) {
        text += "<AlternateKey TypeCode=\"" + key.type_code + "\"><AlternateID>" + key.alternate_id +
                "</AlternateID></AlternateKey>";
    }
    return text;
}

/// What Customer Engagement knows, and how it was asked.
struct Orce {
    Orce()
        : server([this](const LocalServer::Request& request) { return answer(request.body); }),
          connections({}, 1, log),
          services(settings(), {}, {.retries = 0}, connections, log) {}

    CustomerServicesSettings settings() const {
        CustomerServicesSettings settings;
        settings.address = {server.url("/S"), "v2_3"};
        settings.security_user_id = "100";
        settings.basic = BasicCredentials{"user", "password"};
        return settings;
    }

    std::string answer(const std::string& request) const {
        const auto say = [](const std::string& operation, const std::string& inner) {
            return http_answer(200, enveloped("<ns2:" + operation + "Response xmlns:ns2=\"urn:x\">" + inner +
                                              "</ns2:" + operation + "Response>"));
        };
        if (contains(request, ":retrieveCustomer ")) {
            return say("retrieveCustomer", own ? "<return>" + customer_xml(*own) + "</return>" : "");
        }
        if (contains(request, ":searchCustomers ")) {
            if (!search_fault.empty()) return http_answer(500, enveloped(search_fault));
            std::string text;
            for (const auto& one : found) text += "<Customer>" + customer_xml(one) + "</Customer>";
            return say("searchCustomers", "<return>" + text + "</return>");
        }
        return say("addOrUpdateCustomer", "<customerId>" + answered_id + "</customerId>");
    }

    SyncAnswer synchronize(const SoldToCustomer& customer) {
        const CustomerRules rules = good_customer_rules();
        return run(connections, oa::synchronize(services, customer, rules));
    }

    /// `retrieve search add`
    std::string asked() const {
        std::string text;
        for (const auto& request : server.requests()) {
            if (!text.empty()) text += ' ';
            text += contains(request.body, ":retrieveCustomer ")  ? "retrieve"
                    : contains(request.body, ":searchCustomers ") ? "search"
                                                                  : "add";
        }
        return text;
    }
    std::string first_add() const {
        for (const auto& request : server.requests()) {
            if (contains(request.body, ":addOrUpdateCustomer ")) return request.body;
        }
        return "";
    }
    std::string last_request() const { return server.requests().back().body; }

    std::optional<customer::Record> own;
    std::vector<customer::Record> found;
    std::string search_fault;
    std::string answered_id = "9000001";
    QuietLog log;
    LocalServer server;
    HttpConnections connections;
    CustomerServices services;
};

/// Ada without anything that she could be matched by.
SoldToCustomer stranger() {
    SoldToCustomer customer = full_sold_to();
    customer.relate_id.clear();
    customer.e_commerce_id.clear();
    customer.email_address.clear();
    return customer;
}

}  // namespace

TEST_CASE(
    "the first customer without an OA alternate key, or else the first (Customer Engagement Integration, "
    "Matching rules)",
    "[customer/exchange]") {
    struct Case {
        std::string name;
        std::vector<std::string> found;
        std::string match;  ///< `(none)` for none
    };
    const std::vector<Case> cases = {
        {"none", {}, "(none)"},
        {"one without a key", {"1"}, "1"},
        {"one with a key", {"1:SERENADE_ID"}, "1"},
        {"the second has none", {"1:SERENADE_ID", "2"}, "2"},
        {"the first of those without", {"1:SERENADE_ID", "2", "3"}, "2"},
        {"the first has none", {"3", "2:SERENADE_ID", "1"}, "3"},
        {"all have one", {"3:SERENADE_ID", "2:SERENADE_ID", "1:SERENADE_ID"}, "3"},
        {"a key of another type", {"1:SERENADE_ID", "2:WEB", "3"}, "2"},
        {"among other keys", {"1:WEB,SERENADE_ID", "2:WEB,OTHER"}, "2"},
        {"the type as it is", {"1:SERENADE_ID", "2:serenade_id"}, "2"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        std::vector<customer::Record> found;
        for (const std::string& text : c.found) found.push_back(record(text));
        const customer::Record* match = best_match(found, kOwnKey);
        CHECK((match == nullptr ? "(none)" : match->customer_id) == c.match);
    }
    // The type is the property's.
    const std::vector<customer::Record> found = {record("1:SERENADE_ID"), record("2:OROMS_ID")};
    CHECK(best_match(found, "OROMS_ID")->customer_id == "1");
}

TEST_CASE(
    "location and source go along for a new customer only (Customer Engagement Integration, Customer Data "
    "Mapping)",
    "[customer/exchange]") {
    const CustomerRules rules = good_customer_rules();
    SoldToCustomer from = full_sold_to();
    for (const char* relate_id : {"", "R1"}) {
        CAPTURE(relate_id);
        from.relate_id = relate_id;
        const customer::Customer as_new = map_customer(from, rules, CustomerIs::kNew);
        CHECK(as_new.retail_store_id == "12301974");
        CHECK(as_new.source == "CONTACT CENTER");
        CHECK(as_new.customer_id == relate_id);
        const customer::Customer as_known = map_customer(from, rules, CustomerIs::kKnown);
        CHECK(as_known.retail_store_id.empty());
        CHECK(as_known.source.empty());
        CHECK(as_known.customer_id == relate_id);
        // Nothing else differs.
        CHECK(as_known.names.size() == as_new.names.size());
        CHECK(as_known.business_name == as_new.business_name);
        CHECK(as_known.address.value().line_1 == as_new.address.value().line_1);
        CHECK(as_known.email.value().address == as_new.email.value().address);
        CHECK(as_known.telephones.size() == as_new.telephones.size());
        CHECK(as_known.alternate_keys.size() == as_new.alternate_keys.size());
        CHECK(as_known.custom_attributes.size() == as_new.custom_attributes.size());
        CHECK(as_known.birth_date == as_new.birth_date);
        CHECK(as_known.update_user_id == as_new.update_user_id);
    }
}

TEST_CASE(
    "a customer is matched by its IDs, its number or its email address (Customer Engagement Integration, "
    "Matching rules)",
    "[customer/exchange]") {
    struct Case {
        std::string name;
        std::string relate_id, e_commerce_id, email_address;
        std::optional<std::string> own;  ///< the customer with its alternate key
        std::vector<std::string> found;  ///< those with its email address
        std::string asked;
        MatchedBy matched_by;
        std::string sent_id;  ///< blank when none is sent
    };
    const std::vector<std::string> two = {"5:SERENADE_ID", "6"};
    const std::vector<Case> cases = {
        {"Relate Id", "R1", "", "a@b.c", "4", two, "add retrieve add", MatchedBy::kIds, "R1"},
        {"Relate Id and e-commerce ID", "R1", "W1", "a@b.c", "4", two, "add retrieve add", MatchedBy::kIds,
         "R1"},
        {"e-commerce ID", "", "W1", "a@b.c", "4", two, "add retrieve add", MatchedBy::kIds, ""},
        {"Relate Id with blanks", " R1 ", "", "", "4", two, "add retrieve add", MatchedBy::kIds, "R1"},
        {"its own number, after an answer that was lost", "", "", "a@b.c", "4", two, "retrieve add",
         MatchedBy::kCustomerNumber, "4"},
        {"blank IDs are none", " ", "  ", "a@b.c", "4", two, "retrieve add", MatchedBy::kCustomerNumber, "4"},
        {"email address", "", "", "a@b.c", {}, two, "retrieve search add", MatchedBy::kEmail, "6"},
        {"email address, all have keys",
         "",
         "",
         "a@b.c",
         {},
         {"5:SERENADE_ID", "6:SERENADE_ID"},
         "retrieve search add",
         MatchedBy::kEmail,
         "5"},
        {"nobody has it", "", "", "a@b.c", {}, {}, "retrieve search add", MatchedBy::kNobody, ""},
        {"no email address", "", "", "", {}, two, "retrieve add", MatchedBy::kNobody, ""},
        {"a blank email address", "", "", "  ", {}, two, "retrieve add", MatchedBy::kNobody, ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Orce orce;
        if (c.own) orce.own = record(*c.own);
        for (const std::string& text : c.found) orce.found.push_back(record(text));
        SoldToCustomer customer = stranger();
        customer.relate_id = c.relate_id;
        customer.e_commerce_id = c.e_commerce_id;
        customer.email_address = c.email_address;

        const SyncAnswer answer = orce.synchronize(customer);
        CHECK(answer.customer_id == "9000001");
        CHECK(answer.matched_by == c.matched_by);
        CHECK(orce.asked() == c.asked);
        const std::string sent = orce.first_add();
        CAPTURE(sent);
        if (c.sent_id.empty()) {
            CHECK_FALSE(contains(sent, "<CustomerID>"));
        } else {
            CHECK(contains(sent, "<CustomerID>" + c.sent_id + "</CustomerID>"));
        }
        // "in order to prevent updating the existing store locations"
        const bool is_new = c.matched_by == MatchedBy::kNobody;
        CHECK(contains(sent, "<RetailStoreID>12301974</RetailStoreID>") == is_new);
        CHECK(contains(sent, "RetailStoreID") == is_new);
        CHECK(contains(sent, "<Source>CONTACT CENTER</Source>") == is_new);
        CHECK(contains(sent, "<AlternateKey TypeCode=\"SERENADE_ID\"><AlternateID>4711</AlternateID>"));
        CHECK(contains(sent, "TypeCode=\"OCP_CUST_ID\"") == (c.e_commerce_id == "W1"));
        CHECK(contains(sent, "BYRON"));
        // Answered under another ID, with neither store nor source: it was created.
        const bool is_sent_again = c.matched_by == MatchedBy::kIds;
        CHECK(contains(orce.last_request(), "<CustomerID>9000001</CustomerID>") == is_sent_again);
        CHECK(contains(orce.last_request(), "<Source>CONTACT CENTER</Source>") == (is_new || is_sent_again));
    }
}

TEST_CASE("it is looked for by its own alternate key and its whole email address", "[customer/exchange]") {
    Orce orce;
    SoldToCustomer customer = stranger();
    customer.email_address = " Ada@Example.com ";
    orce.synchronize(customer);
    const auto requests = orce.server.requests();
    REQUIRE(requests.size() == 3);
    CHECK(contains(
        requests[0].body,
        "<alternateKeyList TypeCode=\"SERENADE_ID\"><AlternateID>4711</AlternateID></alternateKeyList>"));
    CHECK_FALSE(contains(requests[0].body, "customerId"));
    // "The function does not match customers based on name, address, or phone number."
    CHECK(contains(
        requests[1].body,
        "<customerData><EntityInformation><Individual><ContactInformation><EMail SearchType=\"Exact\">"
        "<EMailAddress>Ada@Example.com</EMailAddress></EMail></ContactInformation></Individual>"
        "</EntityInformation></customerData>"));
}

TEST_CASE("the answered customer ID is given as it is", "[customer/exchange]") {
    Orce orce;
    SoldToCustomer customer = stranger();
    customer.relate_id = "R1";
    for (const char* id : {"R1", "R2"}) {
        orce.answered_id = id;
        CHECK(orce.synchronize(customer).customer_id == id);
    }
}

TEST_CASE("a search that is refused, or fails, creates nobody", "[customer/exchange]") {
    SoldToCustomer customer = stranger();
    customer.email_address = "a@b.c";
    Orce refused;
    refused.search_fault =
        "<S:Fault><detail><RelateProcessingException><message>too many</message><relateExceptionCode>"
        "MAXIMUM_LOOKUP_RESULTS_ERROR</relateExceptionCode></RelateProcessingException></detail></S:Fault>";
    CHECK_THROWS_AS(refused.synchronize(customer), RelateProcessingException);
    CHECK(refused.asked() == "retrieve search");
    Orce broken;
    broken.search_fault = "<S:Fault><faultstring>down</faultstring></S:Fault>";
    CHECK_THROWS_AS(broken.synchronize(customer), NetworkError);
    CHECK(broken.asked() == "retrieve search");
}
