#pragma once

#include <memory>

#include "card/virtual_assign.hpp"
#include "service/sign_on.hpp"

namespace oa {

/// Where the numbers of virtual cards come from (Stored Value Card Purchase and Activation, Assigning Numbers
/// to Virtual Stored Value Cards): the Virtual Card Number Table, or generateCard of Customer Engagement
/// where the service bureau of I26 is RLT, with its Presenter's ID and Submitter's ID as card prefix and
/// series (Customer Engagement Integration, Transactions Processed). A number that was generated and not
/// billed, for a kill between the two, is lost there: it holds no money. Error kConfiguration when the bureau
/// or a setting of the services is missing; while it is used, kUnavailable when there is no answer.
std::unique_ptr<VirtualCardSource> virtual_card_source(Session& session, const ConnectionOptions& options);

}  // namespace oa
