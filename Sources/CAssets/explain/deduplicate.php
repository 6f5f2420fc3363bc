<?php

declare(strict_types=1);

// CREATE TABLE webhook_seen (
//   id TEXT PRIMARY KEY, seen_at TIMESTAMPTZ NOT NULL DEFAULT now());
const MARK = 'INSERT INTO webhook_seen (id) VALUES (?) ON CONFLICT DO NOTHING';

/**
 * Does an event's work once, however often it comes; the status to answer.
 *
 * @param PDO $database with PDO::ERRMODE_EXCEPTION, the default
 * @param callable(PDO, stdClass): void $work
 */
function takeOnce(PDO $database, stdClass $event, callable $work): int
{
    // One transaction: if the work throws, the mark is undone with it, and the
    // retry finds the event new.
    $database->beginTransaction();
    try {
        // The signed id: whoever replays a body can change X-Webhook-Id. It is
        // opaque text. Content is no key: equal events can both be real. The
        // primary key decides between two at once; a SELECT would not.
        $insert = $database->prepare(MARK);
        $insert->execute([$event->id]);
        if ($insert->rowCount() === 1) {
            // Counters are counted by SQL (SET n = n + 1).
            $work($database, $event);
        }
        $database->commit();
    } catch (Throwable $error) {
        $database->rollBack();
        throw $error;
    }
    // A duplicate is a success: any other answer asks for it again.
    return 200;
}
