#pragma once

#include <array>

namespace oa::sandbox {

// The elements of a customer that hold one text each, by where they stand. Requests and answers have them in
// the same order within each of these places.

inline constexpr std::array kHeadElements = {
    "RetailStoreID", "OrgName",  "CustOrgTypcode",  "EmployeeID",     "BusinessName",     "CustomerClass",
    "Source",        "Prospect", "CustomerOwnerID", "CustomerNumber", "CustomerReference"};
inline constexpr std::array kIndividualElements = {"Suffix", "SortingName", "NickName", "Salutation"};
inline constexpr std::array kSummaryElements = {"GenderType", "BirthDate", "Anniversary", "MaritalStatusCode",
                                                "Ethnicity",  "Rent",      "LanguageCode"};
inline constexpr std::array kProfileElements = {"AnnualIncomeAmount", "NetWorth",
                                                "HighestEducationalLevelName"};
inline constexpr std::array kUpdateElements = {"UpdateUserID", "UpdateDate"};
inline constexpr const char* kSignupDate = "SignupDate";

inline constexpr std::array kNameLocations = {"First", "First2", "Middle", "Last", "Last2"};
inline constexpr std::array kContactTypes = {"Mail", "Email", "Phone", "Fax"};

inline constexpr std::array kAddressElements = {
    "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "ApartmentNumber",
    "City",         "Country",      "County",       "Territory",    "PostalCode"};
inline constexpr std::array kEmailElements = {"EMailAddress"};
inline constexpr std::array kTelephoneElements = {"PhoneNumber", "Extension"};

/// The attributes of addresses, emails and telephones, though no one of them has all.
inline constexpr std::array kContactAttributes = {
    "Label",     "ContactPreferenceCode", "FormatPreferenceCode", "PrimaryFlag", "TypeCode",
    "ValidFlag", "SequenceNumber"};

}  // namespace oa::sandbox
