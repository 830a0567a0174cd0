/// The families of flaws: what is wrong in the schema of a database, a family for each kind.
@NullMarked
package dev.ballast.observe.collect.flaw;

import org.jspecify.annotations.NullMarked;
