#include "service/money_request.hpp"

#include <sstream>

#include "service/soap_service.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

constexpr const char* kNow = "2010-11-23T09:21:41";

/// A request that ends as the words say, one for each time that it is sent or asked about; what happened to
/// it, in order.
class ScriptedRequest : public MoneyRequest {
  public:
    ScriptedRequest(std::string sent, const std::string& words) : sent_at_(std::move(sent)) {
        std::istringstream in(words);
        for (std::string word; in >> word;) words_.push_back(word);
    }

    std::string subject() const override { return "request 1"; }
    std::optional<Timestamp> sent_at() const override { return parse_timestamp(sent_at_); }
    void record(Timestamp now) override {
        trace += "record ";
        sent_at_ = to_string(now);
    }
    void withdraw() override {
        trace += "withdraw ";
        sent_at_.clear();
    }
    std::string send() override {
        trace += "send ";
        return next() == "unclear" ? "it says nothing" : "";
    }
    bool inquire() override {
        trace += "inquire ";
        return next() == "done";
    }

    std::string trace;

  private:
    std::string next() {
        REQUIRE(at_ < words_.size());
        const std::string word = words_[at_++];
        if (word == "lost") throw NetworkError("lost", RequestState::kInWork, true);
        if (word == "failed") throw NetworkError("failed", RequestState::kAnswered, true);
        if (word == "unreached") throw NetworkError("unreached", RequestState::kNotSent, true);
        if (word == "refused") throw RelateProcessingException("busy", "INTERNAL");
        if (word == "stranger") throw Error(ExitCode::kNoPermission, "who");
        return word;
    }

    std::string sent_at_;
    std::vector<std::string> words_;
    std::size_t at_ = 0;
};

/// One run; nothing is waited for between its tries.
struct Service {
    explicit Service(int retries = 0, const std::string& now = kNow)
        : clock(parse_timestamp(now).value()),
          requests({"The bank", "BANK IS UNAVAILABLE"}, {retries, std::chrono::milliseconds(0)}, clock, log) {
    }

    /// `known` or `unknown`, or the Error.
    std::string carry_out(ScriptedRequest& request) {
        try {
            return requests.carry_out(request) ? "known" : "unknown";
        } catch (const Error& error) {
            return "error " + std::to_string(static_cast<int>(error.code()));
        }
    }

    Clock clock;
    QuietLog log;
    MoneyRequests requests;
};

}  // namespace

TEST_CASE("a request that moves money is recorded before it leaves, and done once",
          "[service/money_request]") {
    struct Row {
        std::string name, sent_at, words;
        int retries;
        std::string outcome, trace;
    };
    const std::string kEarlier = "2010-11-23T09:16:42", kLongAgo = "2010-11-23T09:16:41";
    const std::vector<Row> table = {
        {"a clear answer", "", "clear", 0, "known", "record send "},
        {"not clear, and done", "", "unclear done", 0, "known", "record send inquire "},
        {"not clear, and not done so far", "", "unclear not", 2, "unknown", "record send inquire "},
        {"not clear, and not told", "", "unclear refused", 2, "unknown", "record send inquire "},
        {"lost, and done", "", "lost done", 1, "known", "record send inquire "},
        {"lost, and perhaps in work", "", "lost not", 1, "unknown", "record send inquire "},
        {"lost, no retries", "", "lost", 0, "unknown", "record send "},
        {"the service is done with it", "", "failed not clear", 1, "known",
         "record send inquire record send "},
        {"lost, asked twice", "", "lost lost done", 2, "known", "record send inquire inquire "},
        {"not reached", "", "unreached", 0, "error 69", "record send withdraw "},
        {"not reached at first", "", "unreached clear", 1, "known", "record send withdraw record send "},
        {"whoever asks is refused", "", "stranger", 1, "error 77", "record send withdraw "},
        {"sent before, and done", kEarlier, "done", 0, "known", "inquire "},
        {"sent before, perhaps in work", kEarlier, "not", 0, "unknown", "inquire "},
        {"sent before, not done", kLongAgo, "not clear", 0, "known", "inquire record send "},
        {"sent before, not told", kLongAgo, "refused", 0, "unknown", "inquire "},
        {"sent before, and the inquiry is lost", kLongAgo, "lost", 0, "unknown", "inquire "},
    };
    for (const Row& row : table) {
        CAPTURE(row.name);
        Service service(row.retries);
        ScriptedRequest request(row.sent_at, row.words);
        CHECK(service.carry_out(request) == row.outcome);
        CHECK(request.trace == row.trace);
        if (row.outcome == "unknown") CHECK(request.sent_at().has_value());
    }
}

TEST_CASE("what is not known of a request is said", "[service/money_request]") {
    const auto problem_of = [](const std::string& sent_at, const std::string& words) {
        Service service;
        ScriptedRequest request(sent_at, words);
        service.carry_out(request);
        return service.requests.problem();
    };
    CHECK(problem_of("", "lost") == "BANK IS UNAVAILABLE: lost");
    CHECK(problem_of("", "unclear refused") == "The bank does not tell what became of the request: busy");
    CHECK(problem_of("", "unclear not") ==
          "the answer of The bank is not clear: it says nothing; an inquiry does not know of the request: it "
          "is "
          "asked about again, and after 2010-11-23T09:26:41 sent again");
    CHECK(
        problem_of("2010-11-23T09:20:00", "not") ==
        "its request had no clear answer, and The bank may still work on it; after 2010-11-23T09:25:00 it is "
        "asked about, and sent again");
}

TEST_CASE("a service that answers none of three in a row is left alone", "[service/money_request]") {
    Service service;
    const auto outcome_of = [&](const std::string& words) {
        ScriptedRequest request("", words);
        return service.carry_out(request);
    };
    CHECK(outcome_of("lost") == "unknown");
    CHECK(outcome_of("failed") == "unknown");
    CHECK(outcome_of("clear") == "known");
    CHECK(outcome_of("lost") == "unknown");
    CHECK(outcome_of("lost") == "unknown");
    CHECK(outcome_of("lost") == "error 69");
}
