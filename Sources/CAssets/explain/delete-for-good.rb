# frozen_string_literal: true

# A value of its own, not the absence of one: absence looks like "not yet".
DELETED = { 'status' => 'DELETED' }.freeze

# Takes an integration event; after a deletion nothing else counts. The block
# takes all other events.
def apply_or_bury(wallets, event)
  data = event.fetch('data')
  key = [data['uid'] || event.fetch('grant_id'), data.fetch('walletId')]
  # Late or repeated. Connecting again would bring another walletId.
  return if wallets[key].equal?(DELETED)

  if event.fetch('event') == 'integration.deleted'
    # Also when the wallet was never seen: its other events may be late.
    wallets[key] = DELETED
  else
    yield
  end
end
