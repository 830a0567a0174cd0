package dev.ballast.report.vault;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Finding;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.vault.CheckReport;
import dev.ballast.vault.ObjectFinding;
import java.util.List;

/// What a check of stored objects found.
///
/// @param scope what was checked
/// @param content whether every chunk was read, or only every object's structure
/// @param unneededPacks how many packs belong to no backup any more
/// @param unneededBytes what they take
public record VaultReport(
    String scope,
    boolean content,
    long objects,
    long bytes,
    long chunks,
    boolean clean,
    long unneededPacks,
    long unneededBytes,
    List<Finding> findings)
    implements Report {

  public static VaultReport of(String scope, boolean content, CheckReport report) {
    return new VaultReport(
        scope,
        content,
        report.objects(),
        report.bytes(),
        report.chunks(),
        report.clean(),
        report.unneeded().size(),
        report.unneededBytes(),
        report.findings().stream().map(ObjectFinding::finding).toList());
  }

  @Override
  public String schema() {
    return "vault-check/1";
  }

  @Override
  public ExitCode exit() {
    return clean ? ExitCode.DONE : ExitCode.REFUTED;
  }

  @Override
  public void print(Page page) {
    FindingTable.print(page, findings);
    if (unneededPacks > 0) {
      page.line(
          "%d packs (%s) belong to no backup: `ballast vault prune` removes them"
              .formatted(unneededPacks, new ByteSize(unneededBytes)));
    }
    String how = content ? chunks + " chunks decrypted and hashed" : "structure only";
    page.line(
        (clean ? page.style().green("sound") : page.style().red("DAMAGED"))
            + ": %s, %d objects, %s read, %s".formatted(scope, objects, new ByteSize(bytes), how));
  }
}
