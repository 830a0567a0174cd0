/// What a server's log reports, classified by SQLSTATE, structure and the texts of PostgreSQL's own
/// messages. Texts that clients sent are left out, and statements lose their literals.
///
/// Front doors: [dev.ballast.observe.log.event.Classifier] and
/// [dev.ballast.observe.log.event.LogClass].
@NullMarked
package dev.ballast.observe.log.event;

import org.jspecify.annotations.NullMarked;
