#include "support.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/date.hpp"

namespace oa::test {

namespace {

std::filesystem::path make_directory() {
    std::string path = (std::filesystem::temp_directory_path() / "oa-unit-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("cannot make " + path);
    return path;
}

}  // namespace

TempDir::TempDir() : path_(make_directory()) {}

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> TempDir::names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

CapturedStderr::CapturedStderr() : saved_(::dup(STDERR_FILENO)) {
    const FileDescriptor file(
        ::open((directory_ / "stderr").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    ::dup2(file.get(), STDERR_FILENO);
}

CapturedStderr::~CapturedStderr() {
    ::dup2(saved_.get(), STDERR_FILENO);
}

std::string CapturedStderr::text() const {
    return read_file(directory_ / "stderr");
}

EnvironmentVariable::EnvironmentVariable(std::string name, const std::optional<std::string>& value)
    : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) before_ = before;
    set(name_, value);
}

EnvironmentVariable::~EnvironmentVariable() {
    set(name_, before_);
}

void EnvironmentVariable::set(const std::string& name, const std::optional<std::string>& value) {
    if (value) {
        ::setenv(name.c_str(), value->c_str(), 1);
    } else {
        ::unsetenv(name.c_str());
    }
}

TestStore::TestStore() : path(directory / "oa.db"), database(create_store(path)) {
    add_company(database, 7, "Seven");
}

Clock seed_clock() {
    return Clock(parse_timestamp("2010-11-23T09:21:41").value());
}

QuietLog::QuietLog()
    : clock_(seed_clock()), log_({.program = "oa-unit", .threshold = Severity::kError, .file = {}}, clock_) {}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::string read_file(const std::filesystem::path& path) {
    const std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

unsigned mode_of(const std::filesystem::path& path) {
    return static_cast<unsigned>(std::filesystem::status(path).permissions());
}

std::string query_text(Database& database, std::string_view sql) {
    Statement statement = database.prepare(sql);
    if (!statement.step()) return "(none)";
    return statement.is_null(0) ? "(null)" : statement.string(0);
}

Database empty_database(const std::filesystem::path& path) {
    create_empty_file(path);
    return {path, Access::kReadWrite};
}

Money money(std::string_view text) {
    return parse_money(text).value();
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace oa::test
