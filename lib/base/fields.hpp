#pragma once

namespace oa {

/// Takes any field.
struct AnyField {
    template <typename Value>
    void operator()(const char*, const Value&) const {}
};

/// What names its fields, each once and in the order of --json, by a member
///
///     template <typename Visit>
///     void fields(Visit&& visit) const {
///         visit("files", files);
///         transfer.fields(visit);  // its fields beside these
///         visit("web", exported);  // its fields as one of these
///     }
///
/// A value is a number, a truth value, text, Money, something with fields of its own, a list or map of such,
/// or an optional one, which is left out while there is none.
template <typename Type>
concept HasFields = requires(const Type& value) {
    value.fields(AnyField());
};

}  // namespace oa
