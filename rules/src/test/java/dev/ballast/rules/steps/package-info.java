/// Tests of the statements that several rules advise.
@NullMarked
package dev.ballast.rules.steps;

import org.jspecify.annotations.NullMarked;
