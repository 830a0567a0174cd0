/// Figures as pages write them: three digits and a unit.
@NullMarked
package dev.ballast.pages.text;

import org.jspecify.annotations.NullMarked;
