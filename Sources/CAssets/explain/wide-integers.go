package webhooks

import (
	"encoding/json"
	"errors"
	"math/big"
)

// Whole is a number of JSON as an integer of 64 bits, exactly, for a BIGINT
// column; INTEGER often ends at 2,147,483,647, which is January 1970 in
// milliseconds. (int has 32 bits on some machines, float64 has 53.)
type Whole int64

// UnmarshalJSON takes 1640995200000.0 and 1e3 too: they are whole numbers in
// JSON. On an error the caller answers 400.
func (whole *Whole) UnmarshalJSON(text []byte) error {
	var number json.Number
	err := json.Unmarshal(text, &number)
	// A Number takes null and quoted ones too. Its length bounds the work.
	if err != nil || number == "" || text[0] == '"' || len(number) > 32 {
		return errors.New("not a whole number of 64 bits")
	}
	if value, err := number.Int64(); err == nil {
		*whole = Whole(value)
		return nil
	}
	value, _, err := big.ParseFloat(number.String(), 10, 256, big.ToNearestEven)
	if err != nil || !value.IsInt() {
		return errors.New("not a whole number of 64 bits")
	}
	integer, accuracy := value.Int64()
	if accuracy != big.Exact {
		return errors.New("not a whole number of 64 bits")
	}
	*whole = Whole(integer)
	return nil
}
