#pragma once
// What Recipient::method says of the ways that can be gone from here. For the parts of Sending only.

namespace amparo::models {

inline constexpr const char* kDropMethod = "drop";
inline constexpr const char* kMailMethod = "email";
inline constexpr const char* kSiteMethod = "globaleaks";

}  // namespace amparo::models
