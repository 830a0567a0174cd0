/// Commands and renderers; carries, decides nothing.
@NullMarked
package dev.ballast.cli;

import org.jspecify.annotations.NullMarked;
