package dev.ballast.observe.medium;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A message about an alert, in the terms of no protocol.
///
/// @param number of the messages about the alert to the route, from 1
/// @param urgency the highest of the alert and those that it explains
/// @param explained what the alert explains, and what nobody is notified of by itself
/// @param remark what else has to be said; a sentence
/// @param at when it is sent
public record Notice(
    Purpose purpose,
    Alert alert,
    int number,
    Urgency urgency,
    List<Alert> explained,
    Optional<String> remark,
    Instant at) {
  public Notice {
    requireNonNull(purpose, "purpose is null");
    requireNonNull(alert, "alert is null");
    requireNonNull(urgency, "urgency is null");
    explained = List.copyOf(explained);
    requireNonNull(remark, "remark is null");
    requireNonNull(at, "at is null");
  }

  /// Why it is sent.
  public sealed interface Purpose {
    /// An alert changed.
    record Change(MessageKind kind) implements Purpose {}

    /// Somebody wants to know whether the route works.
    record Test() implements Purpose {}
  }

  /// A message that says that it is a test.
  public static Notice test(String route, Instant at) {
    return new Notice(
        new Purpose.Test(),
        new Alert(
            UUID.randomUUID(),
            "test",
            "test",
            Labels.NONE,
            Urgency.NOTE,
            at,
            at,
            Optional.empty(),
            0,
            new Condition(
                0,
                "this is a test of the route " + route + ", and nothing is wrong",
                List.of(),
                List.of()),
            Optional.empty(),
            Optional.empty()),
        1,
        Urgency.NOTE,
        List.of(),
        Optional.empty(),
        at);
  }

  /// One for each message, the same however often it is sent.
  public String key() {
    return key(number);
  }

  /// That of the first message about the same alert.
  public String firstKey() {
    return key(1);
  }

  private String key(int of) {
    return alert.id() + "." + of;
  }

  public boolean isTest() {
    return purpose instanceof Purpose.Test;
  }

  /// Whether it says that what was wrong is no longer so.
  public boolean isResolution() {
    return purpose instanceof Purpose.Change(MessageKind kind) && kind == MessageKind.RESOLVED;
  }
}
