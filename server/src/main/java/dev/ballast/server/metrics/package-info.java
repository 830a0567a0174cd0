/// Figures in the form that Prometheus reads.
@NullMarked
package dev.ballast.server.metrics;

import org.jspecify.annotations.NullMarked;
