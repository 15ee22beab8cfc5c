#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace oa {

/// Where a message goes, piece by piece: a file, a string, a socket.
using Sink = std::function<void(std::string_view)>;

/// An element being filled. What XML 1.0 cannot carry is replaced on its way in (to_xml_text), and the
/// document's flag tells that it was.
class Element {
  public:
    /// `changed` becomes true when text had to be replaced; it must outlive the element.
    Element(pugi::xml_node node, bool& changed) : node_(node), changed_(&changed) {}

    /// Adds an element without text.
    Element child(const char* name);
    /// Adds `<name>text</name>`, also for an empty text; answers it for its attributes.
    Element add(const char* name, std::string_view text);
    /// As above, but nothing is added for an empty text.
    void add_unless_empty(const char* name, std::string_view text);
    Element& attribute(const char* name, std::string_view value);

    /// Removes a child that was given nothing.
    void remove_if_empty(const char* name);

  private:
    pugi::xml_node node_;
    bool* changed_;
};

/// Writes `<name>` as `fill` makes it, and forgets it: a long document needs the memory of one element. True
/// when a character had to be replaced.
bool write_element(const char* name, unsigned depth, const Sink& sink,
                   const std::function<void(Element)>& fill);

/// Prints one node with two blanks of indentation a level, starting at `depth`.
void print_node(const pugi::xml_node& node, unsigned depth, const Sink& sink);

/// Prints one node on one line, without indentation.
void print_compact(const pugi::xml_node& node, const Sink& sink);

}  // namespace oa
