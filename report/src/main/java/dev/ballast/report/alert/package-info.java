/// Alerts as they are reported.
@NullMarked
package dev.ballast.report.alert;

import org.jspecify.annotations.NullMarked;
