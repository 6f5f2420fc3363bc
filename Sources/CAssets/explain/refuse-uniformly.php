<?php

declare(strict_types=1);

/** A request that is not the provider's; the reason is for the log alone. */
final class Refused extends RuntimeException
{
}

/**
 * Answers, whatever the handler does. Set display_errors to 0 beside it.
 *
 * @param callable(): int $handle returns the status
 */
function respond(callable $handle): void
{
    header('Content-Type: application/json');
    try {
        http_response_code($handle());
        echo '{}';
    } catch (Refused $refused) {
        // Never the expected signature, in the log neither: it would be valid.
        error_log('refused: ' . $refused->getMessage());
        http_response_code(401);
        echo '{"error":"unauthorized"}';
    } catch (Throwable $error) {
        // The trace goes to the log. The answer only says where to look.
        $reference = bin2hex(random_bytes(8));
        error_log("failed, reference $reference: $error");
        http_response_code(500);
        echo json_encode(['error' => 'internal', 'reference' => $reference]);
    }
}
