<?php

declare(strict_types=1);

const KINDS = [
    'integration.created' => 0,
    'integration.updated' => 1,
    'integration.failed' => 2,
];

/**
 * Takes an integration event unless a newer one was taken before.
 *
 * @param array<string, stdClass> $wallets the newest event of each
 */
function applyIntegration(array &$wallets, stdClass $event): void
{
    $data = $event->data;
    // Both: a wallet's id alone could be another user's, one day.
    $key = json_encode([$data->uid ?? $event->grant_id, $data->walletId]);
    $known = $wallets[$key] ?? null;
    // What is not there yet is made, by an update too: "created" may be late.
    if ($known === null || standing($event) > standing($known)) {
        $wallets[$key] = $event;
    }
}

/** @return list<int|string> what orders events; arrival says nothing */
function standing(stdClass $event): array
{
    $moment = new DateTimeImmutable($event->timestamp);
    $occurred = (int) $moment->format('Uv');
    $synced = $event->data->lastSyncedAt ?? 0;
    $kind = KINDS[$event->event] ?? -1;
    // With grants, the envelope's time is that of the delivery, and only
    // lastSyncedAt tells when something happened.
    return property_exists($event, 'grant_id')
        ? [$synced, $occurred, $kind] : [$occurred, $synced, $kind];
}
