/// The demonstration: an embedded server with a sample application and live traffic is backed up,
/// restored, proven, and reported in a scorecard. For newcomers, and run as a whole by a test.
@NullMarked
package dev.ballast.cli.demo;

import org.jspecify.annotations.NullMarked;
