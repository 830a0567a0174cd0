/// Tests of the walk that shows statements to rules.
@NullMarked
package dev.ballast.rules.lint;

import org.jspecify.annotations.NullMarked;
