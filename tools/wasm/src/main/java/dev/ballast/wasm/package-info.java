/// Translates a WebAssembly module into JVM classes; a tool of the build, not part of what runs.
///
/// PostgreSQL's parser comes as WebAssembly. The JVM compiles a method only when it has at most
/// 8,000 bytes of bytecode and refuses one of more than 64 KB, while the parser has functions of
/// 264 KB. So the translation takes a function apart into its basic blocks and puts them together
/// again as methods of a size the JVM compiles.
///
/// Front door: [dev.ballast.wasm.Translate], whose first lines describe the path of a module
/// through the package. It knows nothing of PostgreSQL.
@NullMarked
package dev.ballast.wasm;

import org.jspecify.annotations.NullMarked;
