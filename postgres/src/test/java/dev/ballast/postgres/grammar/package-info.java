/// The grammar and the splitter of `sql`, compared with what servers of every supported major
/// parse.
@NullMarked
package dev.ballast.postgres.grammar;

import org.jspecify.annotations.NullMarked;
