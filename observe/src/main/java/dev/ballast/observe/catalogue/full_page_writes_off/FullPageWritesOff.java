package dev.ballast.observe.catalogue.full_page_writes_off;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that cannot repair torn pages.
@NullMarked
public final class FullPageWritesOff extends SwitchCheck {
  public FullPageWritesOff() {
    super(
        "full-page-writes-off",
        Urgency.PAGE,
        new Position(
            "full_page_writes",
            "off",
            "on",
            When.RELOAD,
            "a crash of the machine can leave torn pages that nothing repairs"));
  }
}
