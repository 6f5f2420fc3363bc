package webhooks

import "time"

// Longer than any retry and any replay by hand that you want to take. Ids are
// forgotten after remembered + skew, never earlier: what is taken is known.
const (
	remembered = 30 * 24 * time.Hour
	skew       = 5 * time.Minute
)

// IsTimely tells whether a verified body is young enough to be told from a
// replay. The timestamp is the body's: the header's is not signed, and says
// when the attempt was made.
func IsTimely(timestamp string, now time.Time) bool {
	// RFC 3339 has a zone, and a fraction of the second is read as well.
	moment, err := time.Parse(time.RFC3339, timestamp)
	if err != nil {
		return false
	}
	age := now.Sub(moment)
	return age >= -skew && age <= remembered
}
