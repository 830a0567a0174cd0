package dev.ballast.cli.command.report;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// That an executive sheet was written, and what it says.
record WrittenSheet(String file, ExecutiveSheet sheet) implements Report {
  WrittenSheet {
    requireNonNull(file, "file is null");
    requireNonNull(sheet, "sheet is null");
  }

  @Override
  public String schema() {
    return "report-executive/1";
  }

  @Override
  public void print(Page page) {
    sheet.sentences().all().forEach(page::line);
    page.blank();
    page.line("written to " + file);
  }
}
