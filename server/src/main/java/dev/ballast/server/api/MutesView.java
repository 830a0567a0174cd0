package dev.ballast.server.api;

import dev.ballast.store.delivery.Mute;
import java.util.List;

/// The mutes that are in force, in the order in which they end.
public record MutesView(List<Mute> mutes) {
  public MutesView {
    mutes = List.copyOf(mutes);
  }
}
