/// A statement as a tree of records: typed where a rule asks, and with a name for the unknown
/// everywhere else.
///
/// ## Reading
///
/// [dev.ballast.sql.tree.Parser] is the front door. It takes the text of one statement and
/// answers `Understood`, with a [dev.ballast.sql.tree.Statement], or `Refused`, with the
/// reason. What is in the body of a routine or a `DO` block is text to PostgreSQL, and so it is
/// read by a second call, `Parser.body`.
///
/// ## The family
///
/// - Statements, by what they are about: `TableStatement`, `IndexStatement`, `ViewStatement`,
///   `TypeStatement`, `SequenceStatement`, `RoutineStatement`, `GuardStatement` (triggers,
///   policies, rules), `ObjectStatement` (drop, rename, comment, schemas, extensions),
///   `DataStatement`, `MaintenanceStatement`, `SessionStatement`, `RoleStatement`,
/// `DatabaseStatement`,
///   `ReplicationStatement`.
/// - The actions of `ALTER TABLE`: `ColumnAction`, `ConstraintAction`, `TableAction`.
/// - What they are made of: `ColumnDefinition`, `Constraint`, `IndexKey`, `Query`, `Expression` and
///   smaller ones.
/// - The unknown, by name: `OtherStatement`, `OtherAction`, `OtherExpression`.
/// - The inside of routines: `RoutineBody`, `BodyPart`.
///
/// A rule names the records it is about and leaves the rest to a last branch:
///
/// ```java
/// switch (statement) {
///   case CreateIndex index when !index.concurrently() -> ...
///   case AlterTable alter -> alter.actions().forEach(...)
///   case Statement other -> {}
/// }
/// ```
///
/// For what can be anywhere, [dev.ballast.sql.tree.Walk] goes through a statement: every
/// call of a function, every relation, every statement within it, below unknown nodes too. A test
/// compares it with the grammar's own result, so that nothing is lost on the way.
///
/// ## Positions
///
/// `offset` counts bytes of UTF-8 from the start of the statement's text, comments before it
/// included; -1 is nowhere.
///
/// ## Adding a record
///
/// Write it into the interface of its topic, with `parts()` for every node it holds and `names()`
/// for the relations it names itself; read it in the topic's reader (`RelationStatements` and its
/// kin); add a statement to `every-statement.sql` in the tests, which then ask for all of that.
@NullMarked
package dev.ballast.sql.tree;

import org.jspecify.annotations.NullMarked;
