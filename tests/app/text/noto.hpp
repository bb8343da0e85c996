#pragma once
// The fonts that our tests shape with: Debian's fonts-noto-core, and what else of Noto happens to be
// installed.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "app/text/fonts.hpp"

namespace amparo::test {

inline std::string noto_path(const std::string& file) {
    for (const char* folder : {"/usr/share/fonts/truetype/noto/", "/usr/share/fonts/opentype/noto/"}) {
        if (std::filesystem::exists(folder + file)) return folder + file;
    }
    return {};
}

/// Path of the face that stands first in the chain of each language.
inline const std::map<std::string, std::string>& noto_first() {
    static const std::map<std::string, std::string> files{
        {"en", "NotoSans-Regular.ttf"},           {"ru", "NotoSans-Regular.ttf"},
        {"ar", "NotoNaskhArabic-Regular.ttf"},    {"fa", "NotoNaskhArabic-Regular.ttf"},
        {"ur", "NotoNastaliqUrdu-Regular.ttf"},   {"he", "NotoSansHebrew-Regular.ttf"},
        {"hi", "NotoSansDevanagari-Regular.ttf"}, {"bn", "NotoSansBengali-Regular.ttf"},
        {"my", "NotoSansMyanmar-Regular.ttf"},    {"th", "NotoSansThai-Regular.ttf"},
        {"am", "NotoSansEthiopic-Regular.ttf"},   {"zh", "NotoSansCJK-Regular.ttc"},
    };
    return files;
}

/// Face of simplified Chinese in the collection.
inline constexpr unsigned kSimplifiedChinese = 2;

/// All faces of noto_first() that are installed, with one chain per language; the chain of "" holds them all.
inline text_layout::FontSet noto_fonts(bool with_emoji = true) {
    text_layout::FontSet fonts;
    std::map<std::string, text_layout::FaceId> ids;
    std::vector<text_layout::FaceId> all;
    const auto take = [&](const std::string& file) -> std::optional<text_layout::FaceId> {
        if (const auto known = ids.find(file); known != ids.end()) return known->second;
        const std::string path = noto_path(file);
        if (path.empty()) return std::nullopt;
        const auto id = fonts.add_file(path, file.ends_with(".ttc") ? kSimplifiedChinese : 0);
        REQUIRE(id.has_value());
        ids[file] = *id;
        all.push_back(*id);
        return *id;
    };
    INFO("install the package fonts-noto-core");
    REQUIRE(take("NotoSans-Regular.ttf").has_value());
    for (const auto& [language, file] : noto_first()) {
        if (const auto id = take(file)) REQUIRE(fonts.set_chain(language, {*id}).has_value());
    }
    if (with_emoji) static_cast<void>(take("NotoColorEmoji.ttf"));
    REQUIRE(fonts.set_chain("", all).has_value());
    return fonts;
}

/// A sentence in each language, written for these tests; each in one script, so that one face has all of it.
inline const std::map<std::string, std::string>& sentences() {
    static const std::map<std::string, std::string> texts{
        {"en", "Keep a copy of your notes offline, away from the office."},
        {"ru", "Храните копию заметок вне офиса."},
        {"ar", "احتفظ بنسخة من ملاحظاتك في مكان آمن لا يصل إليه أحد"},
        {"fa", "یک نسخه از یادداشت‌ها را در جای امن نگه می‌دارم"},
        {"ur", "اپنے نوٹس کی ایک نقل محفوظ جگہ پر رکھیں"},
        {"he", "שִׁמְרוּ עוֹתֶק שֶׁל הָרְשִׁימוֹת בְּמָקוֹם בָּטוּחַ"},
        {"hi", "अपने नोट्स की एक प्रति सुरक्षित स्थान पर रखें"},
        {"bn", "আপনার নোটের একটি কপি নিরাপদ স্থানে রাখুন"},
        {"my", "သင့်မှတ်စုမိတ္တူကို လုံခြုံသောနေရာတွင် သိမ်းပါ"},
        {"th", "เก็บสำเนาบันทึกของคุณไว้ในที่ปลอดภัย"},
        {"am", "የማስታወሻዎን ቅጂ ደህንነቱ በተጠበቀ ቦታ ያስቀምጡ"},
        {"zh", "把笔记的副本放在安全的地方"},
    };
    return texts;
}

}  // namespace amparo::test
