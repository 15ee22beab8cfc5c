#include "base/task.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

using Events = std::vector<std::string>;

/// Waits until somebody resumes what waits here.
struct Gate {
    std::coroutine_handle<> waiting;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> handle) { waiting = handle; }
    void await_resume() const {}
};

/// Tells when it goes.
struct Goes {
    Events& events;
    std::string name;
    Goes(Events& to, std::string called) : events(to), name(std::move(called)) {}
    Goes(const Goes&) = delete;
    Goes& operator=(const Goes&) = delete;
    ~Goes() { events.push_back(name + " goes"); }
};

Task<int> number(int value) {
    co_return value;
}

Task<int> broken(const char* message) {
    throw std::runtime_error(message);
    co_return 0;
}

Task<int> waits(Gate& gate, Events& events, std::string name) {
    const Goes local(events, name);
    events.push_back(name + " begins");
    co_await gate;
    events.push_back(name + " goes on");
    co_return 1;
}

Task<int> breaks_after(Gate& gate) {
    co_await gate;
    throw std::runtime_error("later");
}

Task<int> outer_of(Gate& gate, Events& events) {
    const Goes local(events, "outer");
    const int inner = co_await waits(gate, events, "inner");
    events.emplace_back("outer goes on");
    co_return inner + 10;
}

Task<int> sum_to(int last) {
    if (last == 0) co_return 0;
    const int rest = co_await sum_to(last - 1);
    co_return rest + last;
}

Task<std::string> caught() {
    try {
        co_await broken("inner");
    } catch (const std::runtime_error& error) {
        co_return std::string("caught ") + error.what();
    }
    co_return "not caught";
}

Task<int> passes_on(Gate& gate) {
    co_return co_await breaks_after(gate);
}

Task<int> many_in_turn(int count) {
    int sum = 0;
    for (int i = 0; i < count; ++i) sum += co_await number(1);
    co_return sum;
}

}  // namespace

TEST_CASE("a task runs when it is started, and gives its value", "[base/task]") {
    Events events;
    Gate gate;
    Task<int> task = waits(gate, events, "it");
    CHECK(events.empty());
    CHECK_FALSE(task.is_done());
    task.start();
    CHECK(events == Events{"it begins"});
    CHECK_FALSE(task.is_done());
    gate.waiting.resume();
    CHECK(task.is_done());
    CHECK(task.result() == 1);
    CHECK(events == Events{"it begins", "it goes on", "it goes"});
}

TEST_CASE("a value that can only be moved is given", "[base/task]") {
    Task<std::unique_ptr<int>> task = []() -> Task<std::unique_ptr<int>> {
        co_return std::make_unique<int>(42);
    }();
    task.start();
    REQUIRE(task.is_done());
    CHECK(*task.result() == 42);
}

TEST_CASE("the error of a task comes out of its result", "[base/task]") {
    Task<int> at_once = broken("at once");
    at_once.start();
    REQUIRE(at_once.is_done());
    CHECK_THROWS_WITH(at_once.result(), "at once");

    Gate gate;
    Task<int> later = breaks_after(gate);
    later.start();
    CHECK_FALSE(later.is_done());
    CHECK_NOTHROW(gate.waiting.resume());
    REQUIRE(later.is_done());
    CHECK_THROWS_WITH(later.result(), "later");
}

TEST_CASE("the error of an awaited task comes out where it is awaited", "[base/task]") {
    Task<std::string> task = caught();
    task.start();
    REQUIRE(task.is_done());
    CHECK(task.result() == "caught inner");

    Gate gate;
    Task<int> through = passes_on(gate);
    through.start();
    gate.waiting.resume();
    REQUIRE(through.is_done());
    CHECK_THROWS_WITH(through.result(), "later");
}

TEST_CASE("whoever awaits goes on when the awaited one is done", "[base/task]") {
    Events events;
    Gate gate;
    Task<int> task = outer_of(gate, events);
    task.start();
    CHECK(events == Events{"inner begins"});
    gate.waiting.resume();
    REQUIRE(task.is_done());
    CHECK(task.result() == 11);
    CHECK(events == Events{"inner begins", "inner goes on", "inner goes", "outer goes on", "outer goes"});
}

TEST_CASE("tasks await tasks, a thousand deep", "[base/task]") {
    Task<int> task = sum_to(1000);
    task.start();
    REQUIRE(task.is_done());
    CHECK(task.result() == 500'500);
    Task<int> in_turn = many_in_turn(1000);
    in_turn.start();
    REQUIRE(in_turn.is_done());
    CHECK(in_turn.result() == 1000);
}

TEST_CASE("a task destroyed where it waits lets go of all that it holds", "[base/task]") {
    Events events;
    Gate gate;
    {
        Task<int> task = outer_of(gate, events);
        task.start();
        CHECK(events == Events{"inner begins"});
    }
    CHECK(events == Events{"inner begins", "inner goes", "outer goes"});

    events.clear();
    { const Task<int> never_started = waits(gate, events, "it"); }
    CHECK(events.empty());
}

TEST_CASE("a task that is moved is one task", "[base/task]") {
    Events events;
    Gate gate;
    {
        Task<int> first = waits(gate, events, "first");
        first.start();
        Task<int> second = std::move(first);
        Task<int> other = number(7);
        other = std::move(second);
        CHECK(events == Events{"first begins"});
        gate.waiting.resume();
        CHECK(other.is_done());
        CHECK(other.result() == 1);
    }
    CHECK(events == Events{"first begins", "first goes on", "first goes"});
}
