#pragma once

#include <string_view>

#include "crm_customer.hpp"
#include "xml_text.hpp"

namespace oa::sandbox {

/// Writes customers as Customer Engagement answers them, with asterisks for what tells who they are if asked
/// to.
class CustomerAnswer {
  public:
    CustomerAnswer(XmlText& xml, bool mask) : xml_(xml), mask_(mask) {}

    /// Writes one element of CustomerResponseType.
    void write(std::string_view name, const CrmCustomer& customer);

  private:
    void write_individual(const CustomerData& data);
    void write_names(const Fields& names);
    void write_contact_information(const CustomerData& data);
    void write_preferences(const Fields& preferences);
    void write_keys(const std::vector<AlternateKey>& keys);
    void write_attributes(const CustomerData& data);
    void write_personal(const char* name, const std::string& text);
    template <typename Names>
    void write_contacts(const char* name, const std::vector<Contact>& contacts, const Names& fields);
    template <typename Names>
    void write_group(const char* name, const Names& names, const Fields& fields);
    template <typename Names>
    void write_fields(const Names& names, const Fields& fields);

    XmlText& xml_;
    bool mask_;
};

}  // namespace oa::sandbox
