#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "card/authorization_message.hpp"
#include "card/services.hpp"
#include "delivery/file_queue.hpp"
#include "delivery/process_control_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

struct TakenAnswers {
    std::size_t taken = 0;     ///< applied
    std::size_t repeated = 0;  ///< to requests that were answered before: changed nothing
    std::size_t rejected = 0;  ///< moved to `rejected` and reported
};

/// What an integration layer process asks for, and what the store says became of it.
struct LayerProcess {
    std::string process;      ///< SVC_OUT
    std::string request;      ///< `activation`, as messages name it
    std::string subject;      ///< what it is about: `card`
    std::string if_done;      ///< what to ask the service bureau: `whether the card is activated`
    std::string if_twice;     ///< the same: `whether the card was funded twice`
    bool is_deposit = false;  ///< answered by CWDepositResponse, else by CWAuthorizationResponse
    /// Authorization number and response of an answered request, by its trigger key; nothing for none.
    std::function<std::optional<SvcAnswer>(const std::string& trigger_key)> answered = {};
};

/// A file that answers a request of the process which waits.
struct LayerAnswer {
    std::string file;
    ProcessControl control;
    AuthorizationResponse response;

    SvcAnswer answer() const { return {response.authorization_number, response.response_code}; }
};

/// The queue of answers of the Integration Layer as one process sees it. Each answer is taken once by file
/// name; what belongs to another process or another company of the store stays.
class LayerAnswers {
  public:
    /// Error kNoInput when the directory is not there.
    LayerAnswers(Database& database, int company, std::filesystem::path directory, LayerProcess process,
                 Log& log);

    std::vector<std::string> list() const { return queue_.list(); }

    /// Nothing for a file that answers no request which waits. One that is malformed, belongs to no request,
    /// or contradicts what was answered before is moved to `rejected` beneath the directory and reported; one
    /// that changes nothing is removed. Error kIo.
    std::optional<LayerAnswer> open(const std::string& file);

    /// The answer was applied and recorded (ProcessControls::answer): its file goes. Error kInternal when it
    /// was not recorded.
    void taken(const LayerAnswer& answer);

    void reject(const std::string& file, const std::string& reason);

    const TakenAnswers& counts() const { return counts_; }

  private:
    std::optional<std::string> read(const std::string& file);
    void take_again(const LayerAnswer& again);
    bool says_the_same(const ProcessControl& before, const SvcAnswer& answer) const;

    Database& database_;
    int company_;
    LayerProcess process_;
    Log& log_;
    ProcessControls controls_;
    FileQueue queue_;
    TakenAnswers counts_;
};

}  // namespace oa
