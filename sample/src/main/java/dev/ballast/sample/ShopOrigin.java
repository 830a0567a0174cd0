package dev.ballast.sample;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sample.data.Population;

/// What a shop was generated from, as the shop itself records it in `shop.about`.
public record ShopOrigin(long seed, double scale) {

  /// Reads it in the session's database; `SHOP_MISSING` where there is no shop, or one whose
  /// content is of another generation, so that nothing here knows its keys.
  public static ShopOrigin read(Session session) {
    if (session.one("SELECT to_regclass('shop.about') IS NULL AS b", row -> row.flag("b"))) {
      throw missing("no table shop.about on " + session.settings().display());
    }
    return session
        .first(
            "SELECT seed, scale FROM shop.about WHERE generation = ?",
            row -> new ShopOrigin(row.number("seed"), row.decimal("scale")),
            Population.GENERATION)
        .orElseThrow(
            () ->
                missing(
                    "the shop on "
                        + session.settings().display()
                        + " was made by another version of Ballast"));
  }

  /// Everything that exists in the shop.
  public Population population() {
    return new Population(seed, scale);
  }

  private static Fault missing(String detail) {
    return Fault.of(SampleError.SHOP_MISSING, "the database holds no sample shop")
        .detail(detail)
        .hint("Make a shop on a server that has no database named shop.");
  }
}
