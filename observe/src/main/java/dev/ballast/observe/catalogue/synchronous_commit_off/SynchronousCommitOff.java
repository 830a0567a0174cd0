package dev.ballast.observe.catalogue.synchronous_commit_off;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that confirms commits before they are durable.
@NullMarked
public final class SynchronousCommitOff extends SwitchCheck {
  public SynchronousCommitOff() {
    super(
        "synchronous-commit-off",
        Urgency.TICKET,
        new Position(
            "synchronous_commit",
            "off",
            "on",
            When.RELOAD,
            "the last commits are lost in a crash, although the client was told that they are done"));
  }
}
