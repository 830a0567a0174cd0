package dev.ballast.sample.data;

import java.util.Locale;

/// Rows of tenants and users.
final class People {
  private static final String[] PLANS = {"enterprise", "business", "team", "free"};
  private static final String[] ROLES = {"customer", "clerk", "manager", "owner"};

  private People() {}

  static RowWriter tenants(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      dice.roll(Topic.TENANT, id);
      String family = Vocabulary.lastName(dice);
      String thing = Vocabulary.thing(dice);
      row.number(id)
          .text(slug(id, population))
          .text(family + " " + thing + "s " + Vocabulary.city(dice))
          .text(PLANS[(int) Math.min(3, id * 5 / (population.tenants() + 1))])
          .moment(Calendar.startMicros() - dice.below(900L * 86_400_000_000L))
          .end();
    };
  }

  static RowWriter users(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      dice.roll(Topic.USER, id);
      int tenant = population.tenantOfUser(id);
      String first = Vocabulary.firstName(dice);
      String last = Vocabulary.lastName(dice);
      long created = Calendar.momentOf(id - 1, population.users());
      row.number(id)
          .number(tenant)
          .field()
          .add(Vocabulary.plain(first))
          .add(".")
          .add(Vocabulary.plain(last))
          .add(id)
          .add("@")
          .add(slug(tenant, population))
          .add(".example")
          .text(first + " " + last)
          .field()
          .add("$2b$12$")
          .add(dice.token(53))
          .text(dice.chance(90) ? ROLES[0] : ROLES[1 + dice.below(3)])
          .field()
          .add("{\"language\": \"")
          .add(Vocabulary.city(dice).length() % 2 == 0 ? "en" : "de")
          .add("\", \"newsletter\": ")
          .add(dice.chance(40) ? "true" : "false")
          .add(", \"phone\": \"+49 ")
          .add(100 + dice.below(900))
          .add(" ")
          .add(1_000_000 + dice.below(9_000_000))
          .add("\"}")
          .moment(created);
      if (dice.chance(12)) {
        row.nothing();
      } else {
        row.moment(created + dice.below(Calendar.endMicros() - created));
      }
      row.end();
    };
  }

  private static String slug(long tenant, Population population) {
    Dice dice = new Dice(population.seed()).roll(Topic.TENANT, tenant);
    String family = Vocabulary.plain(Vocabulary.lastName(dice));
    return family + "-" + Vocabulary.thing(dice).toLowerCase(Locale.ROOT) + "-" + tenant;
  }
}
