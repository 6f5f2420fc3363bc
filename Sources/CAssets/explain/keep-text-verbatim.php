<?php

declare(strict_types=1);

/** Stores a user's text: no trim, no htmlspecialchars, no SQL made of it. */
function storeAlias(PDO $database, string $wallet, string $alias): void
{
    // PostgreSQL's text holds no NUL, and MySQL's needs utf8mb4 for an emoji.
    // (json_decode refuses halves of surrogate pairs; answer 400 to them.)
    $text = str_replace("\0", "\u{FFFD}", $alias);
    // Parameters: text that looks like SQL stays text.
    $update = $database->prepare('UPDATE wallet SET alias = ? WHERE id = ?');
    $update->execute([$text, $wallet]);
}

/** The text for a page; in Twig and Blade, automatic escaping does this. */
function asHtml(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

/** The text on one line, so that it cannot write lines of its own. */
function asLog(string $text): string
{
    return json_encode($text, JSON_INVALID_UTF8_SUBSTITUTE) ?: '';
}
