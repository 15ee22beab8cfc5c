#include "card/pick_in_message.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/xml_reader.hpp"

namespace oa {

namespace {

constexpr std::int64_t kLargestCompany = 999;
constexpr std::int64_t kLargestPick = 9'999'999'999;
constexpr std::int64_t kLargestLine = 99'999;

/// A number from 1 to `largest`; 0 for anything else.
std::int64_t number_of(const XmlElement& element, std::string_view name, std::int64_t largest) {
    const std::string_view text = element.attribute(name);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && number >= 1 && number <= largest ? number : 0;
}

/// What is invalid of the message outside its PickInHeaders; blank for nothing.
std::string problem_outside_headers(const XmlElement& message) {
    if (!message.problem.empty()) return message.problem;
    for (const XmlElement& pick : message.children) {
        if (!pick.problem.empty()) return pick.problem;
        for (const XmlElement& header : pick.children) {
            if (header.name != "PickInHeader") return first_problem(header);
        }
    }
    return "";
}

/// Takes a PickInHeader into `message`: whole, or not at all.
void read_header(const XmlElement& header, std::size_t number, PickInMessage& message) {
    PickIn pick;
    pick.company = static_cast<int>(number_of(header, "company", kLargestCompany));
    pick.control_number = number_of(header, "control_number", kLargestPick);
    if (const std::string problem = first_problem(header); !problem.empty()) {
        const std::string subject = pick.control_number > 0 ? fmt::format("pick {}", pick.control_number)
                                                            : fmt::format("PickInHeader {}", number);
        message.problems.push_back({subject, fmt::format("nothing of it is taken: {}", problem)});
        return;
    }
    for (const XmlElement* detail : header.all("PickInDetail")) {
        const std::string_view card = trim(detail->attribute("svc_card_nbr"));
        if (card.empty()) continue;
        pick.cards.push_back({number_of(*detail, "line_nbr", kLargestLine), std::string(card)});
    }
    if (!pick.cards.empty()) message.picks.push_back(std::move(pick));
}

}  // namespace

PickInMessage read_pick_in(const std::string& text) {
    if (text.size() > kLargestPickIn) {
        throw Error(ExitCode::kInputData, fmt::format("a CWPickIn message has at most {} MiB; send the picks "
                                                      "in several",
                                                      kLargestPickIn >> 20));
    }
    const XmlReading reading = read_xml_by_schema(text, "cw-pick-in.xsd");
    if (!reading.problem.empty()) {
        throw Error(ExitCode::kInputData,
                    fmt::format("the CWPickIn message is not taken: {}", reading.problem));
    }
    const XmlElement& root = reading.root;
    if (root.name != "Message" || to_upper(root.attribute("type")) != "CWPICKIN") {
        throw Error(ExitCode::kInputData,
                    "the file is not a CWPickIn message: its root is to be Message with type=\"CWPICKIN\"");
    }
    if (const std::string problem = problem_outside_headers(root); !problem.empty()) {
        throw Error(ExitCode::kInputData, fmt::format("the CWPickIn message is not taken: {}", problem));
    }
    PickInMessage message;
    std::size_t number = 0;
    for (const XmlElement& pick : root.children) {
        for (const XmlElement& header : pick.children) read_header(header, ++number, message);
    }
    return message;
}

}  // namespace oa
