/// Certificates: what a node shows, and how its own command line knows it.
@NullMarked
package dev.ballast.server.tls;

import org.jspecify.annotations.NullMarked;
