/// PostgreSQL's own parser, run on the JVM: what this package accepts is what the server accepts.
///
/// The parser is libpg_query of PostgreSQL 18, compiled to WebAssembly; it is not re-implemented
/// here. Front door: [dev.ballast.sql.grammar.Grammar]. It answers in libpg_query's JSON
/// form; anyone who wants a typed tree reads it in the package beside this one.
///
/// Servers of 14 to 17 accept nothing else, with these exceptions, which a test finds on them: 14
/// takes `1a` for a number and a name; and these words were names in every place, of a function or
/// a type for instance, before they got a meaning: until 15 `system_user`, `json_array`,
/// `json_arrayagg`, `json_object`, `json_objectagg`, until 16 `json`, `json_exists`, `json_query`,
/// `json_scalar`, `json_serialize`, `json_table`, `json_value`, `merge_action`. In double quotes
/// they still are.
///
/// The classes `LibpgQuery...` are made by the build (decision 0006); [Machine] and [Imports] are
/// what they lean on, [Engine] is one of them in use, [Engines] lends them out.
@NullMarked
package dev.ballast.sql.grammar;

import org.jspecify.annotations.NullMarked;
