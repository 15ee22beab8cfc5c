#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace oa {

/// A coroutine that runs when it is awaited, or started, and gives one `Value`. Its error comes out where it
/// is awaited, or of result(). Destroying a task ends it where it stands.
template <typename Value>
class Task {
  public:
    struct promise_type;
    using Handle = std::coroutine_handle<promise_type>;

    struct promise_type {
        Task get_return_object() { return Task(Handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept { return Finished{}; }
        void return_value(Value given) { value.emplace(std::move(given)); }
        void unhandled_exception() { error = std::current_exception(); }

        std::optional<Value> value;
        std::exception_ptr error;
        std::coroutine_handle<> awaited_by = std::noop_coroutine();
    };

    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Task& operator=(Task&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() {
        if (handle_) handle_.destroy();
    }

    /// Runs up to the first wait. Once, and only where the task is not awaited by another.
    void start() { handle_.resume(); }
    bool is_done() const { return handle_.done(); }
    /// What a task that is done gave; its error, if it had one.
    Value result() {
        if (handle_.promise().error) std::rethrow_exception(handle_.promise().error);
        return std::move(*handle_.promise().value);
    }

    auto operator co_await() && noexcept { return Awaiter{handle_}; }

  private:
    /// Goes on with whoever awaited the task.
    struct Finished {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(Handle handle) noexcept { return handle.promise().awaited_by; }
        void await_resume() noexcept {}
    };

    struct Awaiter {
        Handle handle;
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> by) noexcept {
            handle.promise().awaited_by = by;
            return handle;
        }
        Value await_resume() {
            if (handle.promise().error) std::rethrow_exception(handle.promise().error);
            return std::move(*handle.promise().value);
        }
    };

    explicit Task(Handle handle) : handle_(handle) {}

    Handle handle_;
};

}  // namespace oa
