#include "object_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkostemp is POSIX
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "text.hpp"

namespace oa::sandbox {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestFileName = 200;

[[noreturn]] void throw_errno(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

fs::path make_temporary_directory() {
    auto pattern = (fs::temp_directory_path() / "oa-sandbox-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw_errno("cannot make " + pattern);
    return pattern;
}

fs::path make_private_directory(const fs::path& directory) {
    // A directory that is there already keeps its permissions: it is not ours to close.
    if (fs::create_directories(directory)) fs::permissions(directory, fs::perms::owner_all);
    return directory;
}

/// A flat file name for an object name, which may hold slashes and dots that lead elsewhere.
std::string file_name_for(const std::string& object_name) {
    auto name = percent_encode(object_name, false);
    if (name.starts_with('.')) name.replace(0, 1, "%2E");
    if (name.size() <= kLongestFileName) return name;
    Sha256 hash;
    hash.update(object_name.data(), object_name.size());
    return hash.hex();
}

}  // namespace

Upload::Upload(const fs::path& directory) {
    auto pattern = (directory / ".upload-XXXXXX").string();
    const int descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (descriptor < 0) throw_errno("cannot make " + pattern);
    path_ = pattern;
    file_.reset(::fdopen(descriptor, "wb"));
    if (!file_) {
        ::close(descriptor);
        ::unlink(path_.c_str());
        throw_errno("cannot write " + pattern);
    }
}

Upload::~Upload() {
    if (!path_.empty()) ::unlink(path_.c_str());
}

bool Upload::write(const char* data, std::size_t size) {
    if (std::fwrite(data, 1, size, file_.get()) != size) return false;
    sha256_.update(data, size);
    bytes_ += size;
    return true;
}

std::string Upload::move_to(const fs::path& target) {
    if (std::fclose(file_.release()) != 0) throw_errno("cannot write " + path_.string());
    fs::rename(path_, target);
    path_.clear();
    return sha256_.hex();
}

ObjectStore::ObjectStore(const std::optional<fs::path>& directory, const Schemas& schemas,
                         const std::string& alternate_key_type, PoslogSigns poslog_signs)
    : schemas_(schemas),
      temporary_(!directory),
      directory_(directory ? make_private_directory(*directory) : make_temporary_directory()),
      customers_(directory_, alternate_key_type),
      poslog_signs_(poslog_signs) {}

ObjectStore::~ObjectStore() {
    inspection_.request_stop();
    if (inspection_.joinable()) inspection_.join();
    std::error_code ignored;
    if (temporary_) fs::remove_all(directory_, ignored);
}

fs::path ObjectStore::file_of(const std::string& name) const {
    return directory_ / file_name_for(name);
}

std::string ObjectStore::accept(Upload& upload, const std::string& name) {
    const std::scoped_lock order(order_mutex_);
    // An earlier object of this name may still be being read.
    settle();
    const auto bytes = upload.bytes();
    const auto file = file_of(name);
    auto sha256 = upload.move_to(file);
    {
        const std::scoped_lock lock(mutex_);
        auto& object = object_named(name);
        object = {name, bytes, sha256, file.filename().string(), object.puts + 1, false, {}};
    }
    inspection_ =
        std::jthread([this, name, file](const std::stop_token& stop) { take_apart(name, file, stop); });
    return sha256;
}

void ObjectStore::take_apart(const std::string& name, const fs::path& file, const std::stop_token& stop) try {
    auto inspection = inspect_object(file, schemas_, customers_, poslog_signs_, stop);
    const std::scoped_lock lock(mutex_);
    auto& object = object_named(name);
    object.readable = inspection.readable;
    for (auto& inspected : inspection.files) {
        for (auto& transaction : inspected.transactions) {
            transactions_.deliver(std::move(transaction), name, inspected.summary.name);
        }
        customers_.deliver(std::move(inspected.customers), {name, inspected.summary.name});
        object.files.push_back(std::move(inspected.summary));
    }
} catch (const std::exception& error) {
    fmt::print(stderr, "cannot take an object apart: {}\n", error.what());
}

ArrivedObject& ObjectStore::object_named(const std::string& name) {
    const auto known = std::find_if(objects_.begin(), objects_.end(),
                                    [&](const ArrivedObject& object) { return object.name == name; });
    if (known != objects_.end()) return *known;
    objects_.emplace_back().name = name;
    return objects_.back();
}

void ObjectStore::settle() {
    if (inspection_.joinable()) inspection_.join();
}

void ObjectStore::look(const std::function<void(const Arrived&)>& visit) {
    const std::scoped_lock order(order_mutex_);
    settle();
    const std::scoped_lock lock(mutex_);
    visit({objects_, transactions_, customers_});
}

void ObjectStore::clear() {
    const std::scoped_lock order(order_mutex_);
    settle();
    const std::scoped_lock lock(mutex_);
    if (temporary_) {
        for (const auto& object : objects_) fs::remove(directory_ / object.kept_as);
    }
    objects_.clear();
    transactions_ = {};
    customers_.clear();
}

}  // namespace oa::sandbox
