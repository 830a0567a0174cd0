package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.PostgresError;
import dev.ballast.store.sample.Labels;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Something of a target that could not be read when it was tried last.
///
/// @param what the name of a family or of an inventory
public record Unread(String what, Fault why) {
  /// That an extension is not there: one has a check of its own, the other nobody has to have.
  private static final Set<ErrorCode> WITHOUT_EXTENSION =
      Set.of(
          ObserveError.STATEMENTS_UNAVAILABLE,
          ObserveError.QUERY_IDS_UNAVAILABLE,
          ObserveError.BUFFER_CACHE_UNAVAILABLE);

  public Unread {
    requireNonNull(what, "what is null");
    requireNonNull(why, "why is null");
  }

  /// All of a target.
  public static List<Unread> of(TargetState state) {
    return Stream.concat(
            state.families().stream()
                .flatMap(
                    family ->
                        family.missing().stream()
                            .map(why -> new Unread(family.family().name(), why))),
            state.detail().missing().stream()
                .map(missing -> new Unread(missing.what(), missing.why())))
        .filter(unread -> !WITHOUT_EXTENSION.contains(unread.why().code()))
        .toList();
  }

  public boolean isForPrivileges() {
    return why.code() == PostgresError.PRIVILEGE_MISSING;
  }

  /// What is to be reported of it.
  public SymptomDraft draft(String target) {
    SymptomDraft draft =
        SymptomDraft.of(
                Labels.of("what", what),
                1,
                "%s cannot be read: %s".formatted(what, why.getMessage()))
            .with("code", why.code().id());
    why.detail().ifPresent(detail -> draft.with("detail", detail));
    why.hint().ifPresent(hint -> draft.with("hint", hint));
    return draft.remedy(
        "See what a session of the watch gets",
        "ballast target check --target %s".formatted(target));
  }
}
