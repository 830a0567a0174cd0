package dev.ballast.sample;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A sample shop on some server. Safe for any number of threads: it opens a session where it needs
/// one and keeps none.
public final class Shop {
  public static final String DATABASE = "shop";
  public static final String APPLICATION_ROLE = "shop_app";
  public static final String READONLY_ROLE = "shop_readonly";
  public static final String TABLESPACE = "shop_archive";

  private static final SessionOptions OPTIONS = SessionOptions.onOwnServer("ballast sample");

  private final ConnectionSettings superuser;
  private final ConnectionSettings application;
  private final ShopOrigin about;

  private Shop(ConnectionSettings superuser, Optional<Password> password, ShopOrigin about) {
    this.superuser = superuser.withDatabase(DATABASE);
    this.application = this.superuser.withUser(APPLICATION_ROLE, password);
    this.about = about;
  }

  public static Shop create(ConnectionSettings superuser, ShopSettings settings) {
    return create(superuser, settings, step -> {});
  }

  /// Makes the database `shop` with its roles, and its tablespace where one is requested. On
  /// failure the half-made database is dropped; roles stay. `SHOP_EXISTS` where there is one.
  ///
  /// @param superuser a superuser, in any database but `shop`
  /// @param onStep receives what begins, in a few words, from the calling thread
  public static Shop create(
      ConnectionSettings superuser, ShopSettings settings, Consumer<String> onStep) {
    requireNonNull(superuser, "superuser is null");
    requireNonNull(settings, "settings is null");
    new ShopMaker(superuser, settings, onStep).make();
    return new Shop(
        superuser,
        settings.applicationPassword(),
        new ShopOrigin(settings.seed(), settings.scale()));
  }

  /// A shop that was made before, whose application role needs no password.
  public static Shop open(ConnectionSettings superuser) {
    return open(superuser, Optional.empty());
  }

  /// A shop that was made before.
  public static Shop open(ConnectionSettings superuser, Password applicationPassword) {
    return open(superuser, Optional.of(applicationPassword));
  }

  private static Shop open(ConnectionSettings superuser, Optional<Password> password) {
    ConnectionSettings inside = superuser.withDatabase(DATABASE);
    try (Session session = Session.open(inside, OPTIONS)) {
      return new Shop(superuser, password, ShopOrigin.read(session));
    }
  }

  public long seed() {
    return about.seed();
  }

  public double scale() {
    return about.scale();
  }

  /// The database `shop`, as superuser.
  public ConnectionSettings superuser() {
    return superuser;
  }

  /// The database `shop`, as `shop_app`, whom the policies bind.
  public ConnectionSettings application() {
    return application;
  }

  /// The shop's heaps, indexes and TOAST on disk, without the system catalogue.
  public ByteSize size() {
    try (Session session = Session.open(superuser, OPTIONS)) {
      return new ByteSize(
          session.number(
              """
              SELECT sum(pg_total_relation_size(oid))
              FROM pg_class
              WHERE relkind IN ('r', 'm')
                AND relnamespace IN ('shop'::regnamespace, 'reporting'::regnamespace)
              """));
    }
  }

  /// Plants every fault.
  public void plant() {
    plant(PlantedFault.ALL);
  }

  /// Plants faults, all or none; one that is there already is left as it is.
  public void plant(Set<PlantedFault> faults) {
    Set<PlantedFault> missing = EnumSet.noneOf(PlantedFault.class);
    missing.addAll(faults);
    missing.removeAll(planted());
    try (Session session = Session.open(superuser, OPTIONS)) {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      for (PlantedFault fault : missing) {
        session.execute(fault.plantedBy(session.version()));
        session.execute("INSERT INTO shop.planted_faults (fault) VALUES (?)", fault.name());
      }
      session.commit();
    }
  }

  public Set<PlantedFault> planted() {
    try (Session session = Session.open(superuser, OPTIONS)) {
      return Set.copyOf(
          session.query(
              "SELECT fault FROM shop.planted_faults",
              row -> PlantedFault.valueOf(row.text("fault"))));
    }
  }

  /// What the catalogue shows of a kind of fault, planted or not: objects and the evidence.
  public List<Sighting> sightings(PlantedFault fault) {
    try (Session session = Session.open(superuser, OPTIONS)) {
      return session.query(
          fault.seenBy(session.version()),
          row -> new Sighting(row.text("object"), row.text("evidence")));
    }
  }

  /// Whether the catalogue shows the fault where it is planted.
  public boolean shows(PlantedFault fault) {
    return sightings(fault).stream().anyMatch(s -> s.object().equals(fault.where()));
  }

  /// Drops database, tablespace and roles.
  public void drop() {
    ConnectionSettings outside = superuser.withDatabase("postgres");
    ShopMaker.dropDatabase(outside);
    try (Session session = Session.open(outside, OPTIONS)) {
      session.execute("DROP ROLE IF EXISTS shop_app, shop_readonly, shop_reporter, shop_owner");
    }
  }

  /// One object of which the catalogue shows a kind of fault, and what there is to see.
  public record Sighting(String object, String evidence) {}
}
