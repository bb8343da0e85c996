#include "checks/accounts/table.hpp"

#include <algorithm>
#include <set>

#include "app/base/text.hpp"

namespace amparo::accounts {

namespace {

using Names = std::set<std::string, std::less<>>;

/// Every column of `must` is there, and no column that is in neither list.
struct Known {
    std::string_view format;
    std::string_view must;
    std::string_view may;
};

constexpr std::array kKnown = {
    Known{"bitwarden-csv", "folder|favorite|type|name|notes|fields|login_uri|login_username|login_password|login_totp",
          "reprompt|archiveddate"},
    Known{"bitwarden-organisation-csv",
          "collections|type|name|notes|fields|login_uri|login_username|login_password|login_totp", "reprompt|archiveddate"},
    Known{"onepassword-csv", "title|url|username|password|otpauth|favorite|archived|tags|notes", ""},
    Known{"apple-csv", "title|url|username|password|otpauth", "notes"},
    Known{"onepassword-old-csv", "title|notes|username|password|url", ""},
    Known{"apple-csv", "title|url|username|password", ""},
    Known{"keepassxc-csv", "group|title|username|password|url|notes", "totp|icon|last modified|created"},
    Known{"keepass1-csv", "account|login name|password|web site|comments", ""},
    Known{"chrome-csv", "name|url|username|password", "note"},
    Known{"firefox-csv", "url|username|password|httprealm|formactionorigin|guid",
          "timecreated|timelastused|timepasswordchanged"},
    Known{"lastpass-csv", "url|username|password|extra|name|grouping|fav", "totp"},
    Known{"nordpass-csv",
          "name|url|username|password|note|cardholdername|cardnumber|cvc|expirydate|zipcode|folder|full_name|phone_number|"
          "email|address1|address2|city|country|state",
          "type|additional_urls|custom_fields"},
    Known{"roboform-csv", "name|url|login|pwd|note|folder", "rf_fields|matchurl"},
    Known{"safeincloud-csv", "title|login|password|url|notes", "otp"},
    Known{"synology-csv", "display_name|login_username|login_password|login_urls|login_totp|notes|favorite", ""},
};

struct RoleName {
    Role role;
    std::string_view names;  // the better one first
};
constexpr std::array kRoles = {
    RoleName{Role::Title, "title|name|display_name|account"},
    RoleName{Role::Address,
             "url|login_uri|login_urls|urls|uri|web site|website|web_site|site|loginurl|login url|hostname|origin|domain"},
    RoleName{Role::User,
             "username|login_username|login name|login|user name|user_name|login_name|loginname|user|email|e-mail"},
    RoleName{Role::Password, "password|login_password|pwd|passwd|passphrase|login password"},
    RoleName{Role::Code, "totp|login_totp|otpauth|otp"},
    RoleName{Role::Type, "type"},
    RoleName{Role::Changed, "timepasswordchanged|last modified"},
    RoleName{Role::Used, "timelastused"},
    RoleName{Role::Archived, "archived|archiveddate"},
};

bool fits(const Names& columns, const Known& known) {
    std::size_t matched = 0;
    for (const std::string_view name : text::split(known.must, '|')) {
        if (!columns.contains(name)) return false;
        ++matched;
    }
    for (const std::string_view name : text::split(known.may, '|')) matched += columns.contains(name) ? 1U : 0U;
    return matched == columns.size();
}

// The old export of 1Password had a column for every field of every kind of item.
constexpr std::size_t kWide = 20;

std::string format_of(const Names& columns, const TableShape& shape) {
    for (const Known& known : kKnown) {
        if (fits(columns, known)) return std::string(known.format);
    }
    const bool passwords = shape.at(Role::Password) >= 0 && shape.at(Role::User) >= 0 && shape.at(Role::Address) >= 0;
    if (!passwords) return {};
    const bool wide = columns.size() > kWide && columns.contains("title") && columns.contains("username");
    return wide ? "onepassword-old-csv" : "password-table";
}

}  // namespace

TableShape recognise_table(std::span<const std::string_view> header) {
    TableShape shape;
    shape.column.fill(-1);
    Names names;
    std::vector<std::string> list;
    for (const std::string_view cell : header) {
        list.push_back(text::lower(text::trim(cell)));
        if (list.back().empty()) continue;
        if (!names.insert(list.back()).second) shape.doubled.push_back(list.back());
    }
    for (const RoleName& role : kRoles) {
        for (const std::string_view name : text::split(role.names, '|')) {
            const auto found = std::ranges::find(list, name);
            if (found == list.end()) continue;
            shape.column[static_cast<std::size_t>(role.role)] = static_cast<int>(found - list.begin());
            break;
        }
    }
    shape.format = format_of(names, shape);
    return shape;
}

}  // namespace amparo::accounts
