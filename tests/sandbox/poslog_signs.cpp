#include "poslog_signs.hpp"

#include <fmt/format.h>

#include "text.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

/// One transaction's numbers, in hundredths, as the receiver adds them up.
class Reader {
  public:
    Reader(const xmlNode& transaction, PoslogSigns signs)
        : signs_(signs), name_(text_at(transaction, {"SequenceNumber"})) {
        const auto* retail = child_named(transaction, "RetailTransaction");
        for (const auto* line : children_named(retail, "LineItem")) read_line(*line);
        for (const auto* total : children_named(retail, "Total")) check_total(number(*total, "Total"));
    }

    std::vector<std::string> problems() && { return std::move(problems_); }

  private:
    void read_line(const xmlNode& line) {
        if (const auto* sale = child_named(line, "Sale")) lines_ += item(*sale, false);
        if (const auto* item_back = child_named(line, "Return")) lines_ += item(*item_back, true);
        if (const auto* tax = child_named(line, "Tax")) {
            const bool back = goes_back(*tax);
            read(*tax, "TaxableAmount", back);
            lines_ += read(*tax, "Amount", back);
        }
        if (const auto* tender = child_named(line, "Tender")) {
            tenders_ += read(*tender, "Amount", goes_back(*tender));
        }
    }

    long long item(const xmlNode& item, bool back) {
        const auto price = number(item, "ActualSalesUnitPrice");
        const auto extended = number(item, "ExtendedAmount");
        const auto quantity = number(item, "Quantity");
        if (price * quantity != extended * 100) {
            complain(fmt::format("{} x {} is not {}", text_at(item, {"Quantity"}),
                                 text_at(item, {"ActualSalesUnitPrice"}), text_at(item, {"ExtendedAmount"})));
        }
        read(item, "Quantity", back);
        return read(item, "ExtendedAmount", back);
    }

    /// Whether TypeCode says that money goes back.
    bool goes_back(const xmlNode& element) {
        const auto type_code = attribute_of(element, "TypeCode");
        if (type_code.empty() != (signs_ == PoslogSigns::kSigned)) {
            complain(fmt::format("a {} with TypeCode '{}'", name_of(element), type_code));
        }
        return type_code == "Refund";
    }

    /// A number with the sign that it has to the receiver.
    long long read(const xmlNode& element, const char* child, bool back) {
        const auto value = number(element, child);
        if (signs_ == PoslogSigns::kSigned) {
            const bool is_item = name_of(element) == "Sale" || name_of(element) == "Return";
            if (is_item && value != 0 && (value < 0) != back) complain_of_sign(element, child);
            return value;
        }
        if (value < 0) complain_of_sign(element, child);
        return back ? -value : value;
    }

    long long number(const xmlNode& element, const char* child) {
        const auto* found = is_named(element, child) ? &element : child_named(element, child);
        const auto value = found == nullptr ? std::nullopt : parse_hundredths(text_of(*found));
        if (!value) complain(fmt::format("a {} without a {}", name_of(element), child));
        return value.value_or(0);
    }

    void check_total(long long total) {
        if (total != lines_) complain(fmt::format("Total is {}, the lines add up to {}", total, lines_));
        if (total != tenders_)
            complain(fmt::format("Total is {}, the tenders add up to {}", total, tenders_));
    }

    static std::string name_of(const xmlNode& element) { return reinterpret_cast<const char*>(element.name); }
    void complain_of_sign(const xmlNode& element, const char* child) {
        complain(fmt::format("{} {} in a {}", child, text_at(element, {child}), name_of(element)));
    }
    void complain(const std::string& problem) {
        problems_.push_back(fmt::format("transaction {}: {}", name_, problem));
    }

    PoslogSigns signs_;
    std::string name_;
    long long lines_ = 0;
    long long tenders_ = 0;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> sign_problems(const xmlNode& transaction, PoslogSigns signs) {
    return Reader(transaction, signs).problems();
}

}  // namespace oa::sandbox
