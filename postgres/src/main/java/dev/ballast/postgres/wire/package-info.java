/// PostgreSQL's replication protocol, spoken by Ballast itself: authentication, slots, base backups
/// of servers 14 to 18 and physical WAL streaming across timelines. The front door is
/// [ReplicationConnection]. Whatever bytes a server sends end in a value or a `Fault`: every length
/// is bounded, every wait is bounded, and nothing is allocated on a server's word.
@NullMarked
package dev.ballast.postgres.wire;

import org.jspecify.annotations.NullMarked;
