#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace oa {

/// What a document from outside has twice and must not, as a clause: `it has several ErrorCode elements`.
class XmlProblem : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// An element of a document that was read. One that is not there is blank, and so is all that is asked of it.
struct XmlElement {
    struct Attribute {
        std::string name;
        std::string value;
    };

    std::string name;        ///< without its prefix
    std::string name_space;  ///< blank for none
    /// Of all its text and CDATA together, without the comments between them and the blanks at either end.
    std::string text;
    std::vector<Attribute> attributes;  ///< those without a prefix
    std::vector<XmlElement> children;
    /// What is invalid in it by the schema, as a clause; blank for nothing. Values are not repeated.
    std::string problem;

    explicit operator bool() const { return !name.empty(); }
    /// It holds neither text nor elements.
    bool is_empty() const { return text.empty() && children.empty(); }

    /// The child of that name, whatever its prefix. XmlProblem when there are several.
    const XmlElement& child(std::string_view child_name) const;
    /// The text of that child. XmlProblem when there are several.
    const std::string& text_of(std::string_view child_name) const { return child(child_name).text; }
    /// All children of that name, in their order.
    std::vector<const XmlElement*> all(std::string_view child_name) const;
    /// Blank where it is not there.
    std::string_view attribute(std::string_view attribute_name) const;
    /// xs:boolean: `true` or `1`.
    bool is_true() const { return is_true(text); }
    static bool is_true(std::string_view value) { return value == "true" || value == "1"; }
};

/// The first that is invalid by the schema, of the element or in it; blank when all is valid.
std::string first_problem(const XmlElement& element);

/// A document from outside as it was read.
struct XmlReading {
    XmlElement root;
    std::string problem;  ///< why there is no root, as a clause (`it is not XML: ...`). No value is repeated.
};

/// Reads a document from outside, in any encoding that it declares. Only what is well-formed, prefixes too,
/// is taken. A document type declaration is refused, so that there are no entities of its own; nothing is
/// fetched; depth and text are bounded. `charset` is the transport's, for a document that does not tell.
XmlReading read_xml(std::string_view text, std::string_view charset = {});

/// The same, and holds the document against one of kEmbeddedSchemas: what is invalid stands in `problem` of
/// the elements. What follows an element that the schema does not have is not looked at.
XmlReading read_xml_by_schema(std::string_view text, std::string_view schema);

}  // namespace oa
