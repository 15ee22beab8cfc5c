// Catch2 v2 compiles its runner here, once; v3 has it in its library and passes over the macro.
#define CATCH_CONFIG_RUNNER
#include "catch.hpp"

int main(int argc, char** argv) {
    return Catch::Session().run(argc, argv);
}
