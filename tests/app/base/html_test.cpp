#include "app/base/html.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;

TEST_CASE("nothing that a person wrote begins an element or ends an attribute") {
    CHECK(text::html_escaped("<a href='x'>\"&amp;") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;");
    CHECK(text::html_escaped("سلام, plain").find('&') == std::string::npos);
}
