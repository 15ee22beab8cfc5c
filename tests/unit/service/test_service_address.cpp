#include "service/service_address.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Customer Engagement Properties; ORCE Organization Descriptor (L50). Contract, Addresses.

namespace {

constexpr const char* kPrefix = "https://host:443/orce";
constexpr const char* kSuffix = "/OrceWebServices/v3_1/CustomerServicesApiService";

ServiceAddress address(std::string_view prefix, std::string_view descriptor, std::string_view suffix) {
    return service_address(prefix, descriptor, suffix, "v2_3");
}

}  // namespace

TEST_CASE(
    "prefix and suffix are joined by one slash (Customer Engagement Integration, Customer Engagement "
    "Properties)",
    "[service/service_address]") {
    const std::string wanted = "https://host:443/orce/OrceWebServices/v3_1/CustomerServicesApiService";
    for (const char* prefix :
         {"https://host:443/orce", "https://host:443/orce/", "https://host:443/orce//"}) {
        for (const char* suffix : {"OrceWebServices/v3_1/CustomerServicesApiService",
                                   "/OrceWebServices/v3_1/CustomerServicesApiService",
                                   "//OrceWebServices/v3_1/CustomerServicesApiService"}) {
            CAPTURE(prefix, suffix);
            CHECK(address(prefix, "ws", suffix).url == wanted);
        }
    }
    CHECK(address("https://host:443", "ws", "a/v3_1/b").url == "https://host:443/a/v3_1/b");
    CHECK(address("https://host:443/", "ws", "").url == "https://host:443/");
    // The suffix ends as it was entered.
    CHECK(address("https://host", "ws", "/a/").url == "https://host/a/");
}

TEST_CASE("the ?wsdl of a suffix is dropped (contract, Addresses)", "[service/service_address]") {
    for (const char* end : {"", "?wsdl", "?WSDL", "?wsdl=1&x=2", "?"}) {
        CAPTURE(end);
        CHECK(address(kPrefix, "ws", std::string(kSuffix) + end).url == std::string(kPrefix) + kSuffix);
    }
}

TEST_CASE("ORCE Organization Descriptor (L50): ws names no organization, another is part of the path",
          "[service/service_address]") {
    struct Case {
        std::string prefix, descriptor, suffix, url;
    };
    const std::vector<Case> cases = {
        {"https://h/orce", "ws", "/v3_1/S", "https://h/orce/v3_1/S"},
        {"https://h/orce", "WS", "/v3_1/S", "https://h/orce/v3_1/S"},
        {"https://h/orce", "Ws", "/v3_1/S", "https://h/orce/v3_1/S"},
        {"https://h/orce", "", "/v3_1/S", "https://h/orce/v3_1/S"},
        // The older form (contract, Addresses).
        {"http://host:8084/soap", "ORG", "/v2_3/CustomerServices",
         "http://host:8084/soap/ORG/v2_3/CustomerServices"},
        {"http://host:8084/soap/", "/ORG/", "v2_3/CustomerServices?wsdl",
         "http://host:8084/soap/ORG/v2_3/CustomerServices"},
        {"http://host:8084/soap", "Org", "v2_3/S", "http://host:8084/soap/Org/v2_3/S"},
        {"http://host:8084/soap", "WSX", "v2_3/S", "http://host:8084/soap/WSX/v2_3/S"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.prefix, c.descriptor, c.suffix);
        CHECK(address(c.prefix, c.descriptor, c.suffix).url == c.url);
    }
}

TEST_CASE("the suffix names the version, or else it is the default (contract, Addresses)",
          "[service/service_address]") {
    struct Case {
        std::string suffix, version;
    };
    const std::vector<Case> cases = {
        {"/OrceWebServices/v3_1/CustomerServicesApiService", "v3_1"},
        {"/OrceWebServices/v3_1/CustomerServicesApiService?wsdl", "v3_1"},
        {"/v2_3/CustomerServices", "v2_3"},
        {"/OrceWebServices/CustomerServicesApiService", "v2_3"},
        {"/OrceWebServices/v3/CustomerServicesApiService", "v2_3"},
        {"/OrceWebServices/v3.1/S", "v2_3"},
        {"/OrceWebServices/xv3_1/S", "v2_3"},
        {"/OrceWebServices/v3_1x/S", "v2_3"},
        {"", "v2_3"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.suffix);
        CHECK(address(kPrefix, "ws", c.suffix).version == c.version);
    }
    CHECK(service_address(kPrefix, "ws", "/S", "v1_0").version == "v1_0");
}

TEST_CASE("a suffix may name its version first", "[service/service_address]") {
    CHECK(address(kPrefix, "ws", "v3_1/CustomerServicesApiService").version == "v3_1");
}

TEST_CASE("the namespace carries the version and the service (contract, Addresses)",
          "[service/service_address]") {
    CHECK(address(kPrefix, "ws", kSuffix).name_space("customer") ==
          "http://v3_1.customer.webservices.csx.dtv.com/");
    CHECK(address(kPrefix, "ws", "/S").name_space("customer") ==
          "http://v2_3.customer.webservices.csx.dtv.com/");
    CHECK(address(kPrefix, "ws", "/v2_1/S").name_space("card") ==
          "http://v2_1.card.webservices.csx.dtv.com/");
}
