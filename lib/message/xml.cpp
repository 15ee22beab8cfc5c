#include "message/xml.hpp"

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

bool add_element(pugi::xml_node parent, const char* name, std::string_view text) {
    const XmlText clean = to_xml_text(text);
    parent.append_child(name).text().set(clean.text.c_str());
    return clean.changed;
}

bool add_element_unless_empty(pugi::xml_node parent, const char* name, std::string_view text) {
    return !text.empty() && add_element(parent, name, text);
}

void print_node(const pugi::xml_node& node, unsigned depth, const Sink& sink) {
    SinkWriter writer(sink);
    node.print(writer, "  ", pugi::format_indent, pugi::encoding_utf8, depth);
}

}  // namespace oa
