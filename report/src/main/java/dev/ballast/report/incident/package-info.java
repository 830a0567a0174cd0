/// Incidents as they are reported.
@NullMarked
package dev.ballast.report.incident;

import org.jspecify.annotations.NullMarked;
