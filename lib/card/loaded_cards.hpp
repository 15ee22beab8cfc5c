#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"
#include "store/table_column.hpp"

namespace oa {

/// What a load of CSV files brings to the tables of stored value cards and picks: numbers that a card can
/// have and no other has, amounts and quantities that are not negative (Stored Value Card Purchase and
/// Activation, Pick Stored Value Card Table, Stored Value Card Table, Virtual Card Number Table). Within the
/// transaction of the load.
class LoadedCards {
  public:
    explicit LoadedCards(Database& database);
    ~LoadedCards();
    LoadedCards(const LoadedCards&) = delete;
    LoadedCards& operator=(const LoadedCards&) = delete;

    /// Before a row is written: why it may not be, without the number in full; nothing when it may. Error
    /// kConfiguration as CardNumbers::of_store.
    std::optional<std::string> problem_with(const std::string& table, const std::vector<TableColumn>& columns,
                                            const std::vector<std::string>& fields);

    /// When all rows are written: units on printed pick slips are reserved for their order lines.
    void written();

  private:
    struct Company;
    struct Row;

    Company& company(int number);
    std::optional<std::string> problem_with_number(const Row& row, const std::string& stored);

    Database& database_;
    std::map<int, std::unique_ptr<Company>> companies_;
    bool has_picks_ = false;
};

}  // namespace oa
