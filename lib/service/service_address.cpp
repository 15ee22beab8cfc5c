#include "service/service_address.hpp"

#include <fmt/format.h>

#include <regex>

#include "base/text.hpp"

namespace oa {

namespace {

/// One slash between the parts, however they were entered.
void append_path(std::string& url, std::string_view part) {
    while (!part.empty() && part.front() == '/') part.remove_prefix(1);
    if (part.empty()) return;
    while (!url.empty() && url.back() == '/') url.pop_back();
    url += '/';
    url += part;
}

}  // namespace

std::string ServiceAddress::name_space(std::string_view service) const {
    return fmt::format("http://{}.{}.webservices.csx.dtv.com/", version, service);
}

ServiceAddress service_address(std::string_view prefix, std::string_view organization_descriptor,
                               std::string_view suffix, std::string_view default_version) {
    ServiceAddress address;
    address.url = prefix;
    if (to_upper(organization_descriptor) != "WS") append_path(address.url, organization_descriptor);
    append_path(address.url, suffix.substr(0, suffix.find('?')));
    static const std::regex version("(^|/)(v[0-9]+_[0-9]+)/");
    std::match_results<std::string_view::const_iterator> found;
    address.version = std::regex_search(suffix.begin(), suffix.end(), found, version)
                          ? found[2].str()
                          : std::string(default_version);
    return address;
}

}  // namespace oa
