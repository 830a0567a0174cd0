/// Nodes that share a store: who is alive, who watches which target, on which hosts something heavy
/// runs.
///
/// Front door: [dev.ballast.store.node.Membership].
@NullMarked
package dev.ballast.store.node;

import org.jspecify.annotations.NullMarked;
