// The registry of system control values and properties: Customer Engagement Integration, "Customer Engagement
// Integration Setup (Sales and Customer)", unless another section is named.
#include <algorithm>
#include <array>
#include <cctype>

#include "store/settings.hpp"

namespace oa {

namespace {

const std::vector<SettingDefinition>& scv_registry() {
    static const std::vector<SettingDefinition> registry = {
        // ISO Currency Codes: passed when the order carries no currency of its own.
        {"A55", "Local Currency Code", SettingType::kText, 3, ""},
        // For customers that Customer Engagement sends (Information that is not mapped).
        {"D13", "Default Delivery Code for New Order Entry Customers", SettingType::kText, 1, ""},
        {"D63", "Default Customer Class in Order Entry", SettingType::kText, 2, ""},
        // Seed 002, E-Commerce Customer Merge Web XML File (CustomerMergeWeb).
        {"H86", "Generate E-Commerce Customer Merge Staging Files", SettingType::kFlag, 1, "N"},
        // Seed 004, Stored Value Card Purchase and Activation.
        {"H96", "Use Workflow Management", SettingType::kFlag, 1, "N"},
        {"I23", "Use Streamlined Stored Value Card Billing", SettingType::kFlag, 1, "N"},
        {"I25",
         "Stored Value Card Activation Pricing Method",
         SettingType::kChoice,
         5,
         "",
         {"OFFER", "ORDER"}},
        {"I26", "Stored Value Card Activation Authorization Service", SettingType::kText, 3, ""},
        {"I30", "Stored Value Card Email Notification Program", SettingType::kText, 10, ""},
        {"I50", "Use Activation / Reversal Batch Processing", SettingType::kFlag, 1, "N"},
        {"J20", "Perform Authorization Reversal during Deposit Processing", SettingType::kFlag, 1, "N"},
        {"J22", "Remove Stored Value Card Number After Activation", SettingType::kFlag, 1, "N"},
        {"K65", "Credit Card Retention Days", SettingType::kDigits, 5, ""},
        // At most 8 positions and numeric, so that Xstore can show a customer's purchase history.
        {"K69", "Default Location for ORCE Integration", SettingType::kDigits, 8, ""},
        {"L35", "Cross Channel Orders to Exclude in Sales Feed", SettingType::kList, 60, ""},
        {"L36", "Merchandise Only in Sales Feed", SettingType::kFlag, 1, "N"},
        {"L37", "ORCE Customer Integration", SettingType::kChoice, 8, "", {"INTERACT"}},
        {"L38", "ORCE Integration Item ID", SettingType::kChoice, 4, "ITEM", {"ITEM", "XREF"}},
        {"L39", "Item for Non-Merchandise Amounts", SettingType::kText, 12, ""},
        // Customer Engagement 20.0 and higher: must be ws.
        {"L50", "ORCE Organization Descriptor", SettingType::kNamePart, 30, "ws"},
        {"L51", "Send Profile Data to ORCE", SettingType::kFlag, 1, "N"},
        {"L53", "Third Phone Number Type", SettingType::kChoice, 6, "MOBILE", {"FAX", "MOBILE"}},
        {"L72", "Use Gift Card Fraud Checking", SettingType::kFlag, 1, "N"},
        {"M22", "Return Disposition Code to Exclude in ORCE Sales Feed", SettingType::kText, 2, ""},
        {"M62", "ORCE File Service URL", SettingType::kUrl, 250, ""},
        {"M63", "ORCE Import Folder Path", SettingType::kFolder, 250, ""},
    };
    return registry;
}

const std::vector<SettingDefinition>& property_registry() {
    static const std::vector<SettingDefinition> registry = {
        // Seed 002, E-Commerce Customer Merge Web XML File (CustomerMergeWeb).
        {"ECOMMERCE_DIRECTORY_PATH", "Directory of the files for the web storefront", SettingType::kDirectory,
         1000, ""},
        {"ORCE_ALT_ID_OROMS", "Alt Key Type of the OA customer number in Customer Engagement",
         SettingType::kText, 30, "SERENADE_ID"},
        {"ORCE_ALT_ID_WEB", "Alt Key Type of the e-commerce site's customer number in Customer Engagement",
         SettingType::kText, 30, "OCP_CUST_ID"},
        {"ORCE_CUSTOMER_ID_DIRECTORY_PATH", "Directory of the query results that update Relate IDs",
         SettingType::kDirectory, 1000, ""},
        {"ORCE_CUSTOMER_SERVICE_PREFIX", "First part of the URL of the services of Customer Engagement",
         SettingType::kUrl, 250, ""},
        {"ORCE_CUSTOMER_SERVICE_SUFFIX", "Last part of the URL of the Customer Services, with their version",
         SettingType::kText, 250, "/OrceWebServices/v2_3/CustomerServicesApiService"},
        {"ORCE_DAY_PHONE_LABEL", "Telephone Type of the daytime phone number", SettingType::kText, 20,
         "BUSINESS"},
        {"ORCE_EVE_PHONE_LABEL", "Telephone Type of the evening phone number", SettingType::kText, 20,
         "HOME"},
        {"ORCE_FAX_PHONE_LABEL", "Telephone Type of the third phone number", SettingType::kText, 20,
         "MOBILE"},
        {"ORCE_DIRECTORY_PATH", "Directory of the batch files for Customer Engagement",
         SettingType::kDirectory, 1000, ""},
        // Receivers differ in whether a Return turns the sign of what is in it.
        {"ORCE_POSLOG_SIGNS",
         "Signs of the POSlog: ARTS sends positive numbers in Return and Refund, SIGNED negative ones",
         SettingType::kChoice,
         6,
         "ARTS",
         {"ARTS", "SIGNED"}},
        {"ORCE_SVC_SERVICE_SUFFIX",
         "Last part of the URL of the Stored Value Card Transaction Services, with their version",
         SettingType::kText, 250, "/OrceWebServices/v3_1/SvcTransactionServicesApiService"},
        {"SMTP_SERVER", "Server that takes emails: smtp://HOST:PORT or smtps://HOST:PORT",
         SettingType::kSmtpServer, 250, ""},
        {"SVC_BILL_INVOICES", "Billing stored value cards writes their sales invoices", SettingType::kFlag, 1,
         "N"},
        {"SVC_CARD_KEY_FILE", "Owner-only file with the key of the card numbers: 64 hexadecimal digits",
         SettingType::kDirectory, 1000, ""},
        {"SVC_EMAIL_DIRECTORY", "Directory of the CWEmailOut messages", SettingType::kDirectory, 1000, ""},
        {"SVC_EMAIL_FROM", "Sender of the Stored Value Card Notification Emails", SettingType::kMailAddress,
         100, ""},
        {"SVC_EMAIL_TEMPLATE", "Template of the Stored Value Card Notification Email",
         SettingType::kDirectory, 1000, ""},
        {"SVC_QUEUE_IN_DIRECTORY", "Directory of the answers to the SVC Activation integration layer job",
         SettingType::kDirectory, 1000, ""},
        {"SVC_QUEUE_OUT_DIRECTORY", "Directory of the requests of the SVC Activation integration layer job",
         SettingType::kDirectory, 1000, ""},
        {"ORCE_SECURITY_USER_ID", "User of Customer Engagement with Security Group permission",
         SettingType::kText, 30, ""},
    };
    return registry;
}

const SettingDefinition* find(std::span<const SettingDefinition> registry, std::string_view wanted) {
    const auto same = [wanted](const SettingDefinition& definition) {
        return std::equal(
            wanted.begin(), wanted.end(), definition.code.begin(), definition.code.end(),
            [](unsigned char a, unsigned char b) { return std::toupper(a) == std::toupper(b); });
    };
    const auto found = std::find_if(registry.begin(), registry.end(), same);
    return found == registry.end() ? nullptr : &*found;
}

}  // namespace

std::span<const SettingDefinition> system_control_values() {
    return scv_registry();
}
std::span<const SettingDefinition> properties() {
    return property_registry();
}

const SettingDefinition* find_system_control_value(std::string_view code) {
    return find(scv_registry(), code);
}
const SettingDefinition* find_property(std::string_view name) {
    return find(property_registry(), name);
}

}  // namespace oa
