package webhooks

import (
	"context"
	"database/sql"
)

// Into a table with id TEXT PRIMARY KEY and seen_at DEFAULT now().
const mark = `INSERT INTO webhook_seen (id) VALUES ($1) ON CONFLICT DO NOTHING`

// TakeOnce does an event's work once, however often it comes. Answer 200
// unless there is an error: a duplicate is a success too, and any other answer
// asks for it again.
func TakeOnce(
	ctx context.Context, db *sql.DB, id string, work func(*sql.Tx) error,
) error {
	// One transaction: if the work fails, the mark is undone with it, and the
	// retry finds the event new.
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// The signed id: whoever replays a body can change X-Webhook-Id. It is
	// opaque text. Content is no key: equal events can both be real. The
	// primary key decides between two at once; a SELECT before would not.
	result, err := tx.ExecContext(ctx, mark, id)
	if err != nil {
		return err
	}
	if inserted, err := result.RowsAffected(); err != nil || inserted == 0 {
		return err
	}
	// Counters are counted by SQL (SET n = n + 1), never read and written.
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}
