package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Fixture.Place.PRIMARY;

import dev.ballast.observe.catalogue.Fixture.OnServer;
import dev.ballast.observe.catalogue.Fixture.Undo;
import java.util.List;

/// Faults of what is in a server and of how it is configured.
final class ContentFixtures {
  private ContentFixtures() {}

  static List<Fixture> list() {
    return List.of(OnServer.of("key-near-end", PRIMARY, ContentFixtures::key));
  }

  private static Undo key(Scene scene) {
    scene.owner().execute("CREATE TABLE keyed (id int4); CREATE SEQUENCE wide OWNED BY keyed.id");
    scene.owner().execute("GRANT SELECT ON SEQUENCE wide TO watcher");
    scene.owner().text("SELECT setval('wide', 1900000000)::text");
    return () -> scene.owner().execute("DROP TABLE keyed");
  }
}
