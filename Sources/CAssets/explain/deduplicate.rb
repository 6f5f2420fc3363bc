# frozen_string_literal: true

# CREATE TABLE webhook_seen (
#   id TEXT PRIMARY KEY, seen_at TIMESTAMPTZ NOT NULL DEFAULT now());
MARK = 'INSERT INTO webhook_seen (id) VALUES ($1) ON CONFLICT DO NOTHING'

# Does an event's work once, however often it comes; the status to answer.
#
# connection is one of PostgreSQL (the gem pg).
def take_once(connection, event)
  # One transaction: if the block raises, the mark is undone with it, and the
  # retry finds the event new.
  connection.transaction do
    # The signed id: whoever replays a body can change X-Webhook-Id. It is
    # opaque text. Content is no key: equal events can both be real. The
    # primary key decides between two at once; a SELECT before would not.
    inserted = connection.exec_params(MARK, [event.fetch('id')]).cmd_tuples
    # Counters are counted by SQL (SET n = n + 1), never read and written.
    yield connection, event if inserted == 1
  end
  # A duplicate is a success: any other answer asks for it again.
  200
end
