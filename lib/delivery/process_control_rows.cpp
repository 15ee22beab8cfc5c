#include "delivery/process_control_rows.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace oa {

std::int64_t ProcessControls::add(std::int64_t trigger_number, std::string_view service_code,
                                  std::string_view file_name, std::string_view created_at) const {
    const std::int64_t number = database_.scalar(
        "SELECT COALESCE(MAX(control_number), 0) + 1 FROM integration_process_control WHERE company = ? AND "
        "process = ?",
        company_, process_);
    database_
        .prepare(
            "INSERT INTO integration_process_control (company, process, control_number, trigger_number, "
            "service_code, file_name, status, created_at) VALUES (?, ?, ?, ?, ?, ?, 'RDY', ?)")
        .run(company_, process_, number, trigger_number, service_code, file_name, created_at);
    return number;
}

void ProcessControls::mark_written(std::int64_t control_number) const {
    database_
        .prepare(
            "UPDATE integration_process_control SET file_written = 'Y' WHERE company = ? AND process = ? AND "
            "control_number = ?")
        .run(company_, process_, control_number);
}

void ProcessControls::answer(std::int64_t control_number, std::string_view status,
                             std::string_view answer_file, std::string_view answered_at) const {
    const std::int64_t changed =
        database_
            .prepare(
                "UPDATE integration_process_control SET status = ?, answer_file = ?, answered_at = ? WHERE "
                "company = ? AND process = ? AND control_number = ? AND status = 'RDY'")
            .run(status, answer_file, answered_at, company_, process_, control_number);
    if (changed != 1) {
        throw Error(ExitCode::kInternal, fmt::format("control number {} of {} does not wait for an answer",
                                                     control_number, process_));
    }
}

std::optional<ProcessControl> ProcessControls::of_trigger(std::int64_t trigger_number) const {
    Statement query = database_.prepare(
        "SELECT p.control_number, p.trigger_number, t.trigger_key, p.service_code, p.file_name, "
        "p.file_written, p.answer_file, p.status, p.created_at, p.answered_at FROM "
        "integration_process_control p JOIN il_outbound_trigger t "
        "ON "
        "t.company = p.company AND t.trigger_number = p.trigger_number WHERE p.company = ? AND "
        "p.trigger_number = "
        "? AND p.process = ? ORDER BY p.control_number DESC LIMIT 1");
    query.bind(company_, trigger_number, process_);
    if (!query.step()) return std::nullopt;
    ProcessControl control;
    control.control_number = query.integer(0);
    control.trigger_number = query.integer(1);
    control.trigger_key = query.string(2);
    control.service_code = query.string(3);
    control.file_name = query.string(4);
    control.file_written = query.text(5) == "Y";
    control.answer_file = query.string(6);
    control.status = query.string(7);
    control.created_at = query.string(8);
    control.answered_at = query.string(9);
    return control;
}

std::optional<ProcessControl> ProcessControls::open_request(std::int64_t trigger_number) const {
    std::optional<ProcessControl> control = of_trigger(trigger_number);
    if (control && control->status != "RDY") control.reset();
    return control;
}

bool ProcessControls::has_open_requests() const {
    return database_.scalar(
               "SELECT EXISTS (SELECT 1 FROM integration_process_control WHERE company = ? AND process = ? "
               "AND status = 'RDY')",
               company_, process_) > 0;
}

std::vector<std::string> ProcessControls::services_waited_for() const {
    Statement query = database_.prepare(
        "SELECT DISTINCT service_code FROM integration_process_control WHERE company = ? AND process = ? AND "
        "status = 'RDY' ORDER BY service_code");
    query.bind(company_, process_);
    std::vector<std::string> services;
    while (query.step()) services.push_back(query.string(0));
    return services;
}

bool ProcessControls::is_of_another_process(std::int64_t trigger_number) const {
    return database_.scalar(
               "SELECT COUNT(*) FROM integration_process_control WHERE company = ? AND trigger_number = ? "
               "AND process <> ?",
               company_, trigger_number, process_) > 0;
}

bool ProcessControls::is_answered_by(std::int64_t trigger_number, std::string_view answer_file) const {
    return database_.scalar(
               "SELECT COUNT(*) FROM integration_process_control WHERE company = ? AND trigger_number = ? "
               "AND "
               "process = ? AND status <> 'RDY' AND answer_file = ?",
               company_, trigger_number, process_, answer_file) > 0;
}

}  // namespace oa
