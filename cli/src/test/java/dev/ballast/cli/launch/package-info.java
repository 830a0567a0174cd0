/// Tests that start real processes: the JVM with a signal sent to it, and the scripts.
@NullMarked
package dev.ballast.cli.launch;

import org.jspecify.annotations.NullMarked;
