package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pull request whose author wants more than a review: Ballast is started in the checked-out
/// tree, as a build server does.
final class UntrustedChangeIT {
  private static final String HAZARD =
      "SET LOCAL lock_timeout = '2s';\nCREATE INDEX orders_code_idx ON orders (code);\n";
  private static final String RULE_OFF =
      "version: 1\nchange:\n  severities:\n    create-index: \"off\"\n";

  private static final Map<String, String> CI = Map.of("CI", "true", "GITHUB_BASE_REF", "main");

  @TempDir private Path folder;

  private GitTree tree;

  @BeforeEach
  void history() {
    tree =
        GitTree.create(folder.resolve("repository"))
            .write(
                "migrations/V1__shop.sql",
                "CREATE TABLE orders (id bigint PRIMARY KEY, code text);\n")
            .commit()
            .branch("change");
  }

  @Test
  void aChangeDoesNotTurnOffTheRuleThatFindsIt() {
    tree.write("migrations/V2__code.sql", HAZARD);
    tree.write("ballast.yaml", RULE_OFF);
    tree.commit();

    assertThat(ballast("change", "check", "migrations").status()).as("without a range").isZero();
    ProcessRun run = ballast("change", "check", "--git-range", "main...", "migrations");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("error  create-index");
    assertThat(run.err())
        .contains("ballast.yaml is not in main yet, so it does not apply to this change");
  }

  @Test
  void theBasesSettingsAndBaselineApplyAndADifferenceIsReported() throws IOException {
    tree.git("checkout", "--quiet", "main");
    tree.write("ballast.yaml", RULE_OFF);
    tree.commit();
    tree.branch("change");
    tree.write("migrations/V2__code.sql", HAZARD);
    Files.delete(tree.folder().resolve("ballast.yaml"));
    tree.commit();

    ProcessRun run = ballast("change", "check", "--git-range", "main...", "migrations");

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).contains("the section change of ballast.yaml is not what it is in main");
  }

  @Test
  void aBaselineOfTheChangeAcceptsNothing() {
    tree.git("checkout", "--quiet", "main");
    tree.write("ballast.yaml", "version: 1\nchange:\n  baseline: old.json\n");
    tree.write("old.json", "{\"schema\":\"change-baseline/1\",\"findings\":[]}\n");
    tree.commit();
    tree.branch("change");
    tree.write("migrations/V2__code.sql", HAZARD);
    ballast("change", "check", "--write-baseline", "old.json", "migrations");
    tree.commit();

    assertThat(ballast("change", "check", "--git-range", "main...", "migrations").status())
        .isEqualTo(3);
    ProcessRun named =
        ballast(
            "change",
            "check",
            "--untrusted",
            "--git-range",
            "main...",
            "--baseline",
            "old.json",
            "migrations");
    assertThat(named.status()).isEqualTo(3);
  }

  /// A clone of the change alone, as a build server makes it that nobody told to fetch more: what
  /// the file was before cannot be seen there.
  @Test
  void whereNoBaseIsKnownOnlyWhatIsStricterCounts() {
    tree.write("migrations/V2__code.sql", HAZARD)
        .write("old.json", "")
        .write(
            "ballast.yaml",
            """
            version: 1
            change:
              server-major: 14
              paths: [migrations]
              tool: plain-sql
              baseline: old.json
              lock-timeout: set-by-connection
              severities:
                create-index: info
                unindexed-foreign-key: "off"
                prefer-text: error
              tables:
                orders: { rows: 10 }
            """);
    assertThat(ballast("change", "check", "--write-baseline", "old.json").status()).isZero();
    tree.commit();
    GitTree shallow = tree.cloned(folder.resolve("shallow"), "--depth=1", "--branch=change");
    assertThat(shallow.ballast(Map.of(), List.of("change", "check")).status())
        .as("on a workstation it is the user's own file")
        .isZero();

    ProcessRun run = shallow.ballast(CI, List.of("change", "check", "migrations"));

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("error  create-index", "Flyway, PostgreSQL 18");
    assertThat(run.err())
        .contains(
            "the change that is judged may have written ballast.yaml, and its base is not known"
                + " here, so what may hide a finding does not count: server-major, paths, tool,"
                + " baseline, lock-timeout, tables, severities.create-index,"
                + " severities.unindexed-foreign-key. Fetch the branch");
    ProcessRun all = shallow.ballast(CI, List.of("change", "check", "--all", "migrations"));
    assertThat(all.status()).isEqualTo(3);
    assertThat(all.err()).contains("severities.create-index");
    ProcessRun nothing = shallow.ballast(CI, List.of("change", "check"));
    assertThat(nothing.status()).as("its paths do not count").isEqualTo(2);
    ProcessRun named =
        shallow.ballast(CI, List.of("change", "check", "--config", "ballast.yaml", "migrations"));
    assertThat(named.status()).as(named.err()).isZero();
    ProcessRun trace = shallow.ballast(CI, List.of("change", "trace"));
    assertThat(trace.status()).isEqualTo(2);
    assertThat(trace.err()).contains("does not count: server-major, paths");
  }

  @Test
  void whereNoBaseIsKnownAStricterSettingCounts() {
    tree.write("migrations/V2__type.sql", "CREATE TABLE note (body varchar(20));\n")
        .write(
            "ballast.yaml",
            "version: 1\nchange:\n  down-scripts: all\n  severities:\n    require-primary-key: error\n")
        .commit();
    GitTree shallow = tree.cloned(folder.resolve("shallow"), "--depth=1", "--branch=change");

    ProcessRun run = shallow.ballast(CI, List.of("change", "check", "migrations"));

    assertThat(run.out()).contains("error    line 1  require-primary-key");
    assertThat(run.err()).doesNotContain("ballast.yaml");
  }

  @Test
  void allIsJudgedBySettingsOfTheBaseOnABuildServer() {
    tree.write("migrations/V2__code.sql", HAZARD).write("ballast.yaml", RULE_OFF).commit();
    GitTree clone = tree.cloned(folder.resolve("clone"), "--branch=change");

    for (String option : List.of("--all", "--new-only")) {
      ProcessRun run = clone.ballast(CI, List.of("change", "check", option, "migrations"));

      assertThat(run.status()).as(option).isEqualTo(3);
      assertThat(run.err()).contains("ballast.yaml is not in origin/main yet");
    }
  }

  /// The tip of the base was fetched, and not where the branches parted.
  @Test
  void theTipOfTheBaseSaysBySettingsOfWhichAllIsJudged() {
    tree.git("checkout", "--quiet", "main");
    tree.write("ballast.yaml", RULE_OFF).commit().branch("change");
    tree.write("migrations/V2__code.sql", HAZARD)
        .write("ballast.yaml", RULE_OFF.replace("off", "error"))
        .commit();
    GitTree shallow =
        tree.cloned(
            folder.resolve("shallow"), "--depth=1", "--branch=change", "--no-single-branch");
    tree.git("checkout", "--quiet", "main");

    ProcessRun run = shallow.ballast(CI, List.of("change", "check", "migrations"));

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.err())
        .contains(
            "does not reach back to where this branch left origin/main",
            "the section change of ballast.yaml is not what it is in origin/main");
  }

  @Test
  void anUntrustedChangeAcceptsNothingNamesNothingAndReachesNothing() throws IOException {
    Files.writeString(folder.resolve("secret.sql"), "CREATE INDEX secret_word ON orders (code);\n");
    tree.write(
        "migrations/V2__code.sql",
        HAZARD.replace(
            "CREATE INDEX",
            "-- ballast:ignore create-index until 2199-12-31: it is fine\nCREATE INDEX"));
    Files.createSymbolicLink(
        tree.folder().resolve("migrations/V3__link.sql"), folder.resolve("secret.sql"));
    tree.write("ballast.yaml", RULE_OFF);
    tree.commit();

    ProcessRun run = check("--untrusted");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out())
        .contains("error  create-index", "suppression-untrusted", "link-leaves")
        .doesNotContain("secret_word");
    ProcessRun named = check("--untrusted", "--config", "ballast.yaml");
    assertThat(named.status()).isEqualTo(2);
    assertThat(named.err()).contains("(base-file-missing)");
  }

  @Test
  void aReportFollowsNoPlantedLink() throws IOException {
    Path precious = folder.resolve("precious");
    Files.writeString(precious, "precious");
    Files.createDirectory(folder.resolve("elsewhere"));
    tree.write("migrations/V2__code.sql", HAZARD);
    Files.createSymbolicLink(tree.folder().resolve("ballast.sarif"), precious);
    Files.createSymbolicLink(tree.folder().resolve("out"), folder.resolve("elsewhere"));
    ProcessRun run = ballast("change", "check", "--report=sarif=ballast.sarif", "migrations");
    assertThat(run.status()).isEqualTo(6);
    assertThat(run.err()).contains("(report-unwritable)", "symbolic link");

    ProcessRun way = ballast("change", "check", "--report=markdown=out/x.md", "migrations");

    assertThat(way.status()).isEqualTo(6);
    assertThat(precious).hasContent("precious");
    assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
  }

  private ProcessRun check(String... more) {
    List<String> arguments = new ArrayList<>(List.of("change", "check", "--git-range", "main..."));
    arguments.addAll(List.of(more));
    arguments.add("migrations");
    return ballast(arguments.toArray(String[]::new));
  }

  private ProcessRun ballast(String... arguments) {
    return tree.ballast(
        Map.of("HOME", folder.toString(), "GITHUB_TOKEN", "ghs_fake"), List.of(arguments));
  }
}
