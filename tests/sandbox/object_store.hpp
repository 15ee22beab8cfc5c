#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "crypto.hpp"
#include "customer_ledger.hpp"
#include "object_inspector.hpp"
#include "transaction_ledger.hpp"

namespace oa::sandbox {

/// An object that is still arriving, in a file of its own that goes away unless the store takes it.
class Upload {
  public:
    /// Starts a file in the directory; throws when it cannot be made.
    explicit Upload(const std::filesystem::path& directory);
    ~Upload();
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;

    /// Appends the next bytes; false when the disk does not take them.
    bool write(const char* data, std::size_t size);

    /// How many bytes came so far.
    std::uint64_t bytes() const { return bytes_; }

    /// Ends the file, gives it its name and returns its SHA-256; throws when it cannot be ended.
    std::string move_to(const std::filesystem::path& target);

  private:
    struct CloseFile {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::filesystem::path path_;
    std::unique_ptr<std::FILE, CloseFile> file_;
    Sha256 sha256_;
    std::uint64_t bytes_ = 0;
};

/// An object as it stands in the bucket.
struct ArrivedObject {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string kept_as;  ///< its file name in the directory
    std::size_t puts = 0;
    bool readable = false;
    std::vector<ArrivedFile> files;
};

/// All that has arrived.
struct Arrived {
    const std::vector<ArrivedObject>& objects;
    const TransactionLedger& transactions;
    const CustomerLedger& customers;
};

/// The bucket that objects are put into, and what was found in them. An object is taken apart behind the
/// sender's back, as on the real side; every look at the results waits until that is done.
class ObjectStore {
  public:
    /// Keeps the objects in `directory`, or in a temporary one that goes away with the store. Customers are
    /// told apart by their alternate key of the type given, and sales held against the signs given.
    ObjectStore(const std::optional<std::filesystem::path>& directory, const Schemas& schemas,
                const std::string& alternate_key_type, PoslogSigns poslog_signs);
    ~ObjectStore();
    ObjectStore(const ObjectStore&) = delete;
    ObjectStore& operator=(const ObjectStore&) = delete;

    /// Where uploads are to be written.
    const std::filesystem::path& directory() const { return directory_; }

    /// Takes in a complete upload under its object name, in place of an earlier one; returns its SHA-256.
    std::string accept(Upload& upload, const std::string& name);

    /// Shows what has arrived, once all of it is taken apart.
    void look(const std::function<void(const Arrived&)>& visit);

    /// The path of a kept object's file.
    std::filesystem::path file_of(const std::string& name) const;

    /// Forgets everything; files in a directory named by the user stay.
    void clear();

  private:
    void take_apart(const std::string& name, const std::filesystem::path& file, const std::stop_token& stop);
    void settle();
    ArrivedObject& object_named(const std::string& name);

    const Schemas& schemas_;
    bool temporary_;
    std::filesystem::path directory_;
    std::mutex order_mutex_;  ///< held while waiting for the inspection, never by the inspection
    std::mutex mutex_;        ///< guards the objects and the ledgers
    std::vector<ArrivedObject> objects_;
    TransactionLedger transactions_;
    CustomerLedger customers_;
    PoslogSigns poslog_signs_;
    std::jthread inspection_;
};

}  // namespace oa::sandbox
