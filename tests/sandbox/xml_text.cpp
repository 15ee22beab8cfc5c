#include "xml_text.hpp"

namespace oa::sandbox {

void XmlText::start(std::string_view name) {
    close_tag();
    written_ += '<';
    written_ += name;
    open_.push_back(name);
    in_tag_ = true;
}

void XmlText::attribute(std::string_view name, std::string_view value) {
    written_ += ' ';
    written_ += name;
    written_ += "=\"";
    append_escaped(value);
    written_ += '"';
}

void XmlText::text(std::string_view text) {
    close_tag();
    append_escaped(text);
}

void XmlText::end() {
    close_tag();
    written_ += "</";
    written_ += open_.back();
    written_ += '>';
    open_.pop_back();
}

void XmlText::element(std::string_view name, std::string_view value) {
    start(name);
    text(value);
    end();
}

void XmlText::close_tag() {
    if (in_tag_) written_ += '>';
    in_tag_ = false;
}

void XmlText::append_escaped(std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': written_ += "&amp;"; break;
            case '<': written_ += "&lt;"; break;
            case '>': written_ += "&gt;"; break;
            case '"': written_ += "&quot;"; break;
            case '\t': written_ += "&#9;"; break;
            case '\n': written_ += "&#10;"; break;
            case '\r': written_ += "&#13;"; break;
            default: written_ += c;
        }
    }
}

}  // namespace oa::sandbox
