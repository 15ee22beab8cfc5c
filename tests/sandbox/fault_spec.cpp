#include "fault_spec.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace oa::sandbox {

namespace {

using nlohmann::json;

/// The kinds of routes that faults can be ordered for; a service with new kinds adds them here.
constexpr std::array kFaultPoints = {"token",    "par",      "put",     "customer", "add",      "search",
                                     "retrieve", "merge",    "svc",     "generate", "activate", "recharge",
                                     "preauth",  "postauth", "release", "inquiry"};

/// Those of the SOAP services, where some faults are at home and others make no sense.
constexpr std::array kSoapPoints = {"customer", "add",      "search",   "retrieve", "merge",
                                    "svc",      "generate", "activate", "recharge", "preauth",
                                    "postauth", "release",  "inquiry"};

constexpr std::array<std::pair<const char*, FaultKind>, 13> kFaultNames = {{
    {"status", FaultKind::kStatus},
    {"stall", FaultKind::kStall},
    {"drop", FaultKind::kDrop},
    {"truncate", FaultKind::kTruncate},
    {"garbage", FaultKind::kGarbage},
    {"expire", FaultKind::kExpire},
    {"drop_after", FaultKind::kDropAfter},
    {"slow", FaultKind::kSlow},
    {"half_close", FaultKind::kHalfClose},
    {"relate", FaultKind::kRelate},
    {"huge", FaultKind::kHuge},
    {"deep", FaultKind::kDeep},
    {"hide", FaultKind::kHide},
}};

constexpr double kStallSeconds = 3600;
constexpr double kSlowSeconds = 2;
constexpr double kHalfCloseSeconds = 5;
constexpr double kMaxSeconds = 86400;
constexpr std::size_t kHugeBytes = 11'000'000;
constexpr std::size_t kMaxHugeBytes = 1'000'000'000;
constexpr const char* kRelateCode = "UNKNOWN_ATTRIBUTE_TYPE";
constexpr const char* kRelateMessage = "This exception was ordered.";

FaultKind kind_named(const std::string& name) {
    for (const auto& [known, kind] : kFaultNames) {
        if (name == known) return kind;
    }
    throw std::invalid_argument("unknown fault '" + name + "'");
}

const char* name_of(FaultKind kind) {
    for (const auto& [name, known] : kFaultNames) {
        if (kind == known) return name;
    }
    return "";
}

bool has_pause(FaultKind kind) {
    return kind == FaultKind::kStall || kind == FaultKind::kSlow || kind == FaultKind::kHalfClose;
}

bool needs_soap(FaultKind kind) {
    return kind == FaultKind::kRelate || kind == FaultKind::kHuge || kind == FaultKind::kDeep ||
           kind == FaultKind::kHide || kind == FaultKind::kHalfClose;
}

template <typename Points>
bool is_among(const Points& points, const std::string& where) {
    return std::find(points.begin(), points.end(), where) != points.end();
}

double usual_seconds(FaultKind kind) {
    if (kind == FaultKind::kHalfClose) return kHalfCloseSeconds;
    return kind == FaultKind::kStall ? kStallSeconds : kSlowSeconds;
}

double seconds_of(const json& order, FaultKind kind) {
    const double seconds = order.value("seconds", usual_seconds(kind));
    if (!(seconds >= 0 && seconds <= kMaxSeconds)) throw std::invalid_argument("seconds must be 0 to 86400");
    return seconds;
}

void check_place(const Fault& fault) {
    if (!is_among(kFaultPoints, fault.where)) {
        throw std::invalid_argument("unknown place for a fault '" + fault.where + "'");
    }
    const bool is_soap = is_among(kSoapPoints, fault.where);
    if ((needs_soap(fault.what) && !is_soap) || (is_soap && fault.what == FaultKind::kExpire)) {
        throw std::invalid_argument(std::string("there is no '") + name_of(fault.what) + "' at '" +
                                    fault.where + "'");
    }
    if (!fault.customer.empty() && fault.where != "add" && fault.where != "customer") {
        throw std::invalid_argument("only the sending of a customer carries its number");
    }
}

void check(const Fault& fault) {
    check_place(fault);
    if (fault.what == FaultKind::kHide && fault.element.empty()) {
        throw std::invalid_argument("'hide' needs the name of an element");
    }
    if (fault.times < 0) throw std::invalid_argument("times must not be negative");
    if (fault.what == FaultKind::kStatus && (fault.status < 200 || fault.status > 599)) {
        throw std::invalid_argument("status must be 200 to 599");
    }
    if (fault.retry_after.value_or(0) < 0) throw std::invalid_argument("retry_after must not be negative");
}

json parse_number(std::string_view text) {
    auto number = json::parse(text, nullptr, false);
    if (!number.is_number()) throw std::invalid_argument("'" + std::string(text) + "' is not a number");
    return number;
}

}  // namespace

Fault fault_from_json(const json& order) try {
    Fault fault;
    fault.where = order.at("where").get<std::string>();
    fault.what = kind_named(order.at("what").get<std::string>());
    fault.times = order.value("times", fault.times);
    fault.status = order.value("status", fault.status);
    if (order.contains("retry_after")) fault.retry_after = order.at("retry_after").get<int>();
    if (has_pause(fault.what)) {
        fault.pause = std::chrono::milliseconds(static_cast<long long>(seconds_of(order, fault.what) * 1000));
    }
    if (fault.what == FaultKind::kRelate) {
        fault.code = order.value("code", kRelateCode);
        fault.message = order.value("message", kRelateMessage);
    }
    if (fault.what == FaultKind::kHuge) {
        fault.bytes = std::min(order.value("bytes", kHugeBytes), kMaxHugeBytes);
    }
    if (fault.what == FaultKind::kHide) fault.element = order.at("element").get<std::string>();
    fault.customer = order.value("customer", fault.customer);
    check(fault);
    return fault;
} catch (const json::exception& error) {
    throw std::invalid_argument(error.what());
}

Fault fault_from_text(std::string_view text) {
    json order;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) throw std::invalid_argument("a fault is WHERE:WHAT[=VALUE][:TIMES]");
    order["where"] = text.substr(0, colon);
    auto what = text.substr(colon + 1);
    if (const auto times = what.find(':'); times != std::string_view::npos) {
        order["times"] = parse_number(what.substr(times + 1));
        what = what.substr(0, times);
    }
    const auto name = what.substr(0, what.find('='));
    order["what"] = name;
    if (name.size() < what.size()) {
        const auto value = what.substr(name.size() + 1);
        if (name == "relate") {
            order["code"] = value;
        } else if (name == "hide") {
            order["element"] = value;
        } else {
            order[name == "status" ? "status" : name == "huge" ? "bytes" : "seconds"] = parse_number(value);
        }
    }
    return fault_from_json(order);
}

json fault_to_json(const Fault& fault) {
    json order = {{"where", fault.where}, {"what", name_of(fault.what)}, {"times", fault.times}};
    if (fault.what == FaultKind::kStatus) order["status"] = fault.status;
    if (fault.retry_after) order["retry_after"] = *fault.retry_after;
    if (fault.what == FaultKind::kRelate) {
        order["code"] = fault.code;
        order["message"] = fault.message;
    }
    if (fault.what == FaultKind::kHuge) order["bytes"] = fault.bytes;
    if (fault.what == FaultKind::kHide) order["element"] = fault.element;
    if (!fault.customer.empty()) order["customer"] = fault.customer;
    if (has_pause(fault.what)) order["seconds"] = static_cast<double>(fault.pause.count()) / 1000.0;
    return order;
}

}  // namespace oa::sandbox
