#pragma once

#include <string>
#include <string_view>

namespace oa {

// What is printed or kept for people passes through here, at the last step before stderr, stdout, log file or
// job log: names from the store and what the other side says are data, and must neither drive a terminal nor
// give a credential away.

/// Fit for one line: tabs and line ends are blanks, other control characters (C0, DEL, C1) and those that
/// turn the direction of text are written as `\x1B`, `\u202E`; what is not UTF-8 is replaced. Credentials are
/// `***`: secrets that hide_secret() was told of, what stands behind `Authorization:`, `password=` and the
/// like, Basic and Bearer credentials, user and password in a URL, the token of a pre-authenticated request.
/// Applied twice, it changes nothing more.
std::string shown(std::string_view text);

/// The same for several lines: tabs and line ends stay.
std::string shown_lines(std::string_view text);

/// JSON text whose strings escape DEL, C1 and direction characters too (`\u009b`).
std::string shown_json(std::string_view json);

/// Hides a secret of this process wherever it would be shown; one of less than six characters would hide
/// half of every text, and is not. Call before other threads are there.
void hide_secret(std::string_view secret);

}  // namespace oa
