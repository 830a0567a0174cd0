/// Texts of statements, without what may be somebody's secret or personal data in them.
@NullMarked
package dev.ballast.observe.text;

import org.jspecify.annotations.NullMarked;
