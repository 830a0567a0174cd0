/// Words that several rules share, and statements as a sentence quotes them.
@NullMarked
package dev.ballast.rules.wording;

import org.jspecify.annotations.NullMarked;
