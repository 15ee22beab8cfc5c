#pragma once

#include <memory>

#include "job/svc_assign.hpp"
#include "job/web_service_client.hpp"

namespace oa {

/// Numbers of virtual cards by generateCard of Customer Engagement, with Presenter's ID and Submitter's ID of
/// the service bureau RLT as card prefix and series (seed 004, Assigning Numbers to Virtual Stored Value
/// Cards; seed 000, Transactions Processed). A number that was generated and not billed, for a kill between
/// the two, is lost there: it holds no money. Error kConfiguration when the bureau or a setting of the
/// services is missing; while it is used, kUnavailable when there is no answer.
std::unique_ptr<VirtualCardSource> generated_cards(Session& session, const ConnectionOptions& options);

}  // namespace oa
