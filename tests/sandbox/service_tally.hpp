#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace oa::sandbox {

/// What has come of the requests to a service.
struct ServiceCounts {
    std::map<std::string, std::size_t> requests;  ///< by operation
    std::size_t created = 0;
    std::size_t updated = 0;
    std::size_t invalid = 0;          ///< requests at odds with the contract
    std::vector<std::string> errors;  ///< what the first few of those did wrong
    std::size_t faults = 0;           ///< SOAP faults answered
};

/// Counts what comes of the requests to a service. Safe to use from several threads.
class ServiceTally {
  public:
    /// Counts a request for an operation.
    void count_request(const std::string& operation) {
        const std::scoped_lock lock(mutex_);
        ++counts_.requests[operation];
    }

    /// Adds one to a count.
    void count(std::size_t ServiceCounts::*which) {
        const std::scoped_lock lock(mutex_);
        ++(counts_.*which);
    }

    /// Counts a request that is at odds with the contract.
    void count_invalid(const std::string& error) {
        const std::scoped_lock lock(mutex_);
        ++counts_.invalid;
        if (counts_.errors.size() < kErrorsKept) counts_.errors.push_back(error);
    }

    ServiceCounts counts() const {
        const std::scoped_lock lock(mutex_);
        return counts_;
    }

    void clear() {
        const std::scoped_lock lock(mutex_);
        counts_ = {};
    }

  private:
    static constexpr std::size_t kErrorsKept = 5;

    mutable std::mutex mutex_;
    ServiceCounts counts_;
};

}  // namespace oa::sandbox
