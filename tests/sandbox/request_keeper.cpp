#include "request_keeper.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace oa::sandbox {

RequestKeeper::RequestKeeper(std::optional<std::filesystem::path> directory)
    : directory_(std::move(directory)) {
    if (directory_) std::filesystem::create_directories(*directory_);
}

void RequestKeeper::keep(std::size_t number, const std::string& operation, const std::string& body) const {
    if (!directory_) return;
    const auto file = *directory_ / fmt::format("{:04}-{}.xml", number, operation);
    std::ofstream stream(file, std::ios::binary);
    stream << body;
    stream.close();
    if (!stream) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace oa::sandbox
