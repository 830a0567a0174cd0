/// Tickets as they are reported.
@NullMarked
package dev.ballast.report.ticket;

import org.jspecify.annotations.NullMarked;
