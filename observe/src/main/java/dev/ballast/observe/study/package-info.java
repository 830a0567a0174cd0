/// What a slow statement is looked up for: the tables it reads, their indexes, and its plan where
/// one can be had without running code of the database.
@NullMarked
package dev.ballast.observe.study;

import org.jspecify.annotations.NullMarked;
