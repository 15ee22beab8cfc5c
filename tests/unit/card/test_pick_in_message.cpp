#include "card/pick_in_message.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation: "Use the svc_card_nbr tag in the CWPickIn XML Message to receive
// a card assignment from an external system."

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

TEST_CASE("A pick that is invalid by the schema is named, without card numbers, and the others are read",
          "[card/pick_in_message]") {
    const std::string card = "<PickInDetail line_nbr=\"1\" svc_card_nbr=\"4788000000000001\"/>";
    const std::string good =
        "<PickInHeader company=\"7\" control_number=\"7002\">" + card + "</PickInHeader>";
    const auto pick = [](const std::string& details) {
        return "<PickInHeader company=\"7\" control_number=\"7001\">" + details + "</PickInHeader>";
    };
    struct Case {
        std::string header, subject, named;
    };
    const std::vector<Case> cases = {
        {"<PickInHeader control_number=\"7001\">" + card + "</PickInHeader>", "pick 7001", "'company'"},
        {"<PickInHeader company=\"1000\" control_number=\"7001\">" + card + "</PickInHeader>", "pick 7001",
         "'company'"},
        {"<PickInHeader company=\"7\" control_number=\"4788000000000001\">" + card + "</PickInHeader>",
         "PickInHeader 1", "'control_number'"},
        {"<PickInHeader company=\"7\" control_number=\"7001x\">" + card + "</PickInHeader>", "PickInHeader 1",
         "'control_number'"},
        {pick(card + "<PickInDetail svc_card_nbr=\"4788000000000001\"/>"), "pick 7001", "'line_nbr'"},
        {pick(card + "<PickInDetail line_nbr=\"2\" svc_card_nbr=\"478800000000000100000\"/>"), "pick 7001",
         "'svc_card_nbr'"},
        // An element that the schema does not have.
        {pick("<PickInDetails>" + card + "</PickInDetails>" + card), "pick 7001", "'PickInDetails'"},
        {pick(card + "<x/>"), "pick 7001", "'x'"},
        {pick("<PickInDetail line_nbr=\"1\" svc_card_nbr=\"4788000000000001\"><svc/></PickInDetail>"),
         "pick 7001", "'PickInDetail': Element content"},
        {pick(card + "<n4788000000000001/>"), "pick 7001", "************0001"},
        {pick(card + "text"), "pick 7001", "'PickInHeader'"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.header);
        const std::string read = shown(message(c.header + good));
        CAPTURE(read);
        CHECK(read.starts_with("7/7002: 1=4788000000000001;! " + c.subject +
                               ": nothing of it is taken: line "));
        CHECK(contains(read, c.named));
        CHECK_FALSE(contains(read.substr(27), "4788"));
    }
}

TEST_CASE("What is not a CWPickIn message is refused, and none of it repeated", "[card/pick_in_message]") {
    const std::string pick = "<PickInHeader company=\"7\" control_number=\"7001\"/>";
    CHECK_ERROR(read_pick_in("4788000000000001"), ExitCode::kInputData, "is not XML");
    CHECK_ERROR(read_pick_in(""), ExitCode::kInputData, "is not XML");
    CHECK_ERROR(read_pick_in(message("<PickInHeader>")), ExitCode::kInputData, "is not XML");
    CHECK_ERROR(read_pick_in(message("<PickInHeader company=\"7\" company=\"7\" control_number=\"7001\"/>")),
                ExitCode::kInputData, "is not XML");
    CHECK_ERROR(read_pick_in(message("&nbsp;" + pick)), ExitCode::kInputData, "is not XML");
    CHECK_ERROR(read_pick_in(message(pick, "CWPICKOUT")), ExitCode::kInputData, "is not a CWPickIn message");
    CHECK_ERROR(read_pick_in("<Massage type=\"CWPICKIN\"/>"), ExitCode::kInputData,
                "is not a CWPickIn message");
    CHECK_ERROR(read_pick_in("<!DOCTYPE Message [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" +
                             message(pick).substr(21)),
                ExitCode::kInputData, "document type declaration");
    const Error error = error_of([] { read_pick_in("<a>4788000000000001</b>"); });
    CHECK_FALSE(contains(error.what(), "4788"));
}

TEST_CASE("A CWPickIn message that is invalid outside its picks is refused whole", "[card/pick_in_message]") {
    const auto root = [](const std::string& children) {
        return "<Message type=\"CWPICKIN\">" + children + "</Message>";
    };
    const std::string pick = "<PickInHeader company=\"7\" control_number=\"7001\"/>";
    for (const std::string& text :
         {root(""), root("<a/>"), root(pick), message(""), message("<PickInHeaders/>"),
          message("<PickinHeader/>" + pick), message(pick + "<x/>"), message("text" + pick),
          root("<PickIn>" + pick + "</PickIn><PickOut/>")}) {
        CAPTURE(text);
        CHECK_ERROR(read_pick_in(text), ExitCode::kInputData,
                    "the CWPickIn message is not taken: line 1: Element");
    }
    CHECK_NOTHROW(read_pick_in(message(pick)));
    CHECK_NOTHROW(read_pick_in(message("<!-- a comment -->" + pick)));
}

TEST_CASE("A CWPickIn message has a largest size", "[card/pick_in_message]") {
    const std::string header = "<PickInHeader company=\"7\" control_number=\"7001\"/>";
    const auto padding = [](std::size_t size) {
        std::string text;
        while (text.size() < size) text += "<!--" + std::string(1000, ' ') + "-->";
        return text;
    };
    CHECK_NOTHROW(read_pick_in(message(header + padding(kLargestPickIn - 2000))));
    CHECK_ERROR(read_pick_in(message(header + padding(kLargestPickIn))), ExitCode::kInputData,
                "at most 16 MiB");
}
