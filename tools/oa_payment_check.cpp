#include <fmt/format.h>

#include "base/text.hpp"
#include "oa_payment.hpp"
#include "payment/setup_check.hpp"

namespace oa::payment {

namespace {

std::string in_words(const SetupFinding& finding) {
    const std::string found = finding.found.empty() ? "blank" : finding.found;
    if (finding.field.empty()) return found;
    return finding.severity == "ok"
               ? fmt::format("{} is {}", finding.field, found)
               : fmt::format("{} is {}; it must be {}", finding.field, found, finding.expected);
}

ExitCode check(Arguments&, const Call& call) {
    Database database = open_for_reading(call.common.session);
    const std::vector<SetupFinding> findings = check_payment_setup(database, call.common.session.company);
    std::int64_t wrong = 0;
    for (const SetupFinding& finding : findings) {
        if (finding.severity == "ok") {
            call.log.debug("{}: {}", finding.subject, in_words(finding));
            continue;
        }
        ++wrong;
        call.line("{}: {}{}", finding.severity, finding.subject + ": ", in_words(finding));
    }
    call.line("{} of {} as the documentation has them", findings.size() - static_cast<std::size_t>(wrong),
              counted(std::ssize(findings), "field"));
    call.json["findings"] = json_of(findings);
    return exit_code_of(findings);
}

}  // namespace

void add_check_command(CLI::App& app, Command& chosen) {
    add_command(app, "check", "Is all set up to be paid by stored value cards? 78 when something is wrong",
                {"check", "check -v"}, &check, chosen);
}

}  // namespace oa::payment
