#include "card/pick_in_message.hpp"

#include <fmt/format.h>

#include <charconv>
#include <pugixml.hpp>
#include <string_view>

#include "base/error.hpp"
#include "base/mask.hpp"
#include "base/text.hpp"
#include "service/xml.hpp"

namespace oa {

namespace {

constexpr std::int64_t kLargestPick = 9'999'999'999;
constexpr std::int64_t kLargestLine = 99'999;
constexpr std::size_t kShortestNumber = 10;
constexpr std::size_t kLongestName = 40;

/// A number from 1 to `largest`; 0 for anything else.
std::int64_t number_of(const pugi::xml_node& node, const char* name, std::int64_t largest) {
    const std::string_view text = node.attribute(name).value();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && number >= 1 && number <= largest ? number : 0;
}

/// The name of an element, fit for a log.
std::string shown_name(const pugi::xml_node& node) {
    const std::string name = with_card_numbers_masked(to_xml_text(node.name()).text, kShortestNumber);
    return std::string(first_characters(name, kLongestName));
}

class Reader {
  public:
    PickInMessage message;

    void read(const pugi::xml_node& root) {
        const std::string subject = "CWPickIn message";
        report_others(root, "PickIn", subject);
        for (const pugi::xml_node& pick : root.children("PickIn")) {
            report_others(pick, "PickInHeader", subject);
            for (const pugi::xml_node& header : pick.children("PickInHeader")) read_header(header);
        }
        if (headers_ > 0) return;
        throw Error(ExitCode::kInputData,
                    fmt::format("the CWPickIn message has no {}, so no pick{}",
                                root.child("PickIn") ? "PickInHeader" : "PickIn with a PickInHeader",
                                message.problems.empty() ? "" : "; " + message.problems.front().what));
    }

  private:
    /// The child elements that the schema does not know; `taken` is the one that it does, blank for none.
    void report_others(const pugi::xml_node& parent, std::string_view taken, const std::string& subject) {
        for (const pugi::xml_node& child : parent.children()) {
            if (child.type() != pugi::node_element || child.name() == taken) continue;
            message.problems.push_back(
                {subject,
                 fmt::format("the element <{}> is passed over: {} holds {}", shown_name(child), parent.name(),
                             taken.empty() ? "no elements" : fmt::format("{} only", taken))});
        }
    }

    void read_header(const pugi::xml_node& header) {
        ++headers_;
        PickIn pick;
        pick.company = static_cast<int>(number_of(header, "company", 999));
        pick.control_number = number_of(header, "control_number", kLargestPick);
        const std::string subject = pick.control_number > 0 ? fmt::format("pick {}", pick.control_number)
                                                            : fmt::format("PickInHeader {}", headers_);
        if (pick.company == 0 || pick.control_number == 0) {
            message.problems.push_back(
                {subject, fmt::format("its {} is no number that it can be; nothing of it is taken",
                                      pick.company == 0 ? "company" : "control_number")});
            return;
        }
        report_others(header, "PickInDetail", subject);
        int detail_count = 0;
        for (const pugi::xml_node& detail : header.children("PickInDetail")) {
            ++detail_count;
            report_others(detail, "", subject);
            const std::string number(trim(detail.attribute("svc_card_nbr").value()));
            if (number.empty()) continue;
            const std::int64_t line = number_of(detail, "line_nbr", kLargestLine);
            if (line == 0) {
                message.problems.push_back(
                    {subject, fmt::format("the line_nbr of its PickInDetail {} is no line; the card number "
                                          "is not assigned",
                                          detail_count)});
                continue;
            }
            pick.cards.push_back({line, number});
        }
        if (!pick.cards.empty()) message.picks.push_back(std::move(pick));
    }

    int headers_ = 0;
};

}  // namespace

PickInMessage read_pick_in(const std::string& text) {
    if (text.size() > kLargestPickIn) {
        throw Error(ExitCode::kInputData, fmt::format("a CWPickIn message has at most {} MiB; send the picks "
                                                      "in several",
                                                      kLargestPickIn >> 20));
    }
    pugi::xml_document document;
    const ParsedDocument parsed = parse_from_outside(document, text);
    if (!parsed.result) {
        throw Error(ExitCode::kInputData, fmt::format("the CWPickIn message is no XML: {} at byte {}",
                                                      parsed.result.description(), parsed.result.offset));
    }
    if (parsed.has_document_type) {
        throw Error(ExitCode::kInputData,
                    "the CWPickIn message has a document type declaration, which is not taken");
    }
    const pugi::xml_node root = document.child("Message");
    if (to_upper(root.attribute("type").value()) != "CWPICKIN") {
        throw Error(ExitCode::kInputData,
                    "the file is no CWPickIn message: its root is to be Message with type=\"CWPICKIN\"");
    }
    Reader reader;
    reader.read(root);
    return std::move(reader.message);
}

}  // namespace oa
