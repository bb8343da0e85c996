// Mozilla User Preferences
user_pref("a.b", true);
user_pref("c", -1);
user_pref("d", "x\"y");
