#include "object_inspector.hpp"

#include <zip.h>

#include <array>
#include <memory>

#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

constexpr std::size_t kShownProblems = 10;

struct DiscardZip {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, DiscardZip>;

struct CloseEntry {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Zip open_zip(const std::filesystem::path& path) {
    int error = 0;
    return Zip(zip_open(path.c_str(), ZIP_RDONLY, &error));
}

/// Reads one file of a zip, remembering whether it could be read to its end. The checksum is only compared
/// there, so a file counts as sound when its end was reached without an error.
class EntryReader {
  public:
    EntryReader(zip_t& zip, std::uint64_t index, std::stop_token stop)
        : file_(zip_fopen_index(&zip, index, 0)), stop_(std::move(stop)), failed_(!file_) {}

    int read(char* buffer, int size) {
        if (failed_ || stop_.stop_requested()) return 0;
        const auto count = zip_fread(file_.get(), buffer, static_cast<zip_uint64_t>(size));
        if (count < 0) failed_ = true;
        if (count == 0) at_end_ = true;
        return count < 0 ? 0 : static_cast<int>(count);
    }

    /// Reads what is left; false when the file is damaged.
    bool finish() {
        std::array<char, 65536> rest{};
        while (read(rest.data(), static_cast<int>(rest.size())) > 0) {
        }
        return at_end_ && !failed_;
    }

    ByteSource source() {
        return [this](char* buffer, int size) { return read(buffer, size); };
    }

  private:
    std::unique_ptr<zip_file_t, CloseEntry> file_;
    std::stop_token stop_;
    bool failed_;
    bool at_end_ = false;
};

class Inspector {
  public:
    Inspector(zip_t& zip, const Schemas& schemas, CustomerLedger& customers, PoslogSigns poslog_signs,
              const std::stop_token& stop)
        : zip_(zip), schemas_(schemas), customers_(customers), poslog_signs_(poslog_signs), stop_(stop) {}

    /// Reads one file; false when it is damaged, so that nothing found in it counts.
    bool inspect(std::uint64_t index, InspectedFile& file) {
        zip_stat_t stat;
        if (zip_stat_index(&zip_, index, 0, &stat) != 0) return false;
        file.summary.name = stat.name;
        file.summary.bytes = stat.size;
        const bool is_xml = file.summary.name.ends_with(".xml");
        const bool sound = is_xml ? inspect_xml(index, file) : EntryReader(zip_, index, stop_).finish();
        if (!sound) forget(file);
        file.summary.transaction_count = file.transactions.size();
        file.summary.customer_count = file.customers.size();
        return sound;
    }

  private:
    bool inspect_xml(std::uint64_t index, InspectedFile& file) {
        auto& summary = file.summary;
        summary.root = root_of(index);
        auto* schema = schemas_.find(summary.root);
        EntryReader entry(zip_, index, stop_);
        std::vector<std::string> problems;
        auto report = read_document(entry.source(), schema, visitor_for(file, problems));
        summary.errors = std::move(report.errors);
        summary.errors.insert(summary.errors.end(), problems.begin(), problems.end());
        if (schema != nullptr || !report.well_formed) summary.valid = report.valid && problems.empty();
        if (!report.well_formed) forget(file);
        return entry.finish();
    }

    /// What is to be read out of a file with this root, and the first few problems with what is in it.
    ChildVisitor visitor_for(InspectedFile& file, std::vector<std::string>& problems) {
        if (file.summary.root == kPoslogRoot) {
            return [this, &file, &problems](xmlNode* child) {
                if (auto transaction = read_transaction(*child)) {
                    file.transactions.push_back(*std::move(transaction));
                    for (auto& problem : sign_problems(*child, poslog_signs_)) {
                        if (problems.size() < kShownProblems) problems.push_back(std::move(problem));
                    }
                }
                return true;
            };
        }
        if (file.summary.root == kCustomersRoot) {
            return [this, &file](xmlNode* child) {
                if (const auto customer = customers_.take_down(*child)) file.customers.push_back(*customer);
                return true;
            };
        }
        return {};
    }

    static void forget(InspectedFile& file) {
        file.transactions.clear();
        file.customers.clear();
    }

    std::string root_of(std::uint64_t index) {
        EntryReader entry(zip_, index, stop_);
        return read_root(entry.source()).name;
    }

    zip_t& zip_;
    const Schemas& schemas_;
    CustomerLedger& customers_;
    PoslogSigns poslog_signs_;
    const std::stop_token& stop_;
};

}  // namespace

Inspection inspect_object(const std::filesystem::path& object, const Schemas& schemas,
                          CustomerLedger& customers, PoslogSigns poslog_signs, const std::stop_token& stop) {
    Inspection inspection;
    const auto zip = open_zip(object);
    if (!zip) return inspection;
    inspection.readable = true;
    Inspector inspector(*zip, schemas, customers, poslog_signs, stop);
    const auto count = static_cast<std::uint64_t>(zip_get_num_entries(zip.get(), 0));
    for (std::uint64_t index = 0; index < count; ++index) {
        InspectedFile file;
        if (!inspector.inspect(index, file)) inspection.readable = false;
        inspection.files.push_back(std::move(file));
    }
    return inspection;
}

std::optional<std::string> find_xml(const std::filesystem::path& object, const std::string& file,
                                    const std::function<bool(const xmlNode&)>& wanted) {
    const auto zip = open_zip(object);
    const auto index = zip ? zip_name_locate(zip.get(), file.c_str(), 0) : -1;
    if (index < 0) return std::nullopt;
    std::optional<std::string> found;
    EntryReader entry(*zip, static_cast<std::uint64_t>(index), {});
    read_document(entry.source(), nullptr, [&](xmlNode* child) {
        if (wanted(*child)) found = pretty_print(*child);
        return !found;
    });
    return found;
}

}  // namespace oa::sandbox
