#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "delivery/outbox.hpp"

namespace oa {

/// What is said of a message in which the writer had to replace a character (to_xml_text).
inline constexpr std::string_view kReplacedCharacter =
    "a character that XML cannot carry was sent as a blank (or U+FFFD for bytes that are not UTF-8)";

/// A file of messages on its way into the outbox. It is opened with the first message, so that a run without
/// any writes no file; a dry run, which has no outbox, builds every message and drops it. `Writer` is that
/// of the message: made from a sink, with write(message) and finish().
template <typename Writer>
class OutboxFile {
  public:
    /// The file is named `STEM_DATETIME.xml`. `outbox` is null for a dry run.
    OutboxFile(Outbox* outbox, std::string stem) : outbox_(outbox), stem_(std::move(stem)) {}

    /// True when a character had to be replaced. Errors as Outbox::start_file and OutputFile::write.
    template <typename Message>
    bool write(const Message& message) {
        if (writer_ == nullptr) open();
        ++message_count_;
        return writer_->write(message);
    }

    std::int64_t message_count() const { return message_count_; }

    /// Steps 1 to 3 of the delivery protocol: finishes the file and hands it to the outbox, with `mark_rows`
    /// in the same transaction. The next message opens another file. Answers whether there was one; `name`
    /// and `byte_count` then speak of it.
    bool commit(const std::function<void()>& mark_rows) {
        const bool is_written = file_ != nullptr;
        if (is_written) {
            writer_->finish();
            file_->finish();
            outbox_->commit_file(*file_, name_, message_count_, mark_rows);
            byte_count_ = static_cast<std::int64_t>(file_->byte_count());
        }
        writer_.reset();
        file_.reset();
        message_count_ = 0;
        return is_written;
    }

    const std::string& name() const { return name_; }
    std::int64_t byte_count() const { return byte_count_; }

  private:
    void open() {
        if (outbox_ != nullptr) file_ = outbox_->start_file(stem_, name_);
        writer_ = std::make_unique<Writer>([this](std::string_view bytes) {
            if (file_ != nullptr) file_->write(bytes);
        });
    }

    Outbox* outbox_;
    std::string stem_;
    std::string name_;
    std::unique_ptr<OutputFile> file_;
    std::unique_ptr<Writer> writer_;
    std::int64_t message_count_ = 0;
    std::int64_t byte_count_ = 0;
};

}  // namespace oa
