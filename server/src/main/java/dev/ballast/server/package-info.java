/// The process that is on duty: it carries requests to the rooms and their results back, and
/// decides nothing.
///
/// Front door: [dev.ballast.server.node.Node].
@NullMarked
package dev.ballast.server;

import org.jspecify.annotations.NullMarked;
