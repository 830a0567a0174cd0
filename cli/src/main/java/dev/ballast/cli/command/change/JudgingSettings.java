package dev.ballast.cli.command.change;

import dev.ballast.change.check.Baseline;
import dev.ballast.change.check.SchemaFile;
import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.ConfigurationOption;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.PlaceholderValues;
import dev.ballast.migrations.git.BaseRevision;
import dev.ballast.migrations.source.ValuesFile;
import dev.ballast.sql.script.Script;
import dev.ballast.targets.config.ChangeSettings;
import dev.ballast.targets.config.Configuration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// By which settings a change is judged. Where a range of commits is judged, a `ballast.yaml` that
/// is in the repository itself is read as it was before the range, with the baseline and the
/// schema that it names: nobody turns off a rule in the change that the rule is about. Where a
/// range was sought and is not known, only what makes the judgement stricter counts of that file.
/// For one thread.
final class JudgingSettings {
  private final ConfigurationOption option;
  private final Optional<BaseRevision> range;

  /// By which is judged.
  private final Optional<BaseRevision> base;

  private final boolean untrusted;
  private final boolean baseUnknown;
  private final List<String> notes = new ArrayList<>();
  private final ChangeSettings settings;

  /// Whether [#settings] were read at the base, and so what they name is.
  private boolean fromBase;

  private JudgingSettings(
      ConfigurationOption option,
      Optional<BaseRevision> range,
      boolean untrusted,
      boolean baseUnknown) {
    this.option = option;
    this.range = range;
    this.base = range.filter(_ -> untrusted || !option.isNamed());
    this.untrusted = untrusted;
    this.baseUnknown = baseUnknown;
    this.settings = read();
  }

  /// @param range of commits that are judged, if one is
  /// @param untrusted whether even a file that was named is read as it was before the range,
  ///     where it is in the repository
  /// @param baseUnknown whether a range was sought in vain, on a machine that judges what others
  ///     wrote
  static JudgingSettings of(
      ConfigurationOption option, Optional<String> range, boolean untrusted, boolean baseUnknown) {
    Path here = Path.of("").toAbsolutePath();
    Optional<BaseRevision> known =
        BaseRevision.isAround(here)
            ? range.map(each -> BaseRevision.of(each, here))
            : Optional.empty();
    return new JudgingSettings(option, known, untrusted, baseUnknown);
  }

  ChangeSettings settings() {
    return settings;
  }

  /// What the reader of a result must know of where its settings came from.
  List<String> notes() {
    return List.copyOf(notes);
  }

  /// The script of the schema before the first migration.
  ///
  /// @param named by an option
  Optional<Script> schema(Optional<Path> named) {
    return file(named, settings.schema())
        .map(
            file ->
                atBase(named, file)
                    .map(revision -> SchemaFile.parse(required(revision, file)))
                    .orElseGet(() -> SchemaFile.read(file)));
  }

  /// The findings that were there before.
  ///
  /// @param named by an option
  Optional<Baseline> baseline(Optional<Path> named) {
    return file(named, settings.baseline())
        .map(
            file ->
                atBase(named, file)
                    .map(
                        revision ->
                            Baseline.parse(
                                file, required(revision, file).getBytes(StandardCharsets.UTF_8)))
                    .orElseGet(() -> Baseline.read(file)));
  }

  /// What stands in place of placeholders.
  ///
  /// @param named by an option
  PlaceholderValues values(Optional<Path> named) {
    return file(named, settings.values())
        .map(
            file ->
                atBase(named, file)
                    .map(revision -> ValuesFile.parse(file, required(revision, file)))
                    .orElseGet(() -> ValuesFile.read(file)))
        .orElse(PlaceholderValues.NONE);
  }

  private static Optional<Path> file(Optional<Path> named, Optional<Path> configured) {
    return named.or(() -> configured);
  }

  /// Set where a file is to be read at the base.
  private Optional<BaseRevision> atBase(Optional<Path> named, Path file) {
    boolean asked = untrusted || (named.isEmpty() && fromBase);
    return base.filter(revision -> asked && revision.covers(file));
  }

  private static String required(BaseRevision revision, Path file) {
    return revision
        .text(file)
        .orElseThrow(
            () ->
                Fault.of(
                        CommandError.BASE_FILE_MISSING,
                        file + " is not in " + revision.name() + ", by which the change is judged")
                    .hint("Add it there first, in a change of its own."));
  }

  private ChangeSettings read() {
    Path file = option.namedOrHere();
    if (untrusted && base.isEmpty() && !option.isNamed()) {
      if (Files.exists(file)) {
        notes.add(file.getFileName() + " is not read: no base says what it was before this change");
      }
      return ChangeSettings.NONE;
    }
    if (base.isEmpty() && baseUnknown && !option.isNamed() && Files.exists(file)) {
      return stricter(file, Configuration.load(Optional.empty()).change());
    }
    if (base.isEmpty() || !base.get().covers(file)) {
      noteNamed(file);
      return option.loadIfPresent().map(Configuration::change).orElse(ChangeSettings.NONE);
    }
    BaseRevision revision = base.get();
    Optional<String> before =
        option.isNamed() ? Optional.of(required(revision, file)) : revision.text(file);
    Optional<Configuration> known = before.map(text -> Configuration.parse(file, text));
    if (known.isEmpty()) {
      return withoutFile(file, revision);
    }
    fromBase = true;
    noteDifferences(known.get().change(), file, revision);
    return known.get().change();
  }

  /// The file lies where the change may have written it, and nobody knows what it was before.
  private ChangeSettings stricter(Path file, ChangeSettings written) {
    StricterSettings stricter = StricterSettings.of(written);
    if (!stricter.ignored().isEmpty()) {
      notes.add(
          ("the change that is judged may have written %s, and its base is not known here, so what"
                  + " may hide a finding does not count: %s. Fetch the branch that the change goes"
                  + " to, or name the base with --git-range; --config %s has all of it count, also"
                  + " what the change wrote")
              .formatted(
                  file.getFileName(), String.join(", ", stricter.ignored()), file.getFileName()));
    }
    return stricter.counted();
  }

  /// The base has no such file: then one that the range adds says nothing yet.
  private ChangeSettings withoutFile(Path file, BaseRevision revision) {
    if (!Files.exists(file)) {
      return option.loadIfPresent().map(Configuration::change).orElse(ChangeSettings.NONE);
    }
    notes.add(
        "%s is not in %s yet, so it does not apply to this change"
            .formatted(file.getFileName(), revision.name()));
    return ChangeSettings.NONE;
  }

  private void noteDifferences(ChangeSettings before, Path file, BaseRevision revision) {
    if (!now(file).equals(Optional.of(before))) {
      notes.add(
          "the section change of %s is not what it is in %s: that of %s applies"
              .formatted(file.getFileName(), revision.name(), revision.name()));
    }
  }

  /// A file that was named counts as it is, also where the change that is judged wrote it: then the
  /// difference is all that a reader has.
  private void noteNamed(Path file) {
    if (!option.isNamed()) {
      return;
    }
    range
        .filter(revision -> revision.covers(file))
        .ifPresent(
            revision -> {
              Optional<ChangeSettings> before = before(file, revision);
              if (before.isEmpty() || !before.equals(now(file))) {
                notes.add(
                    ("the section change of %s is not what it is in %s: that of the working tree"
                            + " applies, since --config names it")
                        .formatted(file.getFileName(), revision.name()));
              }
            });
  }

  /// The settings of the base; empty where it has none that can be read.
  private static Optional<ChangeSettings> before(Path file, BaseRevision revision) {
    try {
      return revision.text(file).map(text -> Configuration.parse(file, text).change());
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return Optional.empty();
    }
  }

  /// The settings of the working tree; empty where there are none that can be read.
  private static Optional<ChangeSettings> now(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Configuration.read(file).change()) : Optional.empty();
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return Optional.empty();
    }
  }
}
