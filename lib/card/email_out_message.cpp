#include "card/email_out_message.hpp"

#include <string>

namespace oa {

void write_email_out(const Sink& sink, int company, std::string_view card_key, const SvcEmail& email) {
    sink("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write_element("Message", 0, sink, [&](Element message) {
        message.attribute("source", "RDC").attribute("target", "IL").attribute("type", "CWEmailOut");
        Element out = message.child("EmailOut");
        out.attribute("company", std::to_string(company))
            .attribute("email_type", "SVC")
            .attribute("message_id", card_key);
        for (const auto& [name, value] : svc_email_values(email)) {
            if (!value.empty()) out.attribute(std::string(name).c_str(), value);
        }
    });
}

}  // namespace oa
