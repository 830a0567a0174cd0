package dev.ballast.targets.config;

import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the section `tickets`.
final class TicketReader {
  private static final ScalarType<Duration> DUE = Values.duration("1h", "365d");

  private TicketReader() {}

  static TicketSettings read(Section section) {
    List<OwnerRule> owners = new ArrayList<>();
    for (Section rule : section.items("owners")) {
      rule(rule).ifPresent(owners::add);
    }
    TicketSettings settings =
        new TicketSettings(
            section.optional("due", DUE).orElse(TicketSettings.DEFAULTS.due()),
            owners,
            section.optional("owner", Values.NOT_BLANK));
    section.done();
    return settings;
  }

  private static Optional<OwnerRule> rule(Section section) {
    Optional<String> owner = section.required("owner", Values.NOT_BLANK);
    Optional<OwnerRule> rule =
        owner.map(
            name ->
                new OwnerRule(
                    name,
                    section.optional("target", Values.NOT_BLANK),
                    section.optional("check", Values.NOT_BLANK),
                    section.optional("database", Values.NOT_BLANK),
                    section.optional("schema", Values.NOT_BLANK),
                    section.optional("application", Values.NOT_BLANK)));
    if (rule.isPresent() && !rule.get().isSpecific()) {
      section.reject("owner", "a rule that fits every ticket is tickets.owner");
    }
    section.done();
    return rule;
  }
}
