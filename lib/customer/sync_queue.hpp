#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/task.hpp"
#include "customer/sold_to_rows.hpp"
#include "customer/sync_answers.hpp"

namespace oa {

/// A customer that is to be sent, or is being sent.
struct SyncWork {
    SoldToCustomer customer;
    std::vector<std::string> identities;  ///< what it is matched by
    std::optional<Task<SyncOutcome>> task;
};

/// Who is sent when: as many at once as there is room for, in their order, but customers that share a Relate
/// Id, an e-commerce ID or an email address one after the other, so that the second finds what the first
/// left. Others overtake them.
class SyncQueue {
  public:
    explicit SyncQueue(std::size_t room) : room_(room) {}

    /// How many wait.
    std::size_t waiting() const { return waiting_.size(); }
    bool is_under_way() const { return !under_way_.empty(); }

    void add(const SoldToCustomer& customer);

    /// Begins as many as there is room for; `exchange` makes the task of one.
    void begin(const std::function<Task<SyncOutcome>(const SoldToCustomer&)>& exchange);

    /// Those whose exchange has ended.
    std::list<SyncWork> take_ended();

  private:
    bool must_wait(const SyncWork& work, const std::set<std::string>& passed) const;

    std::size_t room_;
    std::set<std::string> busy_;
    std::list<SyncWork> waiting_;
    std::list<SyncWork> under_way_;
};

}  // namespace oa
