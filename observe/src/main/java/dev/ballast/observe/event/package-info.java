/// Events: what is reported as something that happened, as opposed to figures.
@NullMarked
package dev.ballast.observe.event;

import org.jspecify.annotations.NullMarked;
