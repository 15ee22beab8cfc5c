#include "merge/web_message.hpp"

#include <fmt/format.h>

namespace oa {

CustomerMergeWriter::CustomerMergeWriter(Sink sink, int company) : sink_(std::move(sink)) {
    sink_(fmt::format("<CustomerMerges CompanyCode=\"{}\">\n", company));
}

void CustomerMergeWriter::write(std::int64_t source, std::int64_t target) {
    sink_(fmt::format("<CustomerMerge SourceCustSoldTo=\"{}\" TargetCustSoldTo=\"{}\"/>\n", source, target));
}

void CustomerMergeWriter::finish() {
    sink_("</CustomerMerges>\n");
}

}  // namespace oa
