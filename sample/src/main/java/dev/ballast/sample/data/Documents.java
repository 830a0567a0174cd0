package dev.ballast.sample.data;

/// Rows of documents: invoices and tickets of a few hundred bytes, and a few contracts that are
/// long enough to be kept out of line (TOAST).
final class Documents {
  private static final int CONTRACT_PERCENT = 4;

  private Documents() {}

  static RowWriter documents(Population population) {
    Dice dice = new Dice(population.seed());
    return (id, row) -> {
      dice.roll(Topic.DOCUMENT, id);
      uuid(row, dice);
      int tenant = population.anyTenant(dice);
      boolean contract = dice.chance(CONTRACT_PERCENT);
      boolean invoice = dice.chance(60);
      String kind = contract ? "contract" : invoice ? "invoice" : "ticket";
      row.number(tenant).field().add(kind).add(" ").add(id).add(" ").add(Vocabulary.lastName(dice));
      row.field().add("{\"kind\": \"").add(kind).add("\", \"customer\": ");
      row.add(population.anyUserOf(tenant, dice)).add(", \"state\": \"");
      row.add(dice.chance(70) ? "closed" : "open").add("\", \"checksum\": \"");
      row.add(dice.token(43)).add("\", \"signature\": \"").add(dice.token(86)).add("\"");
      if (contract) {
        clauses(row, dice);
      } else if (invoice) {
        lines(population, tenant, row, dice);
      } else {
        row.add(", \"text\": \"");
        Vocabulary.prose(row, 30 + dice.below(70), dice);
        row.add("\"");
      }
      row.add("}").number(1).moment(Calendar.momentOf(id - 1, population.documents())).end();
    };
  }

  private static void lines(Population population, int tenant, CopyRow row, Dice dice) {
    row.add(", \"lines\": [");
    int count = 1 + dice.below(8);
    for (int i = 0; i < count; i++) {
      row.add(i == 0 ? "" : ", ")
          .add("{\"product\": ")
          .add(population.anyProductOf(tenant, dice))
          .add(", \"name\": \"")
          .add(Vocabulary.material(dice))
          .add(" ")
          .add(Vocabulary.thing(dice))
          .add("\", \"quantity\": ")
          .add(1 + dice.below(5))
          .add(", \"cents\": ")
          .add(199 + dice.below(20_000))
          .add("}");
    }
    row.add("]");
  }

  private static void clauses(CopyRow row, Dice dice) {
    row.add(", \"clauses\": [");
    int count = 8 + dice.below(20);
    for (int i = 0; i < count; i++) {
      row.add(i == 0 ? "\"" : ", \"");
      Vocabulary.prose(row, 30 + dice.below(50), dice);
      row.add("\"");
    }
    row.add("]");
  }

  /// A random UUID, version 4 (RFC 9562).
  private static void uuid(CopyRow row, Dice dice) {
    long high = dice.bits();
    long low = dice.bits();
    row.field()
        .hex(high >>> 32, 8)
        .add("-")
        .hex(high >>> 16, 4)
        .add("-4")
        .hex(high, 3)
        .add("-")
        .hex(8 | (low >>> 60 & 3), 1)
        .hex(low >>> 48, 3)
        .add("-")
        .hex(low, 12);
  }
}
