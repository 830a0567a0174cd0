/// What a login role reaches in a database: relations with their policies, keys and privileges,
/// routines, sequences, and the roles it can become.
///
/// Front door: [dev.ballast.secure.catalog.Surface].
@NullMarked
package dev.ballast.secure.catalog;

import org.jspecify.annotations.NullMarked;
