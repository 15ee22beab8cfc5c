#pragma once

#include <optional>
#include <string>

#include "card_ledger.hpp"
#include "crm.hpp"
#include "faults.hpp"
#include "object_store.hpp"
#include "options.hpp"
#include "passes.hpp"
#include "request_keeper.hpp"
#include "request_log.hpp"
#include "schemas.hpp"
#include "service_tally.hpp"

namespace oa::sandbox {

/// All that the services share: the options, what was handed out, what arrived, what is to go wrong.
struct Sandbox {
    explicit Sandbox(Options asked)
        : options(std::move(asked)),
          schemas(options.schemas.empty() ? Schemas() : Schemas(options.schemas)),
          objects(options.keep, schemas, options.alternate_key_type, options.poslog_signs),
          crm(options.alternate_key_type, options.web_key_type),
          cards(options.cards),
          kept_requests(options.keep_requests ? std::optional(options.keep.value() / "soap") : std::nullopt) {
        for (const auto& fault : options.faults) faults.add(fault);
    }

    Options options;
    std::string base_url;  ///< set once the port is known
    Schemas schemas;
    Passes tokens;  ///< each stands for its client
    Passes pars;    ///< each stands for its object name
    ObjectStore objects;
    Crm crm;                      ///< the customers of Customer Services
    ServiceTally tally;           ///< of Customer Services
    CardLedger cards;             ///< of Stored Value Card Transaction Services
    ServiceTally svc_tally;       ///< of those
    RequestKeeper kept_requests;  ///< to the SOAP services
    Faults faults;
    RequestLog requests;
};

}  // namespace oa::sandbox
