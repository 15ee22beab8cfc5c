#include "card/layer_answers.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "base/kill_point.hpp"
#include "base/mask.hpp"
#include "card/answer.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

constexpr std::size_t kFileNameLength = 100;

/// The other side names its files: what could be a card number in a name is not repeated.
std::string subject_of(const std::string& file) {
    return "answer file " + with_card_numbers_masked(file);
}

}  // namespace

LayerAnswers::LayerAnswers(Database& database, int company, std::filesystem::path directory,
                           LayerProcess process, Log& log)
    : database_(database),
      company_(company),
      process_(std::move(process)),
      log_(log),
      controls_(database, company, process_.process),
      queue_(std::move(directory)) {}

std::optional<std::string> LayerAnswers::read(const std::string& file) {
    if (file.size() > kFileNameLength) {
        reject(file, fmt::format("its name has more than {} positions", kFileNameLength));
        return std::nullopt;
    }
    try {
        return queue_.read(file, kMaximumAuthorizationResponseBytes);
    } catch (const Error& error) {
        if (error.code() == ExitCode::kInputData) {
            reject(file, error.what());
            return std::nullopt;
        }
        // It may be a good answer on a bad disk: it stays where it is.
        log_.write(Severity::kWarning, subject_of(file),
                   fmt::format("{}; it stays in the queue, the next run tries again", error.what()));
        ++counts_.rejected;
        return std::nullopt;
    }
}

std::optional<LayerAnswer> LayerAnswers::open(const std::string& file) {
    const auto text = read(file);
    if (!text) return std::nullopt;
    AuthorizationResponseReading reading = read_authorization_response(*text);
    const auto refuse = [&](const std::string& reason) {
        reject(file, reason);
        return std::nullopt;
    };
    if (!reading.response) return refuse(reading.problem);
    AuthorizationResponse& response = *reading.response;
    const std::int64_t number = response.transaction_number;
    if (response.company != company_) {
        if (company_exists(database_, response.company)) return std::nullopt;
        return refuse(fmt::format("the store has no company {}", response.company));
    }
    auto control = controls_.of_trigger(number);
    if (!control && controls_.is_of_another_process(number)) return std::nullopt;
    if (!control) return refuse(fmt::format("no request with transaction number {} was made", number));
    if (response.is_of_deposit != process_.is_deposit) {
        return refuse(fmt::format("it is not the kind of message that answers request {}", number));
    }
    if (response.reference != control->trigger_key) {
        return refuse(fmt::format("its merchantReference is not that of request {}", number));
    }
    LayerAnswer answer{file, std::move(*control), std::move(response)};
    if (answer.control.status == "RDY") return answer;
    take_again(answer);
    return std::nullopt;
}

void LayerAnswers::taken(const LayerAnswer& answer) {
    if (!controls_.is_answered_by(answer.control.trigger_number, answer.file)) {
        throw Error(ExitCode::kInternal,
                    fmt::format("the answer to trigger {} was not recorded", answer.control.trigger_number));
    }
    kill_point("svc-il-taken");
    queue_.remove(answer.file);
    ++counts_.taken;
}

void LayerAnswers::take_again(const LayerAnswer& again) {
    const ProcessControl& before = again.control;
    const SvcAnswer answer = again.answer();
    const std::int64_t number = before.trigger_number;
    const bool is_known = controls_.is_answered_by(number, again.file);
    if (is_known && says_the_same(before, answer)) {
        log_.debug("{} was taken for trigger {} before; removed", subject_of(again.file), number);
        queue_.remove(again.file);
        ++counts_.repeated;
        return;
    }
    if (is_known) {
        return reject(again.file, fmt::format("a file of this name was taken for trigger {} before, and said "
                                              "something else; ask the service bureau what became of the {}",
                                              number, process_.subject));
    }
    const bool was_approved = before.status == "CMP";
    if (answer.is_approved()) {
        if (!was_approved) {
            return reject(
                again.file,
                fmt::format("it approves trigger {}, whose {} was declined; ask the service bureau {}",
                            number, process_.request, process_.if_done));
        }
        const auto stored = process_.answered(before.trigger_key);
        if (!stored || stored->authorization_number != answer.authorization_number) {
            return reject(again.file,
                          fmt::format("it approves trigger {} a second time, with another authorization "
                                      "number; ask the service bureau {}",
                                      number, process_.if_twice));
        }
    }
    log_.write(Severity::kWarning, subject_of(again.file),
               fmt::format("it {} trigger {}, whose {} was {} before; nothing is changed",
                           answer.is_approved() ? "approves" : "declines", number, process_.request,
                           was_approved ? "approved" : "declined"));
    queue_.remove(again.file);
    ++counts_.repeated;
}

bool LayerAnswers::says_the_same(const ProcessControl& before, const SvcAnswer& answer) const {
    const auto stored = process_.answered(before.trigger_key);
    const bool is_of_one_kind = (before.status == "CMP") == answer.is_approved();
    return is_of_one_kind && stored && stored->authorization_number == answer.authorization_number &&
           stored->response_code == svc_response_code(database_, company_, before.service_code, answer);
}

void LayerAnswers::reject(const std::string& file, const std::string& reason) {
    const std::string target = queue_.reject(file).string();
    log_.write(Severity::kWarning, subject_of(file),
               fmt::format("{}; it was moved to {}: correct it and put it back, or delete it", reason,
                           with_card_numbers_masked(target)));
    ++counts_.rejected;
}

}  // namespace oa
