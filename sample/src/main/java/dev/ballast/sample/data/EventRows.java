package dev.ballast.sample.data;

/// Rows of events, one month at a time.
final class EventRows {
  private static final String[] PAGES = {"product", "product", "product", "home", "cart", "help"};

  private EventRows() {}

  static RowWriter events(Population population, int month) {
    Dice dice = new Dice(population.seed());
    long first = population.firstEventOf(month);
    long count = population.firstEventOf(month + 1) - first;
    long start = Calendar.monthMicros(month);
    long spacing = (Calendar.monthMicros(month + 1) - start) / Math.max(1, count);
    return (id, row) -> {
      dice.roll(Topic.EVENT, id);
      int tenant = population.anyTenant(dice);
      row.number(id).number(tenant);
      if (dice.chance(35)) {
        row.nothing();
      } else {
        row.number(population.anyUserOf(tenant, dice));
      }
      int draw = dice.below(100);
      String kind =
          draw < 55
              ? "page_view"
              : draw < 70
                  ? "search"
                  : draw < 80
                      ? "add_to_cart"
                      : draw < 85 ? "checkout" : draw < 91 ? "login" : "api_call";
      row.text(kind).moment(start + (id - first) * spacing + dice.below(spacing)).field();
      payload(population, tenant, kind, dice, row);
      row.end();
    };
  }

  private static void payload(
      Population population, int tenant, String kind, Dice dice, CopyRow row) {
    row.add("{\"session\": \"")
        .add(dice.token(22))
        .add("\", \"request\": \"")
        .add(dice.token(27))
        .add("\", \"ms\": ")
        .add(3 + dice.below(400));
    switch (kind) {
      case "page_view" -> {
        String page = PAGES[dice.below(PAGES.length)];
        row.add(", \"path\": \"/").add(page);
        if (page.equals("product")) {
          row.add("/").add(population.anyProductOf(tenant, dice));
        }
        row.add("\", \"agent\": \"").add(Vocabulary.agent(dice)).add("\"");
      }
      case "search" ->
          row.add(", \"words\": \"")
              .add(Vocabulary.material(dice))
              .add(" ")
              .add(Vocabulary.thing(dice))
              .add("\", \"found\": ")
              .add(dice.below(60));
      case "add_to_cart" -> row.add(", \"product\": ").add(population.anyProductOf(tenant, dice));
      default -> row.add(", \"agent\": \"").add(Vocabulary.agent(dice)).add("\"");
    }
    row.add("}");
  }
}
