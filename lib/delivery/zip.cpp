#include "delivery/zip.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/stop_signals.hpp"

namespace oa {

namespace {

// XML shrinks to a tenth at the fastest level already; the highest takes five times as long for little more.
constexpr zip_uint32_t kCompressionLevel = 1;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

[[noreturn]] void fail(const std::filesystem::path& zip, const char* reason) {
    throw Error(ExitCode::kIo, fmt::format("cannot write the zip {}: {}", zip.string(), reason));
}

Archive open_archive(const std::filesystem::path& path, const std::filesystem::path& zip) {
    int code = 0;
    Archive archive(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
    if (archive == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        throw Error(ExitCode::kCannotCreate,
                    fmt::format("cannot create the zip {}: {}", zip.string(), reason));
    }
    return archive;
}

int is_cancelled(zip_t* /*archive*/, void* /*state*/) {
    return StopSignals::requested() ? 1 : 0;
}

void add_file(zip_t* archive, const std::filesystem::path& file, const std::filesystem::path& zip) {
    zip_source_t* source = zip_source_file(archive, file.c_str(), 0, -1);
    if (source == nullptr) fail(zip, zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, file.filename().c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        fail(zip, zip_strerror(archive));
    }
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, kCompressionLevel);
}

}  // namespace

void make_zip(const std::filesystem::path& zip, const std::vector<std::filesystem::path>& files) {
    const std::filesystem::path temporary = zip.parent_path() / ("." + zip.filename().string());
    remove_file(temporary);
    Archive archive = open_archive(temporary, zip);
    for (const auto& file : files) add_file(archive.get(), file, zip);
    zip_register_cancel_callback_with_state(archive.get(), &is_cancelled, nullptr, nullptr);
    // The work is done here; on success libzip frees the archive.
    if (zip_close(archive.get()) != 0) fail(zip, zip_strerror(archive.get()));
    static_cast<void>(archive.release());

    const FileDescriptor written(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
    if (!written.is_open() || ::fchmod(written.get(), S_IRUSR | S_IWUSR) != 0 ||
        ::fsync(written.get()) != 0) {
        fail(zip, "it could not be synced to the disk");
    }
    rename_file(temporary, zip);
    sync_directory(zip.parent_path());
}

}  // namespace oa
