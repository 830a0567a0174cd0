package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.targets.TargetsError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationFaultsTest {
  @TempDir Path folder;

  static Stream<Arguments> copiesOfTickets() {
    return Stream.of(
        Arguments.of(
            "copies of tickets without what they need",
            """
            version: 1
            tickets:
              sync:
                github: {repository: shop, api-url: "ftp://x"}
            """,
            """
            ballast.yaml:4:5: missing key "token" of "github"
            ballast.yaml:4:26: repository must be an owner and a name such as acme/shop
            ballast.yaml:4:41: api-url must be http:// or https:// with a host and without a user"""),
        Arguments.of(
            "a rule of owners without an owner",
            """
            version: 1
            tickets:
              owners:
                - {schema: billing, application: web}
            """,
            """
            ballast.yaml:4:7: missing key \"owner\""""),
        Arguments.of(
            "a token that would be sent in clear text, and two trackers",
            """
            version: 1
            tickets:
              sync:
                github:
                  repository: acme/shop
                  token: env:TOKEN
                  api-url: http://github.example.com
                webhook: {url: "https://example.com/tickets"}
            """,
            """
            ballast.yaml:6:14: a secret is sent by https or to this machine only
            ballast.yaml:8:14: tickets are copied to one tracker: github or webhook"""));
  }

  static Stream<Arguments> affiliations() {
    return Stream.of(
        Arguments.of(
            "labels that are named wrongly, or taken, or without a value",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                labels:
                  env-name: prod
                  2nd: b
                  __own: c
                  owner: bea
                  tier: ""
                  team: [a]
            """,
            """
            ballast.yaml:7:17: the label "env-name" must be named by 1 to 63 letters, digits and \
            underscores, the first no digit, and not begin with two underscores
            ballast.yaml:8:12: the label "2nd" must be named by 1 to 63 letters, digits and \
            underscores, the first no digit, and not begin with two underscores
            ballast.yaml:9:14: the label "__own" must be named by 1 to 63 letters, digits and \
            underscores, the first no digit, and not begin with two underscores
            ballast.yaml:10:14: "owner" is no label: each target has it
            ballast.yaml:11:13: tier must be 1 to 100 characters, none of them a control character
            ballast.yaml:12:13: team must be text, found a list"""),
        Arguments.of(
            "more labels than 16",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                labels: {a: x, b: x, c: x, d: x, e: x, f: x, g: x, h: x, i: x, j: x, k: x, l: x, \
            m: x, n: x, o: x, p: x, q: x}
            """,
            "ballast.yaml:6:5: a target has at most 16 labels"),
        Arguments.of(
            "an owner whom tickets do not know",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast, owner: bae}
              desk: {host: a, user: ballast, owner: bea}
            tickets:
              owner: carl
              owners:
                - {owner: bea, schema: billing}
            """,
            "ballast.yaml:3:41: \"bae\" is no owner under tickets; did you mean \"bea\"?"));
  }

  /// What is wrong, the file, and the lines that a reader must see.
  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of(
            "unknown key with a near one",
            """
            version: 1
            targets:
              shop:
                hots: db1
                host: db1
                user: ballast
            """,
            "ballast.yaml:4:5: unknown key \"hots\", did you mean \"host\"?"),
        Arguments.of(
            "unknown key with none near",
            """
            version: 1
            colour: red
            """,
            "ballast.yaml:2:1: unknown key \"colour\"; known here: version, vaults, targets, change, serve, poolers, tickets, alerts"),
        Arguments.of(
            "missing keys",
            """
            targets:
              shop:
                port: 5432
            """,
            """
            ballast.yaml:1:1: missing key "version"
            ballast.yaml:2:3: missing key "host" of "shop"
            ballast.yaml:2:3: missing key "user" of "shop\""""),
        Arguments.of(
            "duplicate key",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                host: b
            """,
            "ballast.yaml:6:5: duplicate key \"host\", first in line 4"),
        Arguments.of(
            "duplicate target",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast}
              shop: {host: b, user: ballast}
            """,
            "ballast.yaml:4:3: duplicate key \"shop\", first in line 3"),
        Arguments.of(
            "among several vaults none is guessed",
            """
            version: 1
            vaults:
              near: {folder: /a, key: env:KEY}
              far: {folder: /b, key: env:KEY}
            targets:
              shop: {host: a, user: ballast}
            """,
            "ballast.yaml:6:3: missing key \"vault\" of \"shop\""));
  }

  static Stream<Arguments> watched() {
    return Stream.of(
        Arguments.of(
            "a log with two places and no form",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                log: {directory: a, file: b, format: syslog}
            """,
            """
            ballast.yaml:6:31: log needs either directory or file
            ballast.yaml:6:42: format must be one of auto, csvlog, jsonlog, stderr"""),
        Arguments.of(
            "a pooler that is named as a target is",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast}
            poolers:
              shop: {host: a, user: ballast}
            """,
            "ballast.yaml:5:3: a target is named \"shop\", too"),
        Arguments.of(
            "a pooler in front of no target",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast}
            poolers:
              pool: {host: a, user: ballast, target: shp}
            """,
            "ballast.yaml:5:42: target \"shp\" is not declared under targets, did you mean \"shop\"?"),
        Arguments.of(
            "objectives that nobody can mean",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                objectives:
                  availability: 100%
                  time-within: 0.99
                  statement-p95: 2d
                  databases:
                    shop: {raed-p95: 10ms}
            """,
            """
            ballast.yaml:7:21: availability must be from 50% to 99.999%, written with a percent \
            sign as in 99.95%
            ballast.yaml:8:20: time-within must be from 50% to 99.999%, written with a percent \
            sign as in 99.95%
            ballast.yaml:9:22: statement-p95 must be from 1ms to 1h
            ballast.yaml:11:16: unknown key \"raed-p95\", did you mean \"read-p95\"?\
            """));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(
            "several faults of several kinds, in the order of the file",
            """
            version: 2
            vaults:
              main:
                folder: /srv/vault
              Backup:
                folder: /srv/other
                key: hunter2
            targets:
              shop:
                host: [db1, db2]
                port: 70000
                user: 17
                tls: prefer
                vault: mian
                objectives:
                  proof-age: 24
                  recovery-point: 10m
                  recovery-tiem: 1h
            """,
            """
            ballast.yaml:1:10: version must be a whole number from 1 to 1
            ballast.yaml:3:3: missing key "key" of "main"
            ballast.yaml:5:3: the name "Backup" must be 1 to 63 lower-case letters, digits, \
            hyphens and underscores, with a letter or digit at both ends
            ballast.yaml:7:10: key: a secret is given by reference: env:NAME, file:PATH or \
            command:PROGRAM ARGUMENTS
            ballast.yaml:10:11: host must be a host, found a list
            ballast.yaml:11:11: port must be a whole number from 1 to 65535
            ballast.yaml:12:11: user must be text, found a number without quotes
            ballast.yaml:13:10: tls must not be prefer, which may continue in plain text; one of \
            disable, require, verify-ca, verify-full
            ballast.yaml:14:12: vault "mian" is not declared under vaults, did you mean "main"?
            ballast.yaml:16:18: proof-age must be a duration such as 1min, found a number without \
            quotes
            ballast.yaml:17:23: recovery-point must be a whole number with one of the units ms, s, \
            min, h, d, as in 90s
            ballast.yaml:18:7: unknown key "recovery-tiem", did you mean "recovery-time"?"""));
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of(
            "an objective out of its range",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                objectives: {proof-age: 0s, recovery-point: 366d}
            """,
            """
            ballast.yaml:6:29: proof-age must be from 1min to 365d
            ballast.yaml:6:49: recovery-point must be from 1s to 365d"""),
        Arguments.of(
            "a root certificate that nothing would read",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast, tls: require, root-certificate: root.pem}
            """,
            "ballast.yaml:3:66: root-certificate is read only with tls: verify-ca or verify-full"),
        Arguments.of(
            "authentication",
            """
            version: 1
            targets:
              one: {host: a, user: ballast, auth: [md5, gss], channel-binding: disable}
              two: {host: localhost, user: ballast, channel-binding: require}
              three: {host: a, user: ballast, auth: []}
            """,
            """
            ballast.yaml:3:45: an item of auth must be one of scram-sha-256, md5, password, none
            ballast.yaml:3:68: channel-binding must be one of prefer, require
            ballast.yaml:4:58: channel binding can be required only over TLS
            ballast.yaml:5:41: auth names no method that is accepted"""));
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of(
            "invariants",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                invariants:
                  - {name: total, database: shop, sql: ''}
                  - {name: total, database: shop, sql: select 1}
                  - just words
            """,
            """
            ballast.yaml:7:44: sql must not be empty
            ballast.yaml:8:16: a second invariant is named "total"
            ballast.yaml:9:9: an item of invariants must be a mapping, found text"""),
        Arguments.of(
            "several hosts, a Unix socket, a list where a mapping belongs",
            """
            version: 1
            vaults: []
            targets:
              one: {host: 'a,b', user: ballast}
              two: {host: /var/run/postgresql, user: ballast}
              three:
            """,
            """
            ballast.yaml:2:9: vaults must be a mapping, found a list
            ballast.yaml:4:15: host must be one host: each server is a target of its own
            ballast.yaml:5:15: host must be a TCP host: Unix sockets are not spoken, use localhost
            ballast.yaml:6:9: three must be a mapping, found nothing"""),
        Arguments.of(
            "how log is received",
            """
            version: 1
            targets:
              shop:
                host: a
                user: ballast
                wal: {slot: Shop, flush-interval: 5ms, also: [far], standbys: ["db2:0", "db3:x"]}
            """,
            """
            ballast.yaml:6:17: slot must be 1 to 63 of a-z, 0-9 and underscore
            ballast.yaml:6:39: flush-interval must be from 10ms to 1min
            ballast.yaml:6:50: vault "far" is not declared under vaults
            ballast.yaml:6:67: "db2:0" is not host or host:port
            ballast.yaml:6:67: "db3:x" is not host or host:port"""),
        Arguments.of(
            "a secret in clear is refused without being repeated",
            """
            version: 1
            targets:
              shop: {host: a, user: ballast, password: hunter2}
            """,
            "ballast.yaml:3:44: password: a secret is given by reference: env:NAME, file:PATH or"
                + " command:PROGRAM ARGUMENTS"));
  }

  static Stream<Arguments> syntax() {
    return Stream.of(
        Arguments.of(
            "YAML syntax",
            """
            version: 1
            targets:
              shop: {host: a
            """,
            "ballast.yaml:4:1: not YAML: while parsing a flow mapping: expected ',' or '}', but got"
                + " <stream end>"),
        Arguments.of(
            "a tab for indentation",
            "version: 1\ntargets:\n\tshop:\n",
            "ballast.yaml:3:1: not YAML: while scanning for the next token: found character '\\t(TAB)'"
                + " that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        Arguments.of("an empty file", "", "ballast.yaml:1:1: the file is empty"),
        Arguments.of(
            "a list as the whole file",
            "- version\n",
            "ballast.yaml:1:1: the file must be a mapping of keys to values"),
        Arguments.of(
            "a control character",
            "version: 1\nvaults: {\u0007}\n",
            "ballast.yaml:2:10: not YAML: the character U+0007 is not allowed"));
  }

  static Stream<Arguments> bounds() {
    return Stream.of(
        Arguments.of(
            "nesting without end",
            "version: " + "[".repeat(100_000),
            "ballast.yaml:1:25: nested deeper than 16 levels"),
        Arguments.of(
            "aliases without end",
            "version: &one 1\nvaults: [" + "*one ,".repeat(300) + "]",
            "ballast.yaml:2:1546: more than 256 uses of anchors"),
        Arguments.of(
            "a mapping that contains itself",
            "version: 1\ntargets: &all\n  shop: *all\n",
            """
            ballast.yaml:3:3: missing key "host" of "shop"
            ballast.yaml:3:3: missing key "user" of "shop"
            ballast.yaml:3:3: unknown key "shop"; known here: host, port, database, user, \
            root-certificate, tls, connect-timeout, auth, channel-binding, password, vault, \
            objectives, invariants, proof, log, wal, backup, labels, owner"""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "copiesOfTickets",
    "affiliations",
    "keys",
    "watched",
    "values",
    "ranges",
    "lists",
    "syntax",
    "bounds"
  })
  void everyFaultIsToldWithItsPlace(String what, String yaml, String lines) throws IOException {
    Fault fault = read(yaml.getBytes(StandardCharsets.UTF_8));

    assertThat(fault.detail()).as(what).contains(lines);
    assertThat(fault.code()).isEqualTo(TargetsError.CONFIGURATION_INVALID);
    assertThat(fault.code().exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFileThatIsNotUtf8IsToldWithThePlaceOfTheFirstWrongByte() throws IOException {
    Fault fault = read(new byte[] {'a', ':', '\n', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF});

    assertThat(fault.detail()).contains("ballast.yaml:2:2: the file is not UTF-8 from here on");
  }

  @Test
  void aFileOfMoreThanAMegabyteIsNotParsed() throws IOException {
    Fault fault = read("#".repeat(1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8));

    assertThat(fault.detail()).contains("ballast.yaml:1:1: the file is longer than 1048576 bytes");
  }

  @Test
  void thePrimaryMessageCountsTheFaults() throws IOException {
    Fault fault = read("version: 1\na: 1\nb: 2\n".getBytes(StandardCharsets.UTF_8));

    assertThat(fault.getMessage()).isEqualTo(folder.resolve("ballast.yaml") + " has 2 faults");
  }

  private Fault read(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("ballast.yaml"), content);
    return catchThrowableOfType(Fault.class, () -> Configuration.read(file));
  }
}
