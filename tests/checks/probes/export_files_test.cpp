#include "checks/probes/export_files.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace amparo;
using namespace amparo::checks;

namespace {

std::string product(const std::string& head, const std::string& name = "x.csv") {
    return std::string(recognise_export(name, head).value_or("none"));
}

/// A table with that heading and one entry.
std::string table(const std::string& heading) { return product(heading + "\na,b,c,d,e,f\n"); }

}  // namespace

TEST_CASE("every known heading is recognised") {
    const std::pair<const char*, const char*> kHeadings[] = {
        {"folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
         "Bitwarden CSV"},
        {"folder,favorite,type,name,notes,fields,login_uri,login_username,login_password,login_totp",
         "Bitwarden CSV"},
        {"collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
         "Bitwarden CSV"},
        {"collections,type,name,notes,fields,login_uri,login_username,login_password,login_totp",
         "Bitwarden CSV"},
        {"Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes", "1Password CSV"},
        {"title,notes,username,password,url", "1Password or Apple CSV"},
        {"Group,Title,Username,Password,URL,Notes,TOTP,Icon,Last Modified,Created", "KeePassXC CSV"},
        {"Group,Title,Username,Password,URL,Notes", "KeePassXC CSV"},
        {"\"Account\",\"Login Name\",\"Password\",\"Web Site\",\"Comments\"", "KeePass CSV"},
        {"name,url,username,password,note", "Chrome, Edge or Brave CSV"},
        {"name,url,username,password", "Chrome, Edge or Brave CSV"},
        {"\"url\",\"username\",\"password\",\"httpRealm\",\"formActionOrigin\",\"guid\",\"timeCreated\","
         "\"timeLastUsed\","
         "\"timePasswordChanged\"",
         "Firefox CSV"},
        {"Title,URL,Username,Password,Notes,OTPAuth", "Apple CSV"},
        {"Title,Url,Username,Password", "Apple CSV"},
        {"url,username,password,totp,extra,name,grouping,fav", "LastPass CSV"},
        {"url,username,password,extra,name,grouping,fav", "LastPass CSV"},
        {"name,url,username,password,note,cardholdername,cardnumber,cvc,expirydate,zipcode,folder,full_name,"
         "phone_number,"
         "email,address1,address2,city,country,state",
         "NordPass CSV"},
        {"Name,Url,Login,Pwd,Note,Folder,Rf_fields", "RoboForm CSV"},
        {"\"Title\",\"Login\",\"Password\",\"URL\",\"Notes\",\"OTP\"", "SafeInCloud CSV"},
        {"Display_Name,Login_Username,Login_Password,Login_URLs,Login_TOTP,Notes,Favorite", "Synology CSV"},
    };
    for (const auto& [heading, expected] : kHeadings) {
        INFO(heading);
        CHECK(table(heading) == expected);
    }
}

TEST_CASE("order, case, quotes, line ends, byte-order mark and separator do not matter") {
    CHECK(table("password,username,note,url,name") == "Chrome, Edge or Brave CSV");
    CHECK(table("\xEF\xBB\xBFNAME,URL,USERNAME,PASSWORD") == "Chrome, Edge or Brave CSV");
    CHECK(product("\"name\",\"url\", \"username\" ,\"password\"\r\n\"a\",\"b\",\"c\",\"d\"\r\n") ==
          "Chrome, Edge or Brave CSV");
    CHECK(product("name;url;username;password\na;b;c;d\n") == "Chrome, Edge or Brave CSV");
    CHECK(product("name\turl\tusername\tpassword\na\tb\tc\td\n") == "Chrome, Edge or Brave CSV");
    CHECK(product("sep=;\nname;url;username;password\na;b;c;d\n") == "Chrome, Edge or Brave CSV");
    CHECK(product("name,url,username,password\ra,b,c,d\r") == "Chrome, Edge or Brave CSV");
}

TEST_CASE("a table that fits no product but has places, names and passwords counts") {
    CHECK(table("site,user,password,remark") == "password table");
    CHECK(table("name,url,username,password,note,passkey,archived") == "password table");
    CHECK(table("vault,title,website,email,password") == "password table");
}

TEST_CASE("columns count as whole names only") {
    CHECK(table("Date,Amount,User,Website,Password policy") == "none");
    CHECK(table("url,username,password changed on") == "none");
    CHECK(table("url,username required,password required") == "none");
    CHECK(table("\"url,username,password\"") == "none");
    CHECK(table("url|username|password") == "none");
    CHECK(table("name,address,username,password") == "none");
    CHECK(table("url,password") == "none");
    CHECK(table("Date,Payee,Account,Amount") == "none");
}

TEST_CASE("a heading without entries is a form and not a list") {
    CHECK(product("name,url,username,password,note\n") == "none");
    CHECK(product("name,url,username,password,note") == "none");
    CHECK(product("name,url,username,password,note\r\n,,,,\r\n\n") == "none");
    CHECK(product("") == "none");
    CHECK(product("\xEF\xBB\xBF") == "none");
}

TEST_CASE("a heading with line breaks inside quotes is read to its end") {
    CHECK(product("\"name\",\"url\",\"username\",\"password\",\"a\nlong \"\"note\"\"\"\na,b,c,d,e\n") ==
          "password table");
    CHECK(product("name,url,username,password,\"never closed\na,b,c,d,e\n") == "none");
}

TEST_CASE("a heading longer than what is looked at is judged by the names that were seen whole") {
    std::string wide = "url,username,password";
    while (wide.size() < kExportHead + 100) wide += ",column" + std::to_string(wide.size());
    CHECK(product(wide.substr(0, kExportHead)) == "password table");
    CHECK(product(wide) == "password table");
    // The name that is cut off is no name.
    std::string cut = "url,username,";
    cut += std::string(kExportHead - cut.size() - 9, 'x') + ",password";
    REQUIRE(cut.size() == kExportHead);
    CHECK(product(cut + " policy\n") == "none");
}

TEST_CASE("Bitwarden's readable JSON is recognised and its encrypted one is not") {
    CHECK(
        product(
            R"({"encrypted": false, "folders": [], "items": [{"id": "1", "organizationId": null,
                     "folderId": null,
                     "type": 1, "name": "x", "login": {"username": "a", "password": "b"}}]})") ==
        "Bitwarden JSON");
    CHECK(product(R"({"folders":[],"items":[{"id":"1","type":1,"reprompt":0,"name":"x","login":{}}]})") ==
          "Bitwarden JSON");
    CHECK(product(R"({"collections":[],"items":[{"organizationId":"1","type":1)") == "Bitwarden JSON");
    CHECK(product("\xEF\xBB\xBF\n "
                  "{\"encrypted\":false,\"folders\":[],\"items\":[{\"type\":2,\"folderId\":null}]}") ==
          "Bitwarden JSON");
    std::string long_folders = R"({"encrypted":false,"folders":[)";
    while (long_folders.size() < kExportHead) long_folders += R"({"id":"1","name":"trabajo"},)";
    CHECK(product(long_folders.substr(0, kExportHead)) == "Bitwarden JSON");

    CHECK(product(R"({"encrypted": true, "passwordProtected": true, "salt": "a", "data": "2.b"})") == "none");
    CHECK(
        product(
            R"({"encrypted":true,"encKeyValidation_DO_NOT_EDIT":"2.a","folders":[],
                "items":[{"type":1,"folderId":null,"login":{}}]})") ==
        "none");
    CHECK(product(R"({"encrypted":false,"folders":[],"items":[]})") == "none");
}

TEST_CASE("other JSON documents with items are left alone") {
    CHECK(product(R"({"total_count":2,"items":[{"login":"octo","id":1,"type":"User"}]})") == "none");
    CHECK(product(R"({"items":[{"name":"milk"}]})") == "none");
    CHECK(product(R"({"folders":[],"items":[{"name":"milk","type":"food"}]})") == "none");
    CHECK(product(R"({"a":{"items":[{"folderId":1,"type":1,"login":{}}]}})") == "none");
    CHECK(product(R"(["items","folders"])") == "none");
    CHECK(product(R"({"note":"\"items\":[{\"folderId\":1,\"login\":{}"})") == "none");
    CHECK(product("{" + std::string(4000, '[')) == "none");
    CHECK(product("{\"\\") == "none");
    CHECK(product("}}}}") == "none");
}

TEST_CASE("KeePass XML is told by its root and by nothing else") {
    CHECK(product("<KeePassFile>\n<Meta/>") == "KeePass XML");
    CHECK(product(
              "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<!-- a > b -->\n<!DOCTYPE x>\n<KeePassFile a=\"b\">") ==
          "KeePass XML");
    CHECK(product("<KeePassFileX>") == "none");
    CHECK(product("<KeePassFile") == "none");
    CHECK(product("<feed><KeePassFile>") == "none");
    CHECK(product("<!-- <KeePassFile> --><feed>") == "none");
    CHECK(product("<!-- never closed <KeePassFile>") == "none");
    CHECK(product("<?xml <KeePassFile>") == "none");
}

TEST_CASE("binary files never match, except a 1Password archive by name and kind") {
    const std::string zip("PK\x03\x04\x14\0\0\0", 8);
    CHECK(product(zip, "1PasswordExport-ABC.1pux") == "1Password 1PUX");
    CHECK(product(zip, "photos.zip") == "none");
    CHECK(product("not a zip", "x.1pux") == "none");
    CHECK(product(std::string("\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\0\0", 10), "passwords.csv") == "none");
    CHECK(product(std::string("name,url,username,password\na,b,c,d\n\0", 36)) == "none");
    CHECK(product("\xff\xfe\x80,url,username,password\n\x80,b,c,d\n") == "password table");
    CHECK(product("\xff\xfeurl,us\xc3rname,password\n\x80,b,c\n") == "none");
}

TEST_CASE("names worth opening are told by their ending, copies included") {
    for (const char* name : {"a.csv", "A.CSV", "bitwarden.json", "k.xml", "x.1pux", "p.txt", "p.tsv",
                             "p.csv~", "p.csv.bak", "p.json.old"}) {
        INFO(name);
        CHECK(may_be_export(name));
    }
    for (const char* name : {"csv", "a.csv.gpg", "a.kdbx", "a.pdf", "a", "", "acsv", "a.csv.part"}) {
        INFO(name);
        CHECK_FALSE(may_be_export(name));
    }
}

TEST_CASE("what is described of a table are its columns and never an entry") {
    const auto head = parse_export_head("name,url,username,password\nforo,https://x.example,ana,hunter2\n");
    REQUIRE(head.has_value());
    const std::string text = describe(*head);
    CHECK(text.find("product: Chrome") != std::string::npos);
    CHECK(text.find("hunter2") == std::string::npos);
    CHECK(text.find("ana") == std::string::npos);
    CHECK(parse_export_head(std::string(kExportHead + 1, 'a')).error().code == Errc::Limit);
}

TEST_CASE("heads cut at any place or with any byte changed are read without harm") {
    const std::string heads[] = {
        R"({"encrypted":false,"folders":[{"id":"1"}],
            "items":[{"type":1,"folderId":null,"login":{"a":"b\"c"}}]})",
        "\"url\",\"user\"\"name\",\"password\"\r\n\"a\",\"b\",\"c\"\r\n",
        "<?xml version=\"1.0\"?><!-- c --><KeePassFile><Meta/></KeePassFile>"};
    for (const std::string& head : heads) {
        for (std::size_t size = 0; size <= head.size(); ++size) {
            const auto parsed = parse_export_head(head.substr(0, size));
            REQUIRE(parsed.has_value());
        }
        for (std::size_t at = 0; at < head.size(); ++at) {
            for (const char byte : {'\0', '"', '\\', '\n', ',', '{', '}', '\xff'}) {
                std::string changed = head;
                changed[at] = byte;
                REQUIRE(parse_export_head(changed).has_value());
            }
        }
    }
}
