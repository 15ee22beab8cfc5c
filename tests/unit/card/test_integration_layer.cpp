#include "card/integration_layer.hpp"

#include <sys/wait.h>

#include <cstdlib>

#include "card/answer.hpp"
#include "card/authorization_message.hpp"
#include "card/trigger_key.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

const std::string kCard = "6010567085883912";
const std::string kRequestFile = "CWAuthorizationRequest_007_000000001.xml";

constexpr std::string_view kRows = R"(
INSERT INTO company (company, description) VALUES (8, 'Eight');
INSERT INTO item (company, item) VALUES (7, 'CARD');
INSERT INTO sku (company, item, sku_code) VALUES (7, 'CARD', '');
INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 4711);
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 4711, '2010-11-20');
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, sku_code, quantity_ordered,
                          regular_price, price)
VALUES (7, 6676, 1, 1, 'CARD', '', 2, 2500, 2500);
INSERT INTO authorization_service (company, service_code, communication_type, merchant_id, presenters_id, submitters_id)
VALUES (7, 'IGC', 'I', 'MERCH', 'PRES', 'SUB'), (7, 'OTH', 'I', 'M2', 'P2', 'S2');
)";

/// Two billed cards with their triggers, 1 and 2, and the job's two queues. What `apply` does is what the
/// activation job does with an answer.
struct Layer {
    explicit Layer(const fs::path& base_directory, Database& store)
        : base(base_directory),
          database(store),
          log({.program = "oa-unit", .threshold = Severity::kError, .file = {}}, clock),
          numbers(database, 7),
          layer(database, {7, base / "out", base / "in"}, numbers, clock, log) {
        log.set_listener([this](Severity, std::string_view subject, std::string_view message) {
            messages += fmt::format("{}: {}\n", subject, message);
        });
    }

    static StoredValueCardKey key(std::int64_t card) { return {7, 6676, 1, 1, card}; }

    static SvcTrigger trigger(std::int64_t card) {
        return {card, format_svc_trigger_key(key(card)), "R", ""};
    }

    IntegrationLayerRequest request(std::int64_t card) {
        SvcActivation activation;
        activation.card_number = kCard;
        activation.amount = money("25.00");
        activation.currency = "USD";
        return layer.request(activation, trigger(card), authorization_service(database, 7, "IGC").value());
    }

    void apply(const IntegrationLayerAnswer& answer) {
        Transaction transaction(database, Transaction::Kind::kWrite);
        StoredValueCard card = stored_value_card(database, answer.key).value();
        card.authorization_number = answer.answer.authorization_number;
        card.response_code = svc_response_code(database, 7, answer.service_code, answer.answer);
        update_stored_value_card(database, card);
        layer.record(answer);
        close_svc_trigger(database, 7, answer.trigger_number, answer.answer.is_approved() ? "C" : "E",
                          to_string(clock.now()));
        ++applied;
        transaction.commit();
    }

    TakenAnswers take() {
        return layer.take_answers([this](const IntegrationLayerAnswer& answer) { apply(answer); });
    }

    void answer(const std::string& file, std::int64_t card, const std::string& attributes, int company = 7) {
        write_file(base / "in" / file,
                   fmt::format("<Message type=\"CWAuthorizationResponse\"><CWAuthorizationResponse>"
                               "<AuthResponse companyID=\"{}\" transactionSeqNumber=\"{}\" "
                               "merchantReference=\"{}\" {}/></CWAuthorizationResponse></Message>",
                               company, card, trigger(card).trigger_key, attributes));
    }

    /// Status, answer file, and authorization number of the card.
    std::string state(std::int64_t card) {
        const auto row =
            query_text(database, fmt::format("SELECT status || ' ' || answer_file FROM "
                                             "integration_process_control WHERE trigger_number = {}",
                                             card));
        return row + " " + stored_value_card(database, key(card)).value().authorization_number;
    }

    Names in() const { return FileQueue(base / "in").list(); }
    Names out() const { return FileQueue(base / "out").list(); }
    Names rejected() const {
        if (!fs::exists(base / "in/rejected")) return {};
        return FileQueue(base / "in/rejected").list();
    }

    fs::path base;
    Database& database;
    Clock clock = seed_clock();
    Log log;
    std::string messages;
    int applied = 0;
    SharedNumbers numbers;
    IntegrationLayer layer;
};

struct LayerStore : TestStore, Layer {
    LayerStore() : Layer(prepared(), TestStore::database) {}

    const fs::path& prepared() {
        TestStore::database.execute(kRows);
        for (const std::int64_t number : {1, 2}) {
            StoredValueCard card;
            card.key = key(number);
            card.card_type = "P";
            card.issue_date = "2010-11-23";
            add_stored_value_card(TestStore::database, card);
            add_svc_trigger(TestStore::database, 7, format_svc_trigger_key(card.key), "2010-11-23T09:00:00");
        }
        fs::create_directory(directory / "out");
        fs::create_directory(directory / "in");
        return directory.path();
    }
};

/// Runs the hidden test case below in a process of its own, which ends itself at this step.
bool is_killed_at(const std::string& step, const std::string& what, const fs::path& base) {
    const std::string command = fmt::format(
        "OA_TEST_KILL_AT='{}' OA_TEST_IL_RUN='{}' OA_TEST_IL_BASE='{}' '{}' '[svc_il_run]' >/dev/null 2>&1",
        step, what, base.string(), fs::read_symlink("/proc/self/exe").string());
    const int status = std::system(command.c_str());
    return WIFEXITED(status) && WEXITSTATUS(status) == 128 + SIGKILL;
}

}  // namespace

TEST_CASE("what is_killed_at runs", "[.][svc_il_run]") {
    const fs::path base = std::getenv("OA_TEST_IL_BASE");
    Database database(base / "oa.db", Access::kReadWrite);
    Layer layer(base, database);
    if (std::getenv("OA_TEST_IL_RUN") == std::string("request")) layer.request(1);
    layer.take();
}

TEST_CASE("a request is recorded, put once, and waits for its answer", "[card/integration_layer]") {
    LayerStore store;
    CHECK(store.request(1) == IntegrationLayerRequest::kPut);
    CHECK(store.out() == Names{kRequestFile});
    const std::string message = read_file(store.base / "out" / kRequestFile);
    CHECK(contains(message, "transactionSeqNumber=\"000000000000001\""));
    CHECK(contains(message, "merchantReference=\"007000066760010000100001\""));
    CHECK(contains(message,
                   "orderID=\"00006676\" shipToNumber=\"001\" orderLineNumber=\"00001\" "
                   "svcSequenceNumber=\"00001\""));
    CHECK(contains(message, "<Service serviceID=\"IGC\" />"));
    CHECK(contains(message, "merchantID=\"MERCH\" presentersID=\"PRES\" submittersID=\"SUB\""));
    CHECK(contains(message, "ccAccountNumber=\"" + kCard + "\" authAmountText=\"25.00\""));
    CHECK(ready_svc_triggers(store.TestStore::database, 7, 0, 1).at(0).sent_at == "2010-11-23T09:21:41");
    CHECK(store.state(1) == "RDY  ");

    // The consumer took it; it is not put again.
    fs::remove(store.base / "out" / kRequestFile);
    CHECK(store.request(1) == IntegrationLayerRequest::kWaiting);
    CHECK(store.out().empty());
    CHECK(store.request(2) == IntegrationLayerRequest::kPut);
    CHECK(store.out() == Names{"CWAuthorizationRequest_007_000000002.xml"});
    CHECK(store.take().taken == 0);
    CHECK_FALSE(contains(store.messages, kCard));
}

TEST_CASE("a queue that takes nothing leaves the request to the next run", "[card/integration_layer]") {
    LayerStore store;
    fs::create_directory(store.base / "out" / kRequestFile);
    CHECK_ERROR(store.request(1), ExitCode::kIo, "rename");
    CHECK(store.state(1) == "RDY  ");
    fs::remove(store.base / "out" / kRequestFile);
    CHECK(store.request(1) == IntegrationLayerRequest::kPut);
    CHECK(store.out() == Names{kRequestFile});
    CHECK(store.TestStore::database.scalar("SELECT COUNT(*) FROM integration_process_control") == 1);
}

TEST_CASE("a run that was killed while it asked is made good by the next", "[card/integration_layer]") {
    LayerStore store;
    REQUIRE(is_killed_at("svc-il-recorded", "request", store.base));
    CHECK(store.state(1) == "RDY  ");
    CHECK(store.out().empty());
    REQUIRE(is_killed_at("svc-il-put", "request", store.base));
    CHECK(store.out() == Names{kRequestFile});
    const std::string first = read_file(store.base / "out" / kRequestFile);

    // At another time the same file is put again, for nobody knows that it was.
    store.clock = Clock(parse_timestamp("2010-11-24T10:00:00").value());
    CHECK(store.request(1) == IntegrationLayerRequest::kPut);
    CHECK(read_file(store.base / "out" / kRequestFile) == first);
    CHECK(store.request(1) == IntegrationLayerRequest::kWaiting);
    CHECK(store.TestStore::database.scalar("SELECT COUNT(*) FROM integration_process_control") == 1);
}

TEST_CASE("answers approve and decline", "[card/integration_layer]") {
    LayerStore store;
    store.request(1);
    store.request(2);
    store.answer("b.xml", 1, "authNumber=\"A1\" responseCode=\"100\"");
    store.answer("a.xml", 2, "responseCode=\"200\"");
    std::vector<std::string> seen;
    const TakenAnswers answers = store.layer.take_answers([&](const IntegrationLayerAnswer& answer) {
        CHECK(answer.key == Layer::key(answer.trigger_number));
        seen.push_back(answer.file + " " + answer.answer.response_code);
        store.apply(answer);
    });
    CHECK(answers.taken == 2);
    CHECK(answers.repeated + answers.rejected == 0);
    CHECK(seen == Names{"a.xml 200", "b.xml 100"});
    CHECK(store.state(1) == "CMP b.xml A1");
    CHECK(store.state(2) == "FLD a.xml ");
    CHECK(store.in().empty());
    CHECK(store.rejected().empty());
    CHECK(query_text(store.TestStore::database, "SELECT MAX(answered_at) FROM integration_process_control") ==
          "2010-11-23T09:21:41");
}

TEST_CASE("an answer that was taken before a kill is only removed", "[card/integration_layer]") {
    LayerStore store;
    store.request(1);
    store.answer("a.xml", 1, "authNumber=\"A1\"");
    REQUIRE(is_killed_at("svc-il-taken", "take", store.base));
    CHECK(store.in() == Names{"a.xml"});
    CHECK(store.state(1) == "CMP a.xml A1");
    const TakenAnswers answers = store.take();
    CHECK(answers.taken == 0);
    CHECK(answers.repeated == 1);
    CHECK(store.applied == 0);
    CHECK(store.in().empty());
    CHECK(store.messages.empty());
}

TEST_CASE("a file of a known name that says something else is rejected", "[card/integration_layer]") {
    struct Case {
        std::string first, second;
    };
    const std::vector<Case> cases = {
        {"authNumber=\"A1\" responseCode=\"100\"", "authNumber=\"A2\" responseCode=\"100\""},
        {"authNumber=\"A1\" responseCode=\"100\"", "authNumber=\"A1\" responseCode=\"101\""},
        {"authNumber=\"A1\"", "responseCode=\"200\""},
        {"responseCode=\"200\"", "authNumber=\"A1\""},
        {"responseCode=\"200\"", "responseCode=\"201\""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.first, c.second);
        LayerStore store;
        store.request(1);
        store.answer("a.xml", 1, c.first);
        CHECK(store.take().taken == 1);
        const std::string state = store.state(1);
        store.answer("a.xml", 1, c.first);
        CHECK(store.take().repeated == 1);
        store.answer("a.xml", 1, c.second);
        CHECK(store.take().rejected == 1);
        CHECK(store.rejected() == Names{"a.xml"});
        CHECK(contains(store.messages, "answer file a.xml: a file of this name was taken for trigger 1"));
        CHECK(store.state(1) == state);
    }
}

TEST_CASE("a request stays with its service bureau", "[card/integration_layer]") {
    LayerStore store;
    SvcActivation activation;
    activation.card_number = kCard;
    const auto other = authorization_service(store.TestStore::database, 7, "OTH").value();
    REQUIRE(is_killed_at("svc-il-put", "request", store.base));
    CHECK(store.layer.request(activation, Layer::trigger(1), other) == IntegrationLayerRequest::kPut);
    CHECK(contains(read_file(store.base / "out" / kRequestFile), "<Service serviceID=\"IGC\" />"));
    CHECK(store.layer.request(activation, Layer::trigger(1), other) == IntegrationLayerRequest::kWaiting);
    store.answer("a.xml", 1, "authNumber=\"A1\"");
    store.layer.take_answers([&](const IntegrationLayerAnswer& answer) {
        CHECK(answer.service_code == "IGC");
        store.apply(answer);
    });
    CHECK(store.layer.request(activation, Layer::trigger(2), other) == IntegrationLayerRequest::kPut);
    CHECK(contains(read_file(store.base / "out" / "CWAuthorizationRequest_007_000000002.xml"),
                   "presentersID=\"P2\" submittersID=\"S2\""));
}

TEST_CASE("an answer that is not applied stays", "[card/integration_layer]") {
    LayerStore store;
    store.request(1);
    store.answer("a.xml", 1, "authNumber=\"A1\"");
    CHECK_THROWS_AS(store.layer.take_answers([](const auto&) { throw Error(ExitCode::kIo, "disk"); }), Error);
    CHECK_ERROR(store.layer.take_answers([](const auto&) {}), ExitCode::kInternal,
                "trigger 1 was not recorded");
    CHECK(store.in() == Names{"a.xml"});
    CHECK(store.state(1) == "RDY  ");
    CHECK(store.take().taken == 1);
    CHECK(store.state(1) == "CMP a.xml A1");
}

TEST_CASE("an answer that the job refuses is rejected", "[card/integration_layer]") {
    LayerStore store;
    store.request(1);
    store.answer("a.xml", 1, "authNumber=\"A1\"");
    const TakenAnswers answers = store.layer.take_answers(
        [](const auto&) { throw Error(ExitCode::kInputData, "there is no such card"); });
    CHECK(answers.rejected == 1);
    CHECK(store.rejected() == Names{"a.xml"});
    CHECK(contains(store.messages, "answer file a.xml: there is no such card; it was moved to "));
}

TEST_CASE("a second answer changes nothing", "[card/integration_layer]") {
    struct Case {
        std::string first, second, state, said;
        bool rejected;
    };
    const std::vector<Case> cases = {
        {"authNumber=\"A1\"", "responseCode=\"200\"", "CMP 1.xml A1",
         "declines trigger 1, whose activation was approved before; nothing is changed", false},
        {"authNumber=\"A1\"", "authNumber=\"A1\"", "CMP 1.xml A1", "approves trigger 1", false},
        {"authNumber=\"A1\"", "authNumber=\"A2\"", "CMP 1.xml A1", "funded twice", true},
        {"", "", "FLD 1.xml ", "declines trigger 1, whose activation was declined before", false},
        {"", "authNumber=\"A2\"", "FLD 1.xml ", "whose activation was declined; ask the service bureau",
         true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.first, c.second);
        LayerStore store;
        store.request(1);
        store.answer("1.xml", 1, c.first);
        store.answer("2.xml", 1, c.second);
        const TakenAnswers answers = store.take();
        CHECK(answers.taken == 1);
        CHECK(answers.repeated == (c.rejected ? 0 : 1));
        CHECK(answers.rejected == (c.rejected ? 1 : 0));
        CHECK(store.applied == 1);
        CHECK(store.state(1) == c.state);
        CHECK(contains(store.messages, "answer file 2.xml: "));
        CHECK(contains(store.messages, c.said));
        CHECK(store.in().empty());
        CHECK(store.rejected() == (c.rejected ? Names{"2.xml"} : Names{}));
    }
}

TEST_CASE("what is no answer is rejected, and the rest goes on", "[card/integration_layer]") {
    LayerStore store;
    store.request(1);
    write_file(store.base / "in/1.xml", "no XML with " + kCard);
    write_file(store.base / "in/2.xml", std::string(kMaximumAuthorizationResponseBytes + 1, ' '));
    store.answer("3.xml", 99, "authNumber=\"A1\"");  // no such trigger
    store.answer("4.xml", 2, "authNumber=\"A1\"");   // nothing was asked for it
    store.answer("5.xml", 1, "authNumber=\"A1\"", 9);
    store.answer("6.xml", 1, "authNumber=\"A1\"", 8);
    store.answer(kCard + ".xml", 2, "authNumber=\"A1\"");
    const std::string other =
        "<Message type=\"CWAuthorizationResponse\"><CWAuthorizationResponse><AuthResponse companyID=\"7\" "
        "transactionSeqNumber=\"1\" merchantReference=\"007000066760010000100002\" authNumber=\"A1\"/>"
        "</CWAuthorizationResponse></Message>";
    write_file(store.base / "in/7.xml", other);
    write_file(store.base / "in" / (std::string(97, 'n') + ".xml"), other);
    store.answer("8.xml", 1, "authNumber=\"A1\"");

    const TakenAnswers answers = store.take();
    CHECK(answers.taken == 1);
    CHECK(answers.rejected == 8);
    CHECK(store.state(1) == "CMP 8.xml A1");
    // It is of a company that has a job of its own.
    CHECK(store.in() == Names{"6.xml"});
    CHECK(store.rejected() == Names{"1.xml", "2.xml", "3.xml", "4.xml", "5.xml", kCard + ".xml", "7.xml",
                                    std::string(97, 'n') + ".xml"});
    for (const std::string said :
         {"1.xml: it is not XML", "2.xml: it has more than", "3.xml: no request with transaction number 99",
          "4.xml: no request with transaction number 2", "5.xml: the store has no company 9",
          "7.xml: its merchantReference is not that of request 1", "its name has more than 100 positions",
          "answer file ************3912.xml"}) {
        CAPTURE(said, store.messages);
        CHECK(contains(store.messages, said));
    }
    CHECK_FALSE(contains(store.messages, kCard));
    CHECK(store.take().rejected == 0);
}

TEST_CASE("the queues have to be there", "[card/integration_layer]") {
    TestStore store;
    const Clock clock = seed_clock();
    QuietLog log;
    const SharedNumbers numbers(store.database, 7);
    CHECK_ERROR(IntegrationLayer(store.database, {7, store.directory / "out", store.directory / "in"},
                                 numbers, clock, log),
                ExitCode::kNoInput, "is not there; create it");
}
