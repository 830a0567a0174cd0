/// What a serving node reports when it ends.
@NullMarked
package dev.ballast.report.server;

import org.jspecify.annotations.NullMarked;
