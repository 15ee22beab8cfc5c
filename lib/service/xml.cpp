#include "service/xml.hpp"

#include "base/text.hpp"

namespace oa {

namespace {

class SinkWriter : public pugi::xml_writer {
  public:
    explicit SinkWriter(const Sink& sink) : sink_(sink) {}
    void write(const void* data, size_t size) override { sink_({static_cast<const char*>(data), size}); }

  private:
    const Sink& sink_;
};

}  // namespace

Element Element::child(const char* name) {
    return {node_.append_child(name), *changed_};
}

Element Element::add(const char* name, std::string_view text) {
    const XmlText clean = to_xml_text(text);
    *changed_ = *changed_ || clean.changed;
    Element element = child(name);
    element.node_.text().set(clean.text.c_str());
    return element;
}

void Element::add_unless_empty(const char* name, std::string_view text) {
    if (!text.empty()) add(name, text);
}

Element& Element::attribute(const char* name, std::string_view value) {
    const XmlText clean = to_xml_text(value);
    *changed_ = *changed_ || clean.changed;
    node_.append_attribute(name).set_value(clean.text.c_str());
    return *this;
}

void Element::remove_if_empty(const char* name) {
    const pugi::xml_node node = node_.child(name);
    if (node.first_child().empty() && node.first_attribute().empty()) node_.remove_child(node);
}

bool write_element(const char* name, unsigned depth, const Sink& sink,
                   const std::function<void(Element)>& fill) {
    pugi::xml_document document;
    bool changed = false;
    const pugi::xml_node node = document.append_child(name);
    fill({node, changed});
    print_node(node, depth, sink);
    return changed;
}

void print_node(const pugi::xml_node& node, unsigned depth, const Sink& sink) {
    SinkWriter writer(sink);
    node.print(writer, "  ", pugi::format_indent, pugi::encoding_utf8, depth);
}

void print_compact(const pugi::xml_node& node, const Sink& sink) {
    SinkWriter writer(sink);
    node.print(writer, "", pugi::format_raw, pugi::encoding_utf8);
}

}  // namespace oa
