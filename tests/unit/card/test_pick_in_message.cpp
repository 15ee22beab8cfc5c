#include "card/pick_in_message.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 004: "Use the svc_card_nbr tag in the CWPickIn XML Message to receive a card assignment from an
// external system."

namespace {

std::string message(const std::string& headers, const std::string& type = "CWPICKIN") {
    return "<?xml version=\"1.0\"?><Message source=\"WMS\" type=\"" + type + "\"><PickIn>" + headers +
           "</PickIn></Message>";
}

/// `7/7001: 1=4788 2=4789`, and problems as `! subject: what`.
std::string shown(const std::string& text) {
    const PickInMessage read = read_pick_in(text);
    std::string shown;
    for (const PickIn& pick : read.picks) {
        shown += std::to_string(pick.company) + "/" + std::to_string(pick.control_number) + ":";
        for (const PickInCard& card : pick.cards) {
            shown += " " + std::to_string(card.line_number) + "=" + card.card_number;
        }
        shown += ";";
    }
    for (const PickInMessage::Problem& problem : read.problems) {
        shown += "! " + problem.subject + ": " + problem.what + ";";
    }
    return shown;
}

}  // namespace

TEST_CASE("A CWPickIn message names picks, lines and card numbers", "[card/pick_in_message]") {
    CHECK(shown(message("<PickInHeader company=\"007\" control_number=\"0007001\" transaction_type=\"S\">"
                        "<PickInDetail line_nbr=\"1\" svc_card_nbr=\" 4788 \"/><PickInDetail line_nbr=\"2\" "
                        "svc_card_nbr=\"4789\"/><PickInDetail line_nbr=\"3\"/><PickInDetail line_nbr=\"4\" "
                        "svc_card_nbr=\"\"/></PickInHeader><PickInHeader company=\"7\" "
                        "control_number=\"7002\"><PickInDetail line_nbr=\"1\"/></PickInHeader>",
                        "CWPickIn")) == "7/7001: 1=4788 2=4789;");
}

TEST_CASE("What is wrong in a CWPickIn message is named, without card numbers, and the rest is read",
          "[card/pick_in_message]") {
    const std::string card = "<PickInDetail line_nbr=\"1\" svc_card_nbr=\"4788000000000001\"/>";
    const std::string good =
        "<PickInHeader company=\"7\" control_number=\"7002\">" + card + "</PickInHeader>";
    struct Case {
        std::string header;
        std::string problem;
    };
    const std::vector<Case> cases = {
        {"<PickInHeader control_number=\"7001\">" + card + "</PickInHeader>",
         "! pick 7001: its company is no number that it can be; nothing of it is taken;"},
        {"<PickInHeader company=\"1000\" control_number=\"7001\">" + card + "</PickInHeader>",
         "! pick 7001: its company is no number that it can be; nothing of it is taken;"},
        {"<PickInHeader company=\"7\" control_number=\"4788000000000001\">" + card + "</PickInHeader>",
         "! PickInHeader 1: its control_number is no number that it can be; nothing of it is taken;"},
        {"<PickInHeader company=\"7\" control_number=\"7001x\">" + card + "</PickInHeader>",
         "! PickInHeader 1: its control_number is no number that it can be; nothing of it is taken;"},
        {"<PickInHeader company=\"7\" control_number=\"7001\"><PickInDetail "
         "svc_card_nbr=\"4788000000000001\"/></PickInHeader>",
         "! pick 7001: the line_nbr of its PickInDetail 1 is no line; the card number is not assigned;"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.header);
        CHECK(shown(message(c.header + good)) == "7/7002: 1=4788000000000001;" + c.problem);
    }
}

TEST_CASE("What is no CWPickIn message is refused, and none of it repeated", "[card/pick_in_message]") {
    CHECK_ERROR(read_pick_in("4788000000000001"), ExitCode::kInputData, "is no ");
    CHECK_ERROR(read_pick_in(""), ExitCode::kInputData, "is no XML");
    CHECK_ERROR(read_pick_in(message("<PickInHeader>")), ExitCode::kInputData, "is no XML");
    CHECK_ERROR(read_pick_in(message("", "CWPICKOUT")), ExitCode::kInputData, "is no CWPickIn message");
    CHECK_ERROR(read_pick_in("<Massage type=\"CWPICKIN\"/>"), ExitCode::kInputData, "is no CWPickIn message");
    CHECK_ERROR(read_pick_in("<!DOCTYPE Message [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" +
                             message("").substr(21)),
                ExitCode::kInputData, "document type declaration");
    const Error error = error_of([] { read_pick_in("<a>4788000000000001</b>"); });
    CHECK_FALSE(contains(error.what(), "4788"));
}

TEST_CASE("A CWPickIn message without a pick is refused", "[card/pick_in_message]") {
    const auto root = [](const std::string& children) {
        return "<Message type=\"CWPICKIN\">" + children + "</Message>";
    };
    CHECK_ERROR(read_pick_in("<Message type=\"CWPICKIN\"/>"), ExitCode::kInputData,
                "the CWPickIn message has no PickIn with a PickInHeader, so no pick");
    CHECK_ERROR(read_pick_in(root("<a/>")), ExitCode::kInputData,
                "has no PickIn with a PickInHeader, so no pick; the element <a> is passed over: Message "
                "holds PickIn only");
    CHECK_ERROR(read_pick_in(root("<PickInHeader company=\"7\" control_number=\"7001\"/>")),
                ExitCode::kInputData, "the element <PickInHeader> is passed over: Message holds PickIn only");
    CHECK_ERROR(read_pick_in(message("")), ExitCode::kInputData,
                "the CWPickIn message has no PickInHeader, so no pick");
    CHECK_ERROR(read_pick_in(message("<PickInHeaders/>")), ExitCode::kInputData,
                "the element <PickInHeaders> is passed over: PickIn holds PickInHeader only");
    CHECK_NOTHROW(read_pick_in(message("<PickInHeader company=\"7\" control_number=\"7001\"/>")));
}

TEST_CASE("An element that the schema does not know is named, and the rest is read",
          "[card/pick_in_message]") {
    const std::string card = "<PickInDetail line_nbr=\"1\" svc_card_nbr=\"4788000000000001\"/>";
    const auto header = [](const std::string& details) {
        return "<PickInHeader company=\"7\" control_number=\"7001\">" + details + "</PickInHeader>";
    };
    const std::string read = "7/7001: 1=4788000000000001;";
    const std::string over = "> is passed over: ";
    CHECK(shown(message("<!-- a comment -->text<PickinHeader/>" + header(card))) ==
          read + "! CWPickIn message: the element <PickinHeader" + over + "PickIn holds PickInHeader only;");
    CHECK(shown(message(header("<PickInDetails>" + card + "</PickInDetails>" + card + "<x/>"))) ==
          read + "! pick 7001: the element <PickInDetails" + over +
              "PickInHeader holds PickInDetail only;! pick 7001: the element <x" + over +
              "PickInHeader holds PickInDetail only;");
    CHECK(shown(message(header("<PickInDetail line_nbr=\"1\" svc_card_nbr=\"4788000000000001\"><svc/>"
                               "</PickInDetail>"))) ==
          read + "! pick 7001: the element <svc" + over + "PickInDetail holds no elements;");
    CHECK(shown("<Message type=\"CWPICKIN\"><PickIn>" + header(card) + "</PickIn><PickOut/></Message>") ==
          read + "! CWPickIn message: the element <PickOut" + over + "Message holds PickIn only;");
    // What others write into a name is not repeated as it is.
    CHECK(shown(message(header(card + "<n4788000000000001/>"))) ==
          read + "! pick 7001: the element <n************0001" + over +
              "PickInHeader holds PickInDetail only;");
    CHECK(shown(message(header(card + "<" + std::string(50, 'n') + "/>"))) ==
          read + "! pick 7001: the element <" + std::string(40, 'n') + over +
              "PickInHeader holds PickInDetail only;");
}

TEST_CASE("A CWPickIn message has a largest size", "[card/pick_in_message]") {
    const std::string header = "<PickInHeader company=\"7\" control_number=\"7001\"/>";
    CHECK_NOTHROW(read_pick_in(message(header + "<!--" + std::string(kLargestPickIn - 300, ' ') + "-->")));
    CHECK_ERROR(read_pick_in(message(header + "<!--" + std::string(kLargestPickIn, ' ') + "-->")),
                ExitCode::kInputData, "at most 16 MiB");
}
