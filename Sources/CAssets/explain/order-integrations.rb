# frozen_string_literal: true

require 'time'

KINDS = %w[integration.created integration.updated integration.failed].freeze

# What orders the events of a wallet; arrival says nothing.
def standing(event)
  occurred = Time.iso8601(event.fetch('timestamp'))
  synced = event.fetch('data')['lastSyncedAt'] || 0
  kind = KINDS.index(event.fetch('event')) || -1
  # With grants, the envelope's time is that of the delivery, and only
  # lastSyncedAt tells when something happened.
  return [synced, occurred, kind] if event.key?('grant_id')

  [occurred, synced, kind]
end

# Takes an integration event unless a newer one was taken before; wallets holds
# the newest event of each.
def apply_integration(wallets, event)
  data = event.fetch('data')
  # Both: a wallet's id alone could be another user's, one day.
  key = [data['uid'] || event.fetch('grant_id'), data.fetch('walletId')]
  known = wallets[key]
  # What is not there yet is made, by an update too: "created" may be late.
  newer = known.nil? || (standing(event) <=> standing(known)).positive?
  wallets[key] = event if newer
end
