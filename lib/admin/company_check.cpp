#include "admin/company_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "card/authorization_service_rows.hpp"
#include "card/services.hpp"
#include "customer/services.hpp"
#include "customer/upload.hpp"
#include "delivery/transfer.hpp"
#include "sales/feed.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

class CompanyCheck {
  public:
    CompanyCheck(Database& database, int company)
        : database_(database), company_(company), settings_(database, company) {}

    std::vector<std::string> problems() {
        need(sales_feed_settings(settings_));
        need(customer_upload_settings());
        need_sign_on(kFileServiceName);
        if (stored("L37") == "INTERACT") {
            need(customer_services_settings());
            need_sign_on(kCustomerServicesNames.web_service);
        }
        if (is_by_payment_link()) {
            need(svc_services_settings());
            need_sign_on(kSvcServicesNames.web_service);
        }
        return std::move(problems_);
    }

  private:
    /// Not checked: what is wrong with a stored value is reported by check_settings.
    std::string stored(std::string_view code) const {
        return settings_.stored_value(*find_system_control_value(code));
    }

    bool is_by_payment_link() {
        const std::string bureau = stored("I26");
        if (bureau.empty()) return false;
        const auto row = authorization_service(database_, company_, bureau);
        if (!row)
            add(fmt::format("I26 of company {} is '{}', which Authorization Service lacks", company_,
                            bureau));
        return row && row->communication_type == kPaymentLink;
    }

    /// A setting that several jobs need is reported once, for the first.
    void need(const std::vector<NeededSetting>& needed) {
        std::vector<NeededSetting> unseen;
        for (const NeededSetting& setting : needed) {
            if (std::find(seen_.begin(), seen_.end(), setting.code) != seen_.end()) continue;
            seen_.push_back(setting.code);
            unseen.push_back(setting);
        }
        for (const std::string& problem : settings_.problems_with(unseen)) add(problem);
    }

    void need_sign_on(std::string_view web_service) {
        try {
            static_cast<void>(required_authentication(database_, company_, web_service));
        } catch (const Error& error) {
            add(error.what());
        }
    }

    void add(std::string problem) { problems_.push_back(std::move(problem)); }

    Database& database_;
    int company_;
    Settings settings_;
    std::vector<std::string_view> seen_;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> check_company(Database& database, int company) {
    require_company(database, company);
    return CompanyCheck(database, company).problems();
}

}  // namespace oa
