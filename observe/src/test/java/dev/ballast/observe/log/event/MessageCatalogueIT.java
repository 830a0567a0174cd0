package dev.ballast.observe.log.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.SupportedMajors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The texts that are known are those that servers have: each is in the program of one major at
/// least, as the compiler put it there.
class MessageCatalogueIT {
  @Test
  void everyTextIsInTheProgramOfAServer() throws IOException {
    List<String> missing = new ArrayList<>();
    for (KnownMessage message : MessageCatalogue.known().messages()) {
      missing.add(message.format());
      message.parts().forEach(part -> missing.add(part.format()));
    }
    for (int major : SupportedMajors.all().toArray()) {
      if (!missing.isEmpty()) {
        Path home = home(major);
        for (String file :
            List.of(
                "bin/postgres",
                "lib/postgresql/auto_explain.so",
                "lib/postgresql/libpqwalreceiver.so")) {
          String bytes = new String(Files.readAllBytes(home.resolve(file)), ISO_8859_1);
          missing.removeIf(
              text -> bytes.contains(new String((text + "\0").getBytes(UTF_8), ISO_8859_1)));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Path home(int major) {
    return Installations.ofThisMachine().embedded(major).binDirectory().getParent();
  }
}
