/// One statement: slower by its plan, its data, its load or its waits.
@NullMarked
package dev.ballast.pages.statement;

import org.jspecify.annotations.NullMarked;
