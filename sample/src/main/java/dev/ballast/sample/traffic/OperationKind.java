package dev.ballast.sample.traffic;

import dev.ballast.sample.data.Dice;
import java.util.Locale;

/// The operations of the traffic; the weights are percents.
enum OperationKind {
  ORDER_LOOKUP(32, false),
  PRODUCT_SEARCH(19, false),
  NEW_ORDER(15, true),
  EVENT(15, true),
  DOCUMENT_REVISION(6, true),
  ORDER_SHIPMENT(5, true),
  DOCUMENT_SEARCH(4, false),
  SUPPORT_SEARCH(2, false),
  REPORT(2, false);

  private final int weight;
  private final boolean writing;

  OperationKind(int weight, boolean writing) {
    this.weight = weight;
    this.writing = writing;
  }

  int weight() {
    return weight;
  }

  boolean isWriting() {
    return writing;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static OperationKind drawn(Dice dice) {
    int left = dice.below(100);
    for (OperationKind kind : values()) {
      left -= kind.weight;
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights do not add up to 100");
  }
}
