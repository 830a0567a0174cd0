package dev.ballast.server.api;

import dev.ballast.store.node.Membership.Watcher;
import java.util.List;

/// Which node watches which target.
///
/// @param node the one that answers
public record WatchersView(String node, List<Watcher> watchers) {}
