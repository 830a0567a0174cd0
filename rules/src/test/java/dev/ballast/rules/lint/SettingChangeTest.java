package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingChangeTest {
  private static Statement parsed(String sql) {
    return ((Understood) Parser.postgres18().parse(sql)).statement();
  }

  private static List<SettingChange> of(String sql) {
    return SettingChange.of(parsed(sql));
  }

  @Test
  void setAndResetTellNameValueAndScope() {
    assertThat(of("SET LOCAL Lock_Timeout = '2s'"))
        .containsExactly(new SettingChange("lock_timeout", Optional.of("2s"), true, false));
    assertThat(of("SET lock_timeout TO DEFAULT"))
        .containsExactly(new SettingChange("lock_timeout", Optional.empty(), false, true));
    assertThat(of("RESET ALL"))
        .containsExactly(new SettingChange("all", Optional.empty(), false, true));
    assertThat(of("SET search_path = a, \"B\""))
        .containsExactly(new SettingChange("search_path", Optional.of("a, B"), false, false));
  }

  @Test
  void setConfigIsASet() {
    assertThat(of("SELECT pg_catalog.set_config('lock_timeout', '3s', true)"))
        .containsExactly(new SettingChange("lock_timeout", Optional.of("3s"), true, false));
    assertThat(of("SELECT set_config('lock_timeout', note, false) FROM settings"))
        .containsExactly(new SettingChange("lock_timeout", Optional.empty(), false, false));
    assertThat(of("SELECT 1")).isEmpty();
  }
}
