#include "sales/rules.hpp"

#include "base/text.hpp"
#include "store/setting_rows.hpp"

namespace oa {

SalesRules read_sales_rules(const Settings& settings, int company) {
    SalesRules rules;
    rules.company = company;
    rules.default_location = settings.required_system_control_value("K69", "for the sales feed");
    rules.cross_channel_types = split_list(settings.system_control_value("L35"));
    rules.excluded_disposition_code = settings.system_control_value("M22");
    rules.merchandise_only = settings.is_selected("L36");
    if (!rules.merchandise_only) {
        rules.non_merchandise_item = settings.required_system_control_value(
            "L39", "while L36 Merchandise Only in Sales Feed is unselected");
    }
    rules.item_id_kind =
        settings.system_control_value("L38") == "XREF" ? ItemIdKind::kXref : ItemIdKind::kItem;
    rules.local_currency = settings.system_control_value("A55");
    rules.alternate_key_type = settings.required_property("ORCE_ALT_ID_OROMS", "for the sales feed");
    rules.sign_rule = SignRule(settings.property("ORCE_POSLOG_SIGNS") == "SIGNED" ? PoslogSigns::kSigned
                                                                                  : PoslogSigns::kArts);
    return rules;
}

SalesRules read_sales_rules(Database& database, int company, Date today) {
    SalesRules rules = read_sales_rules(Settings(database, company), company);
    // A company that sells in its own currency alone may keep no Currency table.
    rules.local_currency_exists = !missing_among_rows(database, company, "A55", rules.local_currency);
    rules.today = today;
    return rules;
}

}  // namespace oa
