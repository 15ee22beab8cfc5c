#include "unit/support.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/date.hpp"
#include "base/text.hpp"

namespace oa::test {

namespace {

std::filesystem::path make_directory() {
    std::string path = (std::filesystem::temp_directory_path() / "oa-unit-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("cannot make " + path);
    return path;
}

/// Bound to some free port of the loopback, which is answered too.
FileDescriptor bound_socket(int& port) {
    FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        throw std::runtime_error("cannot bind a socket");
    }
    port = ntohs(address.sin_port);
    return socket;
}

std::size_t content_length(const std::string& head) {
    static constexpr std::string_view kName = "\nCONTENT-LENGTH:";
    const auto at = to_upper(head).find(kName);
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + kName.size()));
}

/// The next request on a connection; nothing when it is closed. `pending` is what was read beyond.
std::optional<LocalServer::Request> read_request(int socket, std::string& pending) {
    std::size_t body_begin = std::string::npos;
    for (;;) {
        if (const auto end = pending.find("\r\n\r\n"); end != std::string::npos) body_begin = end + 4;
        if (body_begin != std::string::npos) {
            LocalServer::Request request{pending.substr(0, body_begin), ""};
            const std::size_t length = content_length(request.head);
            if (pending.size() - body_begin >= length) {
                request.body = pending.substr(body_begin, length);
                pending.erase(0, body_begin + length);
                return request;
            }
        }
        char buffer[16384];
        const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
        if (got <= 0) return std::nullopt;
        pending.append(buffer, static_cast<std::size_t>(got));
    }
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

LocalServer::LocalServer(Handler handler) : handler_(std::move(handler)), listener_(bound_socket(port_)) {
    if (::listen(listener_.get(), 64) != 0) throw std::runtime_error("cannot listen");
    acceptor_ = std::thread([this] { accept_all(); });
}

LocalServer::~LocalServer() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    acceptor_.join();
    for (Connection& connection : open_) {
        ::shutdown(connection.socket.get(), SHUT_RDWR);
        connection.thread.join();
    }
}

std::string LocalServer::url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::size_t LocalServer::connections() const {
    const std::lock_guard lock(mutex_);
    return open_.size();
}

std::vector<LocalServer::Request> LocalServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void LocalServer::accept_all() {
    for (;;) {
        FileDescriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        const int fd = socket.get();
        if (fd < 0) return;
        const std::lock_guard lock(mutex_);
        open_.push_back({std::move(socket), std::thread([this, fd] { serve(fd); })});
    }
}

bool LocalServer::is_to_be_read(int socket) const {
    if (hang_up_before_ == 0) return true;
    char first = 0;
    return ::recv(socket, &first, 1, MSG_PEEK) > 0 && requests().size() + 1 != hang_up_before_;
}

void LocalServer::serve(int socket) {
    std::string pending;
    while (is_to_be_read(socket)) {
        const auto request = read_request(socket, pending);
        if (!request) break;
        std::size_t number = 0;
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(*request);
            number = requests_.size();
        }
        std::string_view answer;
        const std::string bytes = handler_(*request);
        for (answer = bytes; !answer.empty();) {
            const ssize_t sent = ::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            answer.remove_prefix(static_cast<std::size_t>(sent));
        }
        if (bytes.empty() || !answer.empty() || number == hang_up_after_) break;
    }
    ::shutdown(socket, SHUT_RDWR);
}

std::string http_answer(int status, std::string_view body, std::string_view headers) {
    return "HTTP/1.1 " + std::to_string(status) +
           " Answer\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(headers) +
           "\r\n" + std::string(body);
}

int unused_port() {
    int port = 0;
    bound_socket(port);
    return port;
}

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
