#pragma once

// Catch2 is v2, one header, in Debian 12, and v3 after it. This is the only place that knows.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
