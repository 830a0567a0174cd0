package dev.ballast.targets.config;

import dev.ballast.targets.config.Affiliation.Label;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the keys `labels` and `owner` of a target.
final class AffiliationReader {
  /// As Prometheus names labels; what begins with two underscores is for its own use.
  private static final Pattern NAME = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]{0,62}");

  private static final int MOST_LABELS = 16;
  private static final int LONGEST_VALUE = 100;

  /// Searched for as labels are, and none.
  private static final Set<String> TAKEN = Set.of("target", "owner");

  private static final ScalarType<String> VALUE = ScalarType.text("text", AffiliationReader::value);

  private AffiliationReader() {}

  static Affiliation read(Section section) {
    return new Affiliation(
        section.section("labels").map(AffiliationReader::labels).orElse(List.of()),
        section.optional("owner", VALUE));
  }

  private static List<Label> labels(Section section) {
    List<Label> labels = new ArrayList<>();
    for (Section.Named<String> entry : section.entries(VALUE)) {
      if (!NAME.matcher(entry.name()).matches()) {
        section.reject(
            entry.name(),
            "the label \"%s\" must be named by 1 to 63 letters, digits and underscores, the first"
                    .formatted(entry.name())
                + " no digit, and not begin with two underscores");
      } else if (TAKEN.contains(entry.name())) {
        section.reject(entry.name(), "\"" + entry.name() + "\" is no label: each target has it");
      }
      labels.add(new Label(entry.name(), entry.value()));
    }
    if (labels.size() > MOST_LABELS) {
      section.rejectName("a target has at most " + MOST_LABELS + " labels");
    }
    section.done();
    return labels;
  }

  private static String value(String text) {
    if (text.isBlank()
        || text.codePointCount(0, text.length()) > LONGEST_VALUE
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "must be 1 to " + LONGEST_VALUE + " characters, none of them a control character");
    }
    return text;
  }

  /// Reports each owner of a target that the section `tickets` does not name, where it names any.
  static void check(List<Section> targets, TicketSettings tickets, List<Target> read) {
    TreeSet<String> owners = new TreeSet<>();
    Stream.concat(tickets.owners().stream().map(OwnerRule::owner), tickets.owner().stream())
        .forEach(owners::add);
    if (owners.isEmpty()) {
      return;
    }
    Names known = new Names("owner under tickets", List.copyOf(owners));
    for (Section section : targets) {
      read.stream()
          .filter(target -> target.name().equals(section.name()))
          .flatMap(target -> target.affiliation().owner().stream())
          .filter(owner -> !owners.contains(owner))
          .forEach(owner -> section.reject("owner", known.refuse(owner)));
    }
  }

  /// Tickets about a target that no rule fits are its owner's.
  static TicketSettings withOwners(TicketSettings tickets, List<Target> targets) {
    List<OwnerRule> rules = new ArrayList<>(tickets.owners());
    for (Target target : targets) {
      target.affiliation().owner().ifPresent(owner -> rules.add(ofTarget(owner, target.name())));
    }
    return new TicketSettings(tickets.due(), rules, tickets.owner(), tickets.sync());
  }

  private static OwnerRule ofTarget(String owner, String target) {
    return new OwnerRule(
        owner,
        Optional.of(target),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
