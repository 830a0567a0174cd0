/// What somebody has to do: alerts, tickets and incidents.
@NullMarked
package dev.ballast.pages.work;

import org.jspecify.annotations.NullMarked;
