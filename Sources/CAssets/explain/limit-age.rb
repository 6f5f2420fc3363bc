# frozen_string_literal: true

require 'time'

# Longer than any retry and any replay by hand that you want to take. Ids are
# forgotten after REMEMBERED + SKEW, never earlier: what is taken is known.
REMEMBERED = 30 * 24 * 3_600
SKEW = 5 * 60

# Whether a verified body is young enough to be told from a replay. The
# timestamp is the body's: the header's is not signed, and says when the
# attempt was made.
def timely?(timestamp, now = Time.now)
  # Without a zone iso8601 takes local time; parse fills in even more.
  return false unless timestamp.match?(/(Z|[+-]\d\d:\d\d)\z/)

  age = now - Time.iso8601(timestamp)
  age.between?(-SKEW, REMEMBERED)
rescue ArgumentError
  false
end
