/// A node: store, journal, watch and HTTP, started and stopped together.
@NullMarked
package dev.ballast.server.node;

import org.jspecify.annotations.NullMarked;
