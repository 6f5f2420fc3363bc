package webhooks

import (
	"context"
	"database/sql"
	"html"
	"strconv"
	"strings"
)

// StoreAlias stores a user's text as it is: no trimming, no escaping, no SQL
// made of it.
func StoreAlias(ctx context.Context, db *sql.DB, wallet, alias string) error {
	// PostgreSQL's text holds no NUL and no broken UTF-8. (encoding/json has
	// already replaced halves of surrogate pairs.)
	text := strings.ToValidUTF8(alias, "\uFFFD")
	text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	// Parameters: text that looks like SQL stays text.
	_, err := db.ExecContext(
		ctx, `UPDATE wallet SET alias = $1 WHERE id = $2`, text, wallet,
	)
	return err
}

// AsHTML is the text for a page; html/template does this by itself.
func AsHTML(text string) string {
	return html.EscapeString(text)
}

// AsLog is the text on one line, so that it cannot write lines of its own.
func AsLog(text string) string {
	return strconv.Quote(text)
}
