#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace oa {

/// Where a message goes, piece by piece: a file, a string, a socket.
using Sink = std::function<void(std::string_view)>;

/// Adds `<name>text</name>`. What XML 1.0 cannot carry is replaced (to_xml_text); the answer is true when it
/// was.
bool add_element(pugi::xml_node parent, const char* name, std::string_view text);

/// As above, but nothing is added for an empty text.
bool add_element_unless_empty(pugi::xml_node parent, const char* name, std::string_view text);

/// Prints one node with two blanks of indentation a level, starting at `depth`.
void print_node(const pugi::xml_node& node, unsigned depth, const Sink& sink);

}  // namespace oa
