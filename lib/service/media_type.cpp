#include "service/media_type.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace oa {

namespace {

std::string to_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

/// Takes a parameter's value off the front of `text`: a token, or a quoted string.
std::string take_value(std::string_view& text) {
    std::string value;
    if (!text.starts_with('"')) {
        const std::size_t end = std::min(text.find(';'), text.size());
        value = trim(text.substr(0, end));
        text.remove_prefix(end);
        return value;
    }
    for (text.remove_prefix(1); !text.empty() && text.front() != '"'; text.remove_prefix(1)) {
        if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
        value += text.front();
    }
    text.remove_prefix(std::min(text.find(';'), text.size()));
    return value;
}

struct Part {
    std::string content_type, content_id, transfer_encoding;
    std::string_view text;
};

/// Takes a line off the front of `text`, without its end.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

Part part_of(std::string_view text) {
    Part part;
    for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string name = to_lower(trim(line.substr(0, colon)));
        const std::string value(trim(line.substr(colon + 1)));
        if (name == "content-type") part.content_type = value;
        if (name == "content-id") part.content_id = value;
        if (name == "content-transfer-encoding") part.transfer_encoding = to_lower(value);
    }
    part.text = text;
    return part;
}

/// The next part, between two lines of the boundary; `rest` begins behind the first of them.
std::string_view take_part(std::string_view& rest, const std::string& delimiter) {
    const std::size_t end = rest.find("\n" + delimiter);
    if (end == std::string_view::npos) return {};
    std::string_view part = rest.substr(0, end);
    if (part.ends_with('\r')) part.remove_suffix(1);
    rest.remove_prefix(end + 1 + delimiter.size());
    return part;
}

}  // namespace

MediaType::MediaType(std::string_view header) {
    const std::size_t end = std::min(header.find(';'), header.size());
    name = to_lower(trim(header.substr(0, end)));
    header.remove_prefix(end);
    while (header.starts_with(';')) {
        header.remove_prefix(1);
        const std::size_t equals = header.find_first_of("=;");
        const std::string parameter = to_lower(trim(header.substr(0, equals)));
        header.remove_prefix(std::min(equals, header.size()));
        if (!header.starts_with('=')) continue;
        header.remove_prefix(1);
        header.remove_prefix(std::min(header.find_first_not_of(" \t"), header.size()));
        std::string value = take_value(header);
        if (parameter == "charset")
            charset = std::move(value);
        else if (parameter == "boundary")
            boundary = std::move(value);
        else if (parameter == "start")
            start = std::move(value);
    }
}

RootPart root_part(std::string_view body, std::string_view content_type) {
    const MediaType type(content_type);
    if (!type.name.starts_with("multipart/")) return {body, type.charset, ""};
    if (type.boundary.empty()) return {{}, "", "it is a multipart message without a boundary"};
    const std::string delimiter = "--" + type.boundary;
    std::string_view rest = body;
    if (!rest.starts_with(delimiter))
        static_cast<void>(take_part(rest, delimiter));
    else
        rest.remove_prefix(delimiter.size());
    while (!rest.starts_with("--") && rest.size() != body.size()) {
        static_cast<void>(take_line(rest));
        const std::string_view text = take_part(rest, delimiter);
        if (text.empty()) break;
        const Part part = part_of(text);
        if (!type.start.empty() && part.content_id != type.start) continue;
        if (part.transfer_encoding == "base64" || part.transfer_encoding == "quoted-printable")
            return {{}, "", "the root part of the multipart message is sent as " + part.transfer_encoding};
        return {part.text, MediaType(part.content_type).charset, ""};
    }
    return {{}, "", "it is a multipart message without its root part"};
}

}  // namespace oa
