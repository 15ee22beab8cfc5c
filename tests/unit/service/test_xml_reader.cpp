#include "service/xml_reader.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

std::string id_in(const std::string& text, const std::string& charset = "") {
    const XmlReading reading = read_xml(text, charset);
    return reading.problem.empty() ? "[" + reading.root.text_of("id") + "]" : reading.problem;
}

/// `text`, which is ASCII, in UTF-16.
std::string utf_16(const std::string& text, bool big_endian) {
    std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : text) bytes += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
}

}  // namespace

TEST_CASE("an element's text is all its text, without the blanks around it", "[service/xml_reader]") {
    for (const std::string inner : {"900", "\n  900\n", "<![CDATA[900]]>", "9<![CDATA[00]]>", "9<!-- x -->00",
                                    "9<?pi?>00", "&#57;00", "&#x39;0<![CDATA[0]]>\t"}) {
        CAPTURE(inner);
        CHECK(id_in("<a><id>" + inner + "</id></a>") == "[900]");
    }
    CHECK(id_in("<a><id>a  b &amp;amp; c</id></a>") == "[a  b &amp; c]");
    // Only the blanks of XML are taken away.
    CHECK(id_in("<a><id>\xC2\xA0"
                "900</id></a>") ==
          "[\xC2\xA0"
          "900]");
    CHECK(id_in("<a><id/></a>") == "[]");
    CHECK(id_in("<a/>") == "[]");
    CHECK(id_in("<a xmlns:q=\"u\"><q:id>900</q:id></a>") == "[900]");
    CHECK(id_in("<a xmlns=\"u\"><id xmlns=\"\">900</id></a>") == "[900]");
}

TEST_CASE("what is not well-formed is not taken", "[service/xml_reader]") {
    const std::vector<std::string> texts = {"",
                                            " ",
                                            "900",
                                            "<a>",
                                            "<a></b>",
                                            "<a/><a/>",
                                            "<a/>x",
                                            "\n<?xml version=\"1.0\"?><a/>",
                                            "<a b=\"1\" b=\"2\"/>",
                                            "<a xmlns:x=\"u\" xmlns:y=\"u\" x:b=\"1\" y:b=\"2\"/>",
                                            "<a>&nbsp;</a>",
                                            "<a>&unknown;</a>",
                                            "<a b=\"&x;\"/>",
                                            "<a>&</a>",
                                            "<a b=1/>",
                                            "<a b=\"<\"/>",
                                            "<a>]]></a>",
                                            "<a><!-- -- --></a>",
                                            "<a>&#0;</a>",
                                            "<a>&#x1F;</a>",
                                            std::string("<a>\x01</a>"),
                                            std::string("<a>\xFF</a>"),
                                            std::string("<a>\xC0\xAF</a>"),
                                            std::string("<a>\0</a>", 8),
                                            "<q:a/>",
                                            "<a q:b=\"1\"/>",
                                            "<A></a>",
                                            "<1/>"};
    for (const std::string& text : texts) {
        CAPTURE(text);
        const XmlReading reading = read_xml(text);
        CHECK_FALSE(reading.root);
        CHECK(contains(reading.problem, "it is not XML: "));
    }
    CHECK(contains(read_xml("\x1F\x8B\x08").problem, "compressed"));
    CHECK(contains(read_xml("<a>\n<b></c>\n</a>").problem, "line 2"));
}

TEST_CASE("a problem repeats no card number", "[service/xml_reader]") {
    for (const std::string text :
         {"<a>4788000000000001</b>", "<n4788000000000001></a>", "<a>&n4788000000000001;</a>",
          "<Message type=\"CWPickIn\"><PickIn><PickInHeader "
          "company=\"4788000000000001\"/></PickIn></Message>",
          "<Message type=\"CWPickIn\"><n4788000000000001/></Message>"}) {
        const XmlReading reading = read_xml_by_schema(text, "cw-pick-in.xsd");
        const std::string problem = reading.problem + first_problem(reading.root);
        CAPTURE(problem);
        CHECK_FALSE(problem.empty());
        CHECK_FALSE(contains(problem, "4788"));
    }
}

TEST_CASE("a document says its encoding, or the transport does", "[service/xml_reader]") {
    const std::string plain = "<a><id>900</id></a>";
    for (const bool big_endian : {false, true}) {
        CHECK(id_in(utf_16(plain, big_endian)) == "[900]");
        CHECK(id_in(utf_16("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + plain, big_endian), "utf-16") ==
              "[900]");
    }
    CHECK(id_in("\xEF\xBB\xBF" + plain) == "[900]");
    const std::string latin = "<a><id>M\xFCller</id></a>";
    CHECK(id_in("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + latin, "utf-8") == "[M\xC3\xBCller]");
    CHECK(id_in("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a><id>\x80</id></a>") == "[\xE2\x82\xAC]");
    CHECK(id_in(latin, "ISO-8859-1") == "[M\xC3\xBCller]");
    CHECK(contains(id_in(latin), "it is not XML"));
    CHECK(contains(id_in("<?xml version=\"1.0\" encoding=\"x-none\"?>" + plain), "it is not XML"));
    CHECK(id_in("<?xml version=\"1.1\"?>" + plain) == "[900]");
}

TEST_CASE("what stands twice where one belongs is told", "[service/xml_reader]") {
    const XmlReading reading = read_xml("<a xmlns:q=\"u\"><id>1</id><q:id>2</q:id><b/></a>");
    REQUIRE(reading.root);
    CHECK_THROWS_AS(reading.root.child("id"), XmlProblem);
    CHECK_THROWS_AS(reading.root.text_of("id"), XmlProblem);
    CHECK(reading.root.all("id").size() == 2);
    CHECK(reading.root.child("b"));
    CHECK_FALSE(reading.root.child("c"));
    CHECK_FALSE(reading.root.child("c").child("d"));
}

TEST_CASE("an attribute of another namespace is another attribute", "[service/xml_reader]") {
    const XmlReading reading = read_xml("<a xmlns:q=\"u\" q:type=\"1\" type=\" 2&amp;\" />");
    CHECK(reading.root.attribute("type") == " 2&");
    CHECK(read_xml("<a xmlns:q=\"u\" q:type=\"1\"/>").root.attribute("type").empty());
}

TEST_CASE("what is invalid by a schema stands at its element", "[service/xml_reader]") {
    const auto message = [](const std::string& inner) {
        return read_xml_by_schema("<Message type=\"CWPickIn\">" + inner + "</Message>", "cw-pick-in.xsd")
            .root;
    };
    CHECK(first_problem(message("<PickIn><PickInHeader company=\"7\" control_number=\"1\"/></PickIn>"))
              .empty());
    const XmlElement bad = message(
        "<PickIn><PickInHeader company=\"7\" control_number=\"1\"/>"
        "<PickInHeader company=\"x\" control_number=\"1\"/></PickIn>");
    CHECK(first_problem(bad.children[0].children[0]).empty());
    CHECK(contains(first_problem(bad.children[0].children[1]), "'company'"));
    CHECK(contains(first_problem(read_xml_by_schema("<a/>", "cw-pick-in.xsd").root), "Element 'a'"));
    CHECK_FALSE(first_problem(message("")).empty());
    CHECK_ERROR(read_xml_by_schema("<a/>", "none.xsd"), ExitCode::kInternal, "none.xsd");
}
