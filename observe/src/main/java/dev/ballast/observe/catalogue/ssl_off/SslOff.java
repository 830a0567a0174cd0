package dev.ballast.observe.catalogue.ssl_off;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SettingCheck;
import dev.ballast.observe.check.Settings;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A server that other machines reach without encryption.
@NullMarked
public final class SslOff extends SettingCheck {
  private static final Set<String> LOCAL =
      Set.of("", "localhost", "127.0.0.1", "::1", "127.0.0.1,::1", "localhost,127.0.0.1");

  public SslOff() {
    super("ssl-off", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  protected Look judged(Settings settings, Observed observed) {
    Optional<String> listens = settings.value("listen_addresses");
    Optional<String> ssl = settings.value("ssl");
    if (listens.isEmpty() || ssl.isEmpty()) {
      return hidden(listens.isEmpty() ? "listen_addresses" : "ssl");
    }
    boolean reached = !LOCAL.contains(listens.get());
    return found(
        Optional.of(
                draft("ssl", 1, "ssl is off, and the server listens on " + listens.get())
                    .with("listen_addresses", listens.get())
                    .remedy(
                        "Switch it on, once server.crt and server.key are there", set("ssl", "on")))
            .filter(draft -> reached && ssl.get().equals("off")));
  }
}
