package dev.ballast.wasm;

import java.lang.constant.ClassDesc;
import java.util.function.IntFunction;

/// What the writers of all methods have in common.
///
/// @param homes the class that holds a function's method, by the function's index
/// @param checked whether every direct access to the memory asserts its alignment; the tests
///     translate so, to prove that what is shipped may do without
record Context(WasmModule module, Names names, IntFunction<ClassDesc> homes, boolean checked) {}
