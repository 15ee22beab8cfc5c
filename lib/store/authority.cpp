#include "store/authority.hpp"

namespace oa {

bool has_authority(Database& database, int company, std::string_view user_id,
                   std::string_view secured_feature) {
    return database.scalar(
               "SELECT COUNT(*) FROM user_authority "
               "WHERE company = ? AND user_id = ? AND secured_feature = ? AND authority = 'A'",
               company, user_id, secured_feature) > 0;
}

}  // namespace oa
