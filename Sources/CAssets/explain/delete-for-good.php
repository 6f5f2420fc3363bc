<?php

declare(strict_types=1);

/**
 * Takes an integration event; after a deletion nothing else counts.
 *
 * @param array<string, array<string, mixed>> $wallets
 * @param callable(): void $apply
 */
function applyOrBury(array &$wallets, stdClass $event, callable $apply): void
{
    $data = $event->data;
    $key = json_encode([$data->uid ?? $event->grant_id, $data->walletId]);
    // A mark, not the absence of a row: absence looks like "not yet".
    if ($wallets[$key]['isDeleted'] ?? false) {
        // Late or repeated. Connecting again would bring another walletId.
        return;
    }
    if ($event->event === 'integration.deleted') {
        // Also when the wallet was never seen: its other events may be late.
        $wallets[$key] = ['status' => 'DELETED', 'isDeleted' => true];
    } else {
        $apply();
    }
}
