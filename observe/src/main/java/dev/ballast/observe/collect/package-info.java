/// The catalogue of families, a package each. The query is in a file beside the family, by major
/// where majors differ.
///
/// Front door: [dev.ballast.observe.collect.Families].
@NullMarked
package dev.ballast.observe.collect;

import org.jspecify.annotations.NullMarked;
