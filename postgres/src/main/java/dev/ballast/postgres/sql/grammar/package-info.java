/// PostgreSQL's own parser, run on the JVM: what this package accepts is what the server accepts.
///
/// The parser is libpg_query of PostgreSQL 18, compiled to WebAssembly; it is not re-implemented
/// here. Front door: [dev.ballast.postgres.sql.grammar.Grammar]. It answers in libpg_query's JSON
/// form; whoever wants a typed tree reads it in the package beside this one.
@NullMarked
package dev.ballast.postgres.sql.grammar;

import org.jspecify.annotations.NullMarked;
