package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.rules.lint.Hazard;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// Why a finding is there, as far as it can be why others are there too: findings of one rule, one
/// severity and equal causes are reported as one, with a count.
public sealed interface Cause {

  /// The finding's own.
  ///
  /// @param fingerprint of the finding
  record Own(String fingerprint) implements Cause {
    public Own {
      requireNonNull(fingerprint, "fingerprint is null");
    }
  }

  /// What is done to these tables in this file.
  record SameTables(String file, List<String> tables) implements Cause {
    public SameTables {
      requireNonNull(file, "file is null");
      tables = List.copyOf(tables);
    }
  }

  /// A habit or a setting of the file.
  record SameFile(String file) implements Cause {
    public SameFile {
      requireNonNull(file, "file is null");
    }
  }

  /// A custom of all scripts that are checked.
  ///
  /// @param custom empty where the rule says it all
  record SameCustom(String custom) implements Cause {
    public SameCustom {
      requireNonNull(custom, "custom is null");
    }
  }

  /// What ways back take of their own ways forward, which is the same remark each time.
  record SameWayBack() implements Cause {}

  /// Something in the file that is not understood, for the same reason each time.
  record SameReason(String file, String reason) implements Cause {
    public SameReason {
      requireNonNull(file, "file is null");
      requireNonNull(reason, "reason is null");
    }
  }

  /// How the files of a folder are kept.
  ///
  /// @param reason what is wrong with them
  record SameFolder(String folder, String reason) implements Cause {
    public SameFolder {
      requireNonNull(folder, "folder is null");
      requireNonNull(reason, "reason is null");
    }
  }

  /// The files of a folder are written for another database.
  ///
  /// @param database its name
  record SameDialect(String folder, String database) implements Cause {
    public SameDialect {
      requireNonNull(folder, "folder is null");
      requireNonNull(database, "database is null");
    }
  }

  /// That of a hazard, as its rule's page says.
  static Cause of(String file, Hazard hazard, String fingerprint) {
    return switch (hazard.recurrence()) {
      case NONE -> new Own(fingerprint);
      case FILE -> new SameFile(file);
      case PROJECT -> new SameCustom("");
      case TABLE ->
          hazard.about().isEmpty()
              ? new Own(fingerprint)
              : new SameTables(
                  file, hazard.about().stream().map(QualifiedName::toString).distinct().toList());
    };
  }
}
